#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/merkle/append_tree.hpp>

#include "l1/client.hpp"
#include "state/l1_record.hpp"
#include "synchronizer/l1_range.hpp"
#include "synchronizer/options.hpp"

namespace zonogon::synchronizer {

/// Where the records of L1 stand after an L1 block; what the next event must fit to.
struct l1_position {
    std::uint64_t last_batch = 0;
    u256 accumulated_input_hash;
    std::uint64_t last_forced = 0;
    /// The last forced batch that was sequenced.
    std::uint64_t last_forced_sequenced = 0;
};

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
    };
    /// Looks whether the last block read is still part of L1 and undoes what is not, or reads the next range. An error
    /// leaves the store as it was: ask again later.
    result<progress> step();

private:
    result<std::optional<std::uint64_t>> common_block(const state::l1_block_record& last);
    status unwind(std::uint64_t number);
    result<progress> read_next(const std::optional<state::l1_block_record>& last, const l1::block_header& head);
    status load();
    void forget() { position_.reset(); }
    void note_unknown(const std::set<bytes32>& topics);

    const options& how_;
    const services& with_;
    /// As of the store; nothing when it has to be read again.
    std::optional<l1_position> position_;
    merkle::append_tree tree_;
    std::set<bytes32> unknown_topics_;
};

} // namespace zonogon::synchronizer
