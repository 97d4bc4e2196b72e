#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <zonogon/evm/frame.hpp>
#include <zonogon/evm/opcode.hpp>

namespace zonogon::evm {

/// An instruction that began, and how many words the stack had then.
struct begun_instruction {
    std::uint8_t op = 0;
    std::size_t height = 0;
};

/// Why execution stopped at an instruction, in geth's words, which name the instruction or the heights of the stack.
template <class Rules>
std::string halt_words(halt how, const begun_instruction& at) {
    const opcode_traits& t = opcode_table<Rules>[at.op];
    std::string out{describe(how)};
    if (how == halt::invalid_opcode) {
        constexpr std::string_view digits = "0123456789abcdef";
        std::string name{opcode_name(at.op)};
        if (name.empty()) {
            name = "opcode 0x";
            if (at.op >= 16) {
                name += digits[at.op >> 4];
            }
            name += digits[at.op & 15];
            name += " not defined";
        }
        out += ": " + name;
    }
    if (how == halt::stack_underflow) {
        out += " (" + std::to_string(at.height) + " <=> " + std::to_string(t.pops) + ")";
    }
    if (how == halt::stack_overflow) {
        out += " (" + std::to_string(frame::stack_limit + t.pops - t.pushes) + ")";
    }
    return out;
}

} // namespace zonogon::evm
