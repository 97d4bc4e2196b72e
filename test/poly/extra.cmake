# The extensions by wider vectors, and that no instruction of theirs gets into code for every processor.
target_link_libraries(zonogon-test-poly PRIVATE zonogon_wider zonogon_wider_curve)
add_test(NAME poly-wider COMMAND ${CMAKE_CURRENT_LIST_DIR}/wider $<TARGET_FILE:zonogon_wider>)
