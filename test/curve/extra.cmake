# The sums by wider vectors, and that no instruction of theirs gets into code for every processor.
target_link_libraries(zonogon-test-curve PRIVATE zonogon_wider_curve)
add_test(NAME curve-wider COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/poly/wider $<TARGET_FILE:zonogon_wider_curve>)
