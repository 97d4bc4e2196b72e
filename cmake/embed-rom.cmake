# Rewrites include/zonogon/zkevm/rom/text.hpp from the .zkasm files beside it:
#   cmake -P cmake/embed-rom.cmake
# The header is kept in the tree so that including the library needs no build step; a test compares it with the files.
set(folder "${CMAKE_CURRENT_LIST_DIR}/../include/zonogon/zkevm/rom")
file(GLOB files RELATIVE "${folder}" "${folder}/*.zkasm")
list(SORT files)
list(LENGTH files count)
set(entries "")
foreach(name IN LISTS files)
    file(READ "${folder}/${name}" text)
    string(APPEND entries "    rom_file{\"${name}\", R\"zkasm(${text})zkasm\"},\n")
endforeach()
file(WRITE "${folder}/text.hpp" "#pragma once

// Written by cmake/embed-rom.cmake from the .zkasm files in this folder. Edit those.

#include <array>
#include <string_view>

namespace zonogon::zkevm {

/// A source file of the ROM.
struct rom_file {
    std::string_view name, text;
};

// clang-format off
inline constexpr std::array<rom_file, ${count}> rom_files{
${entries}};
// clang-format on

} // namespace zonogon::zkevm
")
