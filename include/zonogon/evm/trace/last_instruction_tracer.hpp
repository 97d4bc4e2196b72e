#pragma once

#include <cstdint>

#include <zonogon/evm/frame.hpp>
#include <zonogon/evm/trace/halt_words.hpp>

namespace zonogon::evm {

/// Remembers the instruction at which a transaction's own code stopped.
class last_instruction_tracer {
public:
    static constexpr bool steps = true;
    static constexpr bool calls = false;

    const begun_instruction& last() const noexcept { return last_; }

    template <class ReadSlot>
    void step(const step_view& view, const ReadSlot&) {
        if (view.depth == 1) {
            last_ = {view.op, view.stack.size()};
        }
    }
    void spent(std::int64_t) {}
    void fault(halt) {}

private:
    begun_instruction last_;
};

} // namespace zonogon::evm
