# The programs, unpacked once per build folder.
set(archive ${PROJECT_SOURCE_DIR}/test/vectors/evm/evmbench.tar.zst)
set(unpacked ${CMAKE_CURRENT_BINARY_DIR}/evm-programs)
add_custom_command(OUTPUT ${unpacked}.stamp
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${unpacked}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${unpacked}
    COMMAND ${CMAKE_COMMAND} -E chdir ${unpacked} ${CMAKE_COMMAND} -E tar xf ${archive}
    COMMAND ${CMAKE_COMMAND} -E touch ${unpacked}.stamp
    DEPENDS ${archive} VERBATIM)
add_custom_target(evm-programs DEPENDS ${unpacked}.stamp)
add_dependencies(bench-evm-programs evm-programs)
target_compile_definitions(bench-evm-programs PRIVATE
    ZONOGON_EVMBENCH_DEFAULT="${unpacked}/evmbench"
    ZONOGON_EVM_LOOPS="${CMAKE_CURRENT_SOURCE_DIR}/evm/loops.hex")
