target_sources(zonogon-test-node-sequencer PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/support/anvil.cpp)
target_link_libraries(zonogon-test-node-sequencer PRIVATE zonogon_node_synchronizer)
# The contracts are deployed by their own tool, which asks a program for the root of the genesis. Not a .cpp, since those
# all belong to the test program.
add_executable(zonogon-test-genesis-root ${CMAKE_CURRENT_SOURCE_DIR}/reference-node/sequencer/genesis_root.cxx)
target_link_libraries(zonogon-test-genesis-root PRIVATE zonogon::zonogon zonogon_build_settings nlohmann_json::nlohmann_json)
add_dependencies(zonogon-test-node-sequencer zonogon-test-genesis-root)
set_source_files_properties(${CMAKE_CURRENT_SOURCE_DIR}/reference-node/sequencer/deployment.cpp PROPERTIES
    COMPILE_DEFINITIONS ZONOGON_PROGRAM="$<TARGET_FILE:zonogon-test-genesis-root>")
