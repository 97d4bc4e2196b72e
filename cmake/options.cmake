# Settings of the programs in this tree (never of the installed library): warnings, target level, sanitizers, linker.

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

set(ZONOGON_COMPILER_LAUNCHER "" CACHE STRING "What starts the compiler instead of ccache (bench/compile sets it)")
find_program(ZONOGON_CCACHE ccache)
if(ZONOGON_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${ZONOGON_COMPILER_LAUNCHER})
elseif(ZONOGON_CCACHE)
    # Units with a precompiled header are kept too: nothing here depends on __TIME__ or on macros set before that header.
    set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_SLOPPINESS=pch_defines,time_macros ${ZONOGON_CCACHE})
endif()
find_program(ZONOGON_MOLD mold)

add_library(zonogon_build_settings INTERFACE)
target_compile_options(zonogon_build_settings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
# g++ 12 sees overflows in concatenations of std::string that are not there (GCC bugs 105329 and 105651), depending on
# no more than the length of a literal, such as the path of the source tree.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(zonogon_build_settings INTERFACE -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow)
endif()
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
    set(zonogon_x86_level ${ZONOGON_X86_LEVEL})
    if(ZONOGON_X86_LEVEL STREQUAL "auto")
        include(CheckCXXSourceRuns)
        check_cxx_source_runs([[
            int main() {
                __builtin_cpu_init();
                return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                       __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                       __builtin_cpu_supports("avx512vl") ? 0 : 1;
            }]] ZONOGON_HOST_IS_V4)
        set(zonogon_x86_level $<IF:$<BOOL:${ZONOGON_HOST_IS_V4}>,v4,v3>)
    endif()
    target_compile_options(zonogon_build_settings INTERFACE -march=x86-64-${zonogon_x86_level})
    # g++ 12 sees undefined vectors in its own AVX-512 header (105593); a precompiled header loses the pragmas against it.
    if(NOT ZONOGON_X86_LEVEL STREQUAL "v3" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        target_compile_options(zonogon_build_settings INTERFACE -Wno-uninitialized -Wno-maybe-uninitialized)
    endif()
endif()
if(ZONOGON_SANITIZE)
    target_compile_options(zonogon_build_settings INTERFACE -fsanitize=${ZONOGON_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    # False alarms of g++ 12 inside libstdc++ when sanitizers change what is inlined.
    target_compile_options(zonogon_build_settings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    # Boost.Asio has fences, which the thread sanitizer does not follow; what they order is ordered by locks too.
    if(ZONOGON_SANITIZE MATCHES thread)
        target_compile_options(zonogon_build_settings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
    endif()
    target_link_options(zonogon_build_settings INTERFACE -fsanitize=${ZONOGON_SANITIZE})
endif()
if(ZONOGON_MOLD)
    target_link_options(zonogon_build_settings INTERFACE -fuse-ld=mold)
endif()
