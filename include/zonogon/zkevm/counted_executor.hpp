#pragma once

#include <cstdint>
#include <utility>
#include <variant>

#include <zonogon/base/result.hpp>
#include <zonogon/rollup/native_counters.hpp>
#include <zonogon/rollup/native_executor.hpp>
#include <zonogon/zkevm/batch_executor.hpp>
#include <zonogon/zkevm/rom_verdict.hpp>

namespace zonogon::zkevm {

/// Runs batches natively and refuses those that run out of zk-counters, as the ROM does (protocol 3.3 and 7): for
/// batches that somebody else made.
///
/// The rule, which depends on nothing but the batch and the state before it:
/// 1. A batch whose bound (rollup::native_counters) is within the ROM's limits is what the native engine makes of it.
///    The bound is taken for the longest path in the state tree that the batch meets, and two levels.
/// 2. Of others, those without contract code are run on the ROM, which decides.
/// 3. For contract code the ROM has no routines yet: the bound decides, so such a batch is invalid.
///
/// Without contract code, then, this engine and the ROM always agree. Cost: that of the native engine, contract code
/// four to nine times slower; twice that where the first bound, for paths of 32 levels, is not enough.
template <class Rules = evm::fork9_rules, rollup::signature_recovery Recover = rollup::own_recovery>
class counted_executor {
public:
    counted_executor() = default;
    explicit counted_executor(Recover recover) : native_(std::move(recover)) {}

    /// As rollup::native_executor::run. Pieces of batches are not counted.
    template <rollup::state_store Store>
    std::variant<rollup::batch_outcome, batch_failure> run(const rollup::batch_input& batch, Store& store,
                                                           const rollup::batch_part& part = {}) const;

private:
    /// Paths that most states do not reach.
    static constexpr std::uint64_t usual_levels = 32;
    /// Levels that a path may have more at the end of a batch than where it was read.
    static constexpr std::uint64_t spare_levels = 2;

    static const result<batch_executor>& rom() {
        static const result<batch_executor> assembled = batch_executor::create();
        return assembled;
    }

    rollup::native_executor<Rules, Recover> native_;
};

template <class Rules, rollup::signature_recovery Recover>
template <rollup::state_store Store>
std::variant<rollup::batch_outcome, batch_failure>
counted_executor<Rules, Recover>::run(const rollup::batch_input& batch, Store& store,
                                      const rollup::batch_part& part) const {
    if (!part.whole()) {
        return native_.run(batch, store, part);
    }
    auto counted = native_.run_counted(batch, store, usual_levels);
    const auto within = [&] {
        const auto* done = std::get_if<rollup::counted_batch>(&counted);
        return done != nullptr && done->reserved.within(rollup::counter_limits::rom);
    };
    if (const auto* done = std::get_if<rollup::counted_batch>(&counted)) {
        const std::uint64_t levels = done->deepest_path + spare_levels;
        if (done->outcome.valid && (levels > usual_levels || !within())) {
            counted = native_.run_counted(batch, store, levels);
        }
    }
    if (auto* failed = std::get_if<batch_failure>(&counted)) {
        return std::move(*failed);
    }
    auto& done = *std::get_if<rollup::counted_batch>(&counted);
    if (!done.outcome.valid || within()) {
        return std::move(done.outcome);
    }
    if (done.plain) {
        if (!rom()) {
            return batch_failure{batch_failure::kind::unusable, rom().why()};
        }
        const auto verdict = judge_by_rom(*rom(), batch, done.outcome.new_state_root, store);
        if (!verdict) {
            return batch_failure{batch_failure::kind::unusable, verdict.why()};
        }
        if (*verdict == rom_verdict::valid) {
            return std::move(done.outcome);
        }
    }
    return native_.refuse(batch, store);
}

} // namespace zonogon::zkevm
