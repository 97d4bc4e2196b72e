#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/merkle/append_tree.hpp>

#include "l1/abi_rollup.hpp"
#include "l1/client.hpp"
#include "l1/contracts.hpp"
#include "state/l1_record.hpp"
#include "store/store.hpp"
#include "synchronizer/events.hpp"
#include "synchronizer/l1_range.hpp"

namespace zonogon::synchronizer {

/// Where the records of L1 stand after an L1 block: what the next event must fit to.
struct l1_position {
    std::uint64_t last_batch = 0;
    u256 accumulated_input_hash;
    std::uint64_t last_forced = 0;
    /// The last forced batch that was sequenced.
    std::uint64_t last_forced_sequenced = 0;
    /// All leaves so far.
    merkle::append_tree tree;
};

result<l1_position> read_position(const store::reader& from);

/// An L1 block and the records it brings.
struct block_effects {
    state::l1_block_record block;
    store::write_batch changes;
};

/// Turns the logs of a range into records, in their order, and checks them against each other and against the
/// contracts: numbers without gaps, roots of the L1 info tree, accumulated input hashes. After an error the position is
/// of no use.
class l1_effects {
public:
    /// `range` has logs of the three contracts only. `position` is that before the range and becomes that after it.
    l1_effects(const l1::rollup_contracts& contracts, l1::client& node, const store::reader& from,
               const l1_range& range, l1_position& position)
        : contracts_(contracts), node_(node), store_(from), range_(range), at_(position) {}

    /// The blocks that have events, and the last one in any case.
    result<std::vector<block_effects>> run();
    /// Whether the contracts stand where the records do after the range. A node that has forgotten the state of that
    /// block is not blamed, unless it is the head.
    status check_contracts(bool at_head);
    /// Topics that no contract of ours has.
    const std::set<bytes32>& unknown() const noexcept { return unknown_; }

private:
    struct transaction {
        address from{};
        std::optional<address> to;
        bytes input;
    };
    /// What the manager keeps of a sequence.
    struct sequence {
        u256 accumulated_input_hash;
        std::uint64_t last_before = 0;
    };
    using records = std::vector<state::virtual_batch_record>;

    status take(const l1::log& l, const exit_root_event& e);
    status take(const l1::log& l, const sequence_event& e);
    status take(const l1::log& l, const forced_sequence_event& e);
    status take(const l1::log& l, const given_batch_event& e);
    status take(const l1::log& l, const forced_batch_event& e);
    status take(const l1::log& l, const verified_event& e);
    status take(const l1::log& l, const rollup_verified_event& e);
    status take(const l1::log& l, const counted_event& e);
    status take(const l1::log& l, const rollup_event& e);
    status take(const l1::log& l, const ignored_event& e);
    status take(const l1::log& l, const unknown_event& e);

    template <class Read>
    status take_call(const l1::log& l, std::uint64_t last_batch, const u256& l1_info_root, const l1::selector& function,
                     const char* name, Read&& read);
    void begin_block();
    status end_block(std::uint64_t number);
    records fold(const l1::sequence_call& call, const u256& l1_info_root, const l1::log& l, const address& from) const;
    status check_forced(const records& batches) const;
    status accept(const records& batches);
    result<transaction> find_transaction(const bytes32& hash);
    result<sequence> find_sequence(std::uint64_t last_batch);
    result<bytes> call_contract(const address& contract, const bytes& data, const l1::block_id& at);
    /// A word that a function without arguments gives after the range; nothing if it cannot be known.
    result<std::optional<u256>> contract_word(const address& contract, const l1::selector& function, bool at_head);

    const l1::rollup_contracts& contracts_;
    l1::client& node_;
    const store::reader& store_;
    const l1_range& range_;
    l1_position& at_;
    std::set<bytes32> unknown_;
    std::map<bytes32, transaction> transactions_;
    std::map<std::uint64_t, state::forced_batch_record> forced_;
    // Of the block at hand.
    store::write_batch changes_;
    std::map<std::uint64_t, u256> verified_;
    std::vector<rollup_verified_event> rollup_verified_;
    std::optional<std::uint64_t> counted_;
};

} // namespace zonogon::synchronizer
