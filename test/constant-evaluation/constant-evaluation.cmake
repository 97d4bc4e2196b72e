# The verifier evaluated by the compiler, on a proof that is made during the build.

add_executable(zonogon-tiny-proof ${CMAKE_CURRENT_LIST_DIR}/make_proof.cpp)
target_link_libraries(zonogon-tiny-proof PRIVATE zonogon::zonogon zonogon_build_settings)

set(tiny_proof ${CMAKE_CURRENT_BINARY_DIR}/constant-evaluation/tiny_proof.inc)
file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/constant-evaluation)
add_custom_command(OUTPUT ${tiny_proof} COMMAND zonogon-tiny-proof ${tiny_proof} DEPENDS zonogon-tiny-proof)

add_executable(zonogon-test-constant-evaluation ${CMAKE_CURRENT_LIST_DIR}/verifier.cpp ${tiny_proof})
target_include_directories(zonogon-test-constant-evaluation PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/constant-evaluation)
target_link_libraries(zonogon-test-constant-evaluation PRIVATE zonogon::zonogon zonogon_build_settings)
target_compile_options(zonogon-test-constant-evaluation PRIVATE
    $<$<CXX_COMPILER_ID:GNU>:-fconstexpr-ops-limit=1000000000>
    $<$<CXX_COMPILER_ID:Clang>:-fconstexpr-steps=1000000000>)
add_test(NAME constant-evaluation COMMAND zonogon-test-constant-evaluation)
