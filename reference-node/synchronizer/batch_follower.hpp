#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <zonogon/base/result.hpp>
#include <zonogon/rollup/batch_input.hpp>

#include "state/batch_executor.hpp"
#include "state/l1_record.hpp"
#include "synchronizer/options.hpp"

namespace zonogon::synchronizer {

/// Executes a batch and appends what the store does not have of it. Blocks of the same batch that came out otherwise
/// are undone first, with all batches after it. `expected` is the root that it must lead to: with another one nothing
/// is written, and the outcome is an error.
struct brought_batch {
    state::batch_record row;
    /// Blocks of another outcome were undone.
    bool replaced = false;
};
result<brought_batch> bring_batch(store::database& db, const rollup::batch_input& input, state::closing_reason closed,
                                  std::uint64_t forced_number, bool hash_is_known, const std::optional<u256>& expected);

/// Brings L2 to what the batches on L1 say, one batch a step, and compares what was there before. For the
/// synchronizer's thread; halted() from any.
class batch_follower {
public:
    batch_follower(const options& how, const services& with) : how_(how), with_(with) {}

    /// Looks at the next batch on L1; true if there was one. An error leaves the store whole: ask again later.
    result<bool> step();
    /// Batches above this one may be others on L1 now.
    void back_to(std::uint64_t batch) {
        compared_ = compared_ && *compared_ > batch ? batch : compared_;
        halted_.reset();
    }
    /// Own sequencer: from now on L2 is written elsewhere.
    void only_compare() { only_compare_ = true; }
    const std::optional<std::string>& halted() const noexcept { return halted_; }

private:
    status start();
    result<bool> look_at(std::uint64_t number);
    status replace(const state::virtual_batch_record& on_l1, const std::string& why);
    status check_verified(const state::batch_record& own);
    void halt(const std::string& why);

    const options& how_;
    const services& with_;
    /// The last batch that was compared; nothing before the first look.
    std::optional<std::uint64_t> compared_;
    bool only_compare_ = false;
    std::optional<std::string> halted_;
};

} // namespace zonogon::synchronizer
