#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/zkasm/assembler.hpp>
#include <zonogon/zkevm/rom/text.hpp>

namespace zonogon::zkevm {

/// Reads the ROM's included files from the program itself.
struct rom_loader {
    bool operator()(std::string_view path, std::vector<char>& text) const {
        for (const rom_file& file : rom_files) {
            if (file.name == path) {
                text.assign(file.text.begin(), file.text.end());
                return true;
            }
        }
        return false;
    }
};

/// Assembles the program that runs a batch. The error would be a defect of this library.
inline result<zkasm::program> assemble_rom() {
    std::vector<char> text;
    rom_loader{}("main.zkasm", text);
    return zkasm::assemble("main.zkasm", std::string_view{text.data(), text.size()}, {}, rom_loader{});
}

} // namespace zonogon::zkevm
