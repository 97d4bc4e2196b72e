#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <zonogon/evm/frame.hpp>
#include <zonogon/evm/opcode.hpp>
#include <zonogon/evm/rules.hpp>

namespace zonogon::rpc {

/// Remembers the instruction at which a transaction's own code stopped.
class last_instruction_tracer {
public:
    static constexpr bool steps = true;
    static constexpr bool calls = false;

    template <class ReadSlot>
    void step(const evm::step_view& view, const ReadSlot&) {
        if (view.depth == 1) {
            op_ = view.op;
            height_ = view.stack.size();
        }
    }
    void spent(std::int64_t) {}
    void fault(evm::halt) {}

    /// Why it stopped, in geth's words, which name the instruction or the heights of the stack.
    std::string words(evm::halt how) const {
        const evm::opcode_traits& t = evm::opcode_table<evm::fork9_rules>[op_];
        const std::string general{evm::describe(how)};
        if (how == evm::halt::invalid_opcode) {
            const std::string_view name = evm::opcode_name(op_);
            return general + ": " + (name.empty() ? "opcode " + hex_number(op_) + " not defined" : std::string{name});
        }
        if (how == evm::halt::stack_underflow) {
            return general + " (" + std::to_string(height_) + " <=> " + std::to_string(t.pops) + ")";
        }
        if (how == evm::halt::stack_overflow) {
            return general + " (" + std::to_string(evm::frame::stack_limit + t.pops - t.pushes) + ")";
        }
        return general;
    }

private:
    static std::string hex_number(std::uint8_t v) {
        constexpr const char* digits = "0123456789abcdef";
        return std::string{"0x"} + (v < 16 ? std::string{} : std::string{digits[v >> 4]}) + digits[v & 15];
    }

    std::uint8_t op_ = 0;
    std::size_t height_ = 0;
};

} // namespace zonogon::rpc
