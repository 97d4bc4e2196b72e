target_sources(zonogon-test-node-node PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/support/anvil.cpp)
target_link_libraries(zonogon-test-node-node PRIVATE zonogon_node_pool zonogon_node_keys)
