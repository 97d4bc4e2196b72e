# A real L1, and the sequencer's node on it that makes the batches.
set(sequencer_tests ${CMAKE_CURRENT_SOURCE_DIR}/reference-node/sequencer)
target_sources(zonogon-test-node-synchronizer PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/support/anvil.cpp
    ${sequencer_tests}/deployment.cpp)
target_link_libraries(zonogon-test-node-synchronizer PRIVATE zonogon_node_sequencer)
add_dependencies(zonogon-test-node-synchronizer zonogon-test-genesis-root)
