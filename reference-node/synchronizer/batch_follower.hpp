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

/// A batch that was executed and is in the store.
struct brought_batch {
    state::batch_record row;
    /// Blocks of another outcome were undone for it.
    bool replaced = false;
};

/// How a batch is written down.
struct batch_entry {
    state::closing_reason closed = state::closing_reason::from_l1;
    std::uint64_t forced_number = 0;
    /// False for a batch that is not on L1 yet: its accumulated input hash stays zero, and its time is `timestamp`.
    bool on_l1 = true;
    std::uint64_t timestamp = 0;
    /// The root that it must lead to: with another one nothing is written, and the outcome is an error.
    std::optional<u256> expected_root;
};

/// Executes a batch and appends what the store does not have of it. Blocks of the same batch that came out otherwise
/// are undone first, with all batches after it.
result<brought_batch> bring_batch(store::database& db, const rollup::batch_input& input, const batch_entry& how);

/// Brings L2 to what the batches on L1 say, one batch a step, and compares what was there before. For the
/// synchronizer's thread.
class batch_follower {
public:
    batch_follower(const options& how, const services& with) : how_(how), with_(with) {}

    /// Looks at the next batch on L1; true if there was one. An error leaves the store whole: ask again later.
    /// `at_head` tells that the records of L1 go up to its head, so that what is not among them is not on L1.
    result<bool> step(bool at_head);
    /// Batches above this one may be others on L1 now; what was wrong may be right.
    void back_to(std::uint64_t batch);
    /// Ends a halt: what was wrong may have been put right here.
    void look_again();
    /// Own sequencer: from now on L2 is written elsewhere.
    void only_compare() { only_compare_ = true; }
    /// Why nothing goes on.
    const std::optional<std::string>& halted() const noexcept { return halted_; }

private:
    status start();
    result<bool> look_at(const state::virtual_batch_record& on_l1);
    status bring(const state::virtual_batch_record& on_l1, const std::string& why);
    status check_verified();
    /// Own sequencer, at the start and after L1 was reorganised: whether what its batches import is what L1 has now.
    status check_imports(bool at_head);
    void halt(const std::string& why);

    const options& how_;
    const services& with_;
    /// The last batch that was compared; nothing before the first look.
    std::optional<std::uint64_t> compared_;
    /// The last batch whose verified state was compared.
    std::uint64_t verified_ = 0;
    bool only_compare_ = false;
    /// Imports of own batches are to be looked at.
    bool imports_due_ = true;
    std::optional<std::string> halted_;
};

} // namespace zonogon::synchronizer
