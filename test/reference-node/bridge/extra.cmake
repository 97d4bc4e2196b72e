# A real L1 and L2, an anvil each.
target_sources(zonogon-test-node-bridge PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/support/anvil.cpp)
