target_link_libraries(bench-curve-msm PRIVATE zonogon_wider_curve)
