target_link_libraries(bench-poly-lde PRIVATE zonogon_wider)
target_link_libraries(bench-poly-vector-ntt PRIVATE zonogon_wider_curve)
