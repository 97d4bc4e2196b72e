#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include <zonogon/base/result.hpp>

#include "l1/client.hpp"
#include "state/l1_record.hpp"
#include "synchronizer/l1_effects.hpp"
#include "synchronizer/options.hpp"

namespace zonogon::synchronizer {

/// Brings the records of L1 along. Single steps, for the synchronizer's thread.
class l1_follower {
public:
    l1_follower(const options& how, const services& with) : how_(how), with_(with) {}

    struct progress {
        /// The head of L1 was reached.
        bool at_head = false;
        /// The last block in the store; nothing before the first.
        std::optional<std::uint64_t> block;
        /// What left the chain was undone: the last L1 block that stayed.
        std::optional<std::uint64_t> unwound_to;
        /// Then: the last batch that stays on L1.
        std::uint64_t last_batch = 0;
    };
    /// Looks whether the last block read is still part of L1 and undoes what is not, or reads the next range. An error
    /// leaves the store as it was: ask again later.
    result<progress> step();

private:
    result<std::uint64_t> common_block(const state::l1_block_record& last, std::uint64_t head);
    result<std::uint64_t> unwind(std::uint64_t number);
    result<progress> read_next(const std::optional<state::l1_block_record>& last, std::uint64_t head);
    void note_unknown(const std::set<bytes32>& topics);

    const options& how_;
    const services& with_;
    /// As of the store; nothing when it has to be read again.
    std::optional<l1_position> position_;
    std::set<bytes32> unknown_topics_;
};

} // namespace zonogon::synchronizer
