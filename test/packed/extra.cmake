# Back ends that the rest of the tree is not compiled for, each a program of its own (.cxx: not globbed with the others).

if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
    # Compiled everywhere; run, or skipped with a message, by what the processor has.
    add_executable(zonogon-test-packed-avx512 ${CMAKE_CURRENT_SOURCE_DIR}/packed/isa/avx512.cxx)
    target_link_libraries(zonogon-test-packed-avx512 PRIVATE zonogon::zonogon zonogon_build_settings)
    target_include_directories(zonogon-test-packed-avx512 PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_compile_options(zonogon-test-packed-avx512 PRIVATE -march=x86-64-v4)
    add_test(NAME packed-avx512 COMMAND zonogon-test-packed-avx512)
    set_tests_properties(packed-avx512 PROPERTIES SKIP_RETURN_CODE 77)
endif()

find_program(ZONOGON_AARCH64_CXX aarch64-linux-gnu-g++)
find_program(ZONOGON_QEMU_AARCH64 NAMES qemu-aarch64-static qemu-aarch64)
if(ZONOGON_AARCH64_CXX AND ZONOGON_QEMU_AARCH64)
    set(neon_program ${CMAKE_CURRENT_BINARY_DIR}/packed-neon.aarch64)
    add_custom_command(
        OUTPUT ${neon_program}
        COMMAND ${ZONOGON_AARCH64_CXX} -std=c++20 -O1 -static -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
            -I${PROJECT_SOURCE_DIR}/include -I${CMAKE_CURRENT_SOURCE_DIR}
            -x c++ ${CMAKE_CURRENT_SOURCE_DIR}/packed/isa/neon.cxx -MD -MF ${neon_program}.d -MT ${neon_program}
            -o ${neon_program}
        DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/packed/isa/neon.cxx
        DEPFILE ${neon_program}.d
        VERBATIM)
    add_custom_target(zonogon-test-packed-neon ALL DEPENDS ${neon_program})
    add_dependencies(zonogon-test-packed zonogon-test-packed-neon)
    add_test(NAME packed-neon COMMAND ${ZONOGON_QEMU_AARCH64} ${neon_program})
else()
    message(STATUS "packed-neon is left out: it needs aarch64-linux-gnu-g++ and qemu-aarch64")
endif()
