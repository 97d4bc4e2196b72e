# The state tests, unpacked once per build folder.
set(archive ${PROJECT_SOURCE_DIR}/test/vectors/evm/evmtests.tar.zst)
set(unpacked ${CMAKE_CURRENT_BINARY_DIR}/evm-state-tests)
add_custom_command(OUTPUT ${unpacked}.stamp
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${unpacked}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${unpacked}
    COMMAND ${CMAKE_COMMAND} -E chdir ${unpacked} ${CMAKE_COMMAND} -E tar xf ${archive}
    COMMAND ${CMAKE_COMMAND} -E touch ${unpacked}.stamp
    DEPENDS ${archive} VERBATIM)
add_custom_target(evm-state-tests DEPENDS ${unpacked}.stamp)
add_dependencies(zonogon-test-node-statetest evm-state-tests)
set(statetest_tests ${CMAKE_CURRENT_SOURCE_DIR}/reference-node/statetest)
set_source_files_properties(${statetest_tests}/refusals.cpp ${statetest_tests}/suite.cpp PROPERTIES
    COMPILE_DEFINITIONS ZONOGON_STATE_TESTS="${unpacked}/evmtests/state")
