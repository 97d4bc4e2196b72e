#pragma once

#include <cstddef>
#include <vector>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/zkasm/execution.hpp>

namespace zonogon::zkevm::machines::main_machine {

/// Places of the main machine's public values; words are eight limbs, limb 0 first.
enum public_place : std::uint32_t {
    old_state_root = 0,
    old_acc_input_hash = 8,
    old_num_batch = 16,
    chain_id = 17,
    fork_id = 18,
    new_state_root = 19,
    new_acc_input_hash = 27,
    local_exit_root = 35,
    new_num_batch = 43,
};
inline constexpr std::size_t public_count = 44;

/// What a run makes public: registers of its first and of its last row. Precondition: it has a step.
inline std::vector<field::goldilocks> public_values(const zkasm::execution& run) {
    const zkasm::registers& first = run.steps.front().before;
    const zkasm::registers& last = run.steps.back().before;
    std::vector<field::goldilocks> out;
    out.insert(out.end(), first.b.begin(), first.b.end());
    out.insert(out.end(), first.c.begin(), first.c.end());
    out.insert(out.end(), {first.sp, first.gas, first.ctx});
    out.insert(out.end(), last.sr.begin(), last.sr.end());
    out.insert(out.end(), last.d.begin(), last.d.end());
    out.insert(out.end(), last.e.begin(), last.e.end());
    out.push_back(last.pc);
    return out;
}

} // namespace zonogon::zkevm::machines::main_machine
