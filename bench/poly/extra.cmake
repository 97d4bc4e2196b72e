target_link_libraries(bench-poly-lde PRIVATE zonogon_wider)
