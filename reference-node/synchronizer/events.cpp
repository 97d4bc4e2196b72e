#include "synchronizer/events.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "l1/abi.hpp"

namespace zonogon::synchronizer {
namespace {

using l1::event_topic;

constexpr bytes32 update_l1_info_tree = event_topic("UpdateL1InfoTree(bytes32,bytes32)");
constexpr bytes32 sequence_batches = event_topic("SequenceBatches(uint64,bytes32)");
constexpr bytes32 sequence_force_batches = event_topic("SequenceForceBatches(uint64)");
constexpr bytes32 initial_sequence_batches = event_topic("InitialSequenceBatches(bytes,bytes32,address)");
constexpr bytes32 update_etrog_sequence = event_topic("UpdateEtrogSequence(uint64,bytes,bytes32,address)");
constexpr bytes32 force_batch = event_topic("ForceBatch(uint64,bytes32,address,bytes)");
constexpr bytes32 rollup_verify_batches = event_topic("VerifyBatches(uint64,bytes32,address)");
constexpr bytes32 verify_batches = event_topic("VerifyBatches(uint32,uint64,bytes32,bytes32,address)");
constexpr bytes32 verify_batches_trusted =
    event_topic("VerifyBatchesTrustedAggregator(uint32,uint64,bytes32,bytes32,address)");
constexpr bytes32 override_pending_state = event_topic("OverridePendingState(uint32,uint64,bytes32,bytes32,address)");
constexpr bytes32 on_sequence_batches = event_topic("OnSequenceBatches(uint32,uint64)");
constexpr bytes32 create_new_rollup = event_topic("CreateNewRollup(uint32,uint32,address,uint64,address)");
constexpr bytes32 add_existing_rollup = event_topic("AddExistingRollup(uint32,uint64,address,uint64,uint8,uint64)");

constexpr std::array ignored{
    // Of the manager.
    event_topic("UpdateRollup(uint32,uint32,uint64)"),
    event_topic("AddNewRollupType(uint32,address,address,uint64,uint8,bytes32,string)"),
    event_topic("ObsoleteRollupType(uint32)"),
    event_topic("ConsolidatePendingState(uint32,uint64,bytes32,bytes32,uint64)"),
    event_topic("ProveNonDeterministicPendingState(bytes32,bytes32)"),
    event_topic("SetBatchFee(uint256)"),
    event_topic("SetMultiplierBatchFee(uint16)"),
    event_topic("SetPendingStateTimeout(uint64)"),
    event_topic("SetTrustedAggregator(address)"),
    event_topic("SetTrustedAggregatorTimeout(uint64)"),
    event_topic("SetVerifyBatchTimeTarget(uint64)"),
    event_topic("EmergencyStateActivated()"),
    event_topic("EmergencyStateDeactivated()"),
    event_topic("RoleAdminChanged(bytes32,bytes32,bytes32)"),
    event_topic("RoleGranted(bytes32,address,address)"),
    event_topic("RoleRevoked(bytes32,address,address)"),
    // Of the rollup.
    event_topic("SetForceBatchAddress(address)"),
    event_topic("SetForceBatchTimeout(uint64)"),
    event_topic("SetTrustedSequencer(address)"),
    event_topic("SetTrustedSequencerURL(string)"),
    event_topic("TransferAdminRole(address)"),
    event_topic("AcceptAdminRole(address)"),
    // Of the exit roots of the first generation, and of every proxy.
    event_topic("UpdateGlobalExitRoot(bytes32,bytes32)"),
    event_topic("Initialized(uint8)"),
    event_topic("Upgraded(address)"),
    event_topic("AdminChanged(address,address)"),
    event_topic("BeaconUpgraded(address)"),
    event_topic("OwnershipTransferred(address,address)"),
};

/// The indexed values as one frame, behind topic 0: each is a word.
bytes indexed_words(const l1::log& l) {
    bytes out;
    for (std::size_t i = 1; i < l.topics.size(); ++i) {
        append(out, l.topics[i]);
    }
    return out;
}

/// Reads one event: indexed values from `topics`, the others from `data`.
class event_reader {
public:
    explicit event_reader(const l1::log& l) : words_(indexed_words(l)), topics(words_), data(l.data) {}
    event_reader(const event_reader&) = delete;
    event_reader& operator=(const event_reader&) = delete;

    result<l1_event> take(const char* name, l1_event event) const {
        const std::string what = "event " + std::string{name};
        for (const l1::abi_reader* part : {&topics, &data}) {
            if (const status whole = part->outcome(what); !whole) {
                return whole.why();
            }
        }
        return event;
    }

private:
    bytes words_;

public:
    l1::abi_reader topics;
    l1::abi_reader data;
};

bytes copy(byte_view v) {
    return {v.begin(), v.end()};
}

result<l1_event> decode_exit_roots(const l1::log& l) {
    event_reader in{l};
    exit_root_event out;
    out.mainnet = in.topics.word();
    out.rollup = in.topics.word();
    return in.take("UpdateL1InfoTree", out);
}

result<l1_event> decode_given_batch(event_reader& in, const char* name, std::uint64_t number) {
    given_batch_event out;
    out.number = number;
    out.data = copy(in.data.text());
    out.global_exit_root = in.data.word();
    out.sequencer = in.data.account();
    return in.take(name, std::move(out));
}

result<l1_event> decode_of_rollup(const l1::log& l) {
    event_reader in{l};
    if (l.topics[0] == sequence_batches) {
        sequence_event out;
        out.last_batch = in.topics.number();
        out.l1_info_root = in.data.word();
        return in.take("SequenceBatches", out);
    }
    if (l.topics[0] == sequence_force_batches) {
        return in.take("SequenceForceBatches", forced_sequence_event{in.topics.number()});
    }
    if (l.topics[0] == initial_sequence_batches) {
        return decode_given_batch(in, "InitialSequenceBatches", 1);
    }
    if (l.topics[0] == update_etrog_sequence) {
        return decode_given_batch(in, "UpdateEtrogSequence", in.data.number());
    }
    if (l.topics[0] == force_batch) {
        forced_batch_event out;
        out.number = in.topics.number();
        out.global_exit_root = in.data.word();
        out.sender = in.data.account();
        out.data = copy(in.data.text());
        return in.take("ForceBatch", std::move(out));
    }
    if (l.topics[0] == rollup_verify_batches) {
        rollup_verified_event out;
        out.number = in.topics.number();
        out.state_root = in.data.word();
        return in.take("VerifyBatches", out);
    }
    return l1_event{unknown_event{l.topics[0]}};
}

result<l1_event> decode_of_manager(const l1::log& l, std::uint32_t rollup_id) {
    event_reader in{l};
    const bytes32& topic = l.topics[0];
    // An overridden state was proven instead of a pending one.
    const bool verified = topic == verify_batches || topic == verify_batches_trusted || topic == override_pending_state;
    if (!verified && topic != on_sequence_batches && topic != create_new_rollup && topic != add_existing_rollup) {
        return l1_event{unknown_event{topic}};
    }
    if (in.topics.number(32) != rollup_id) {
        return in.take("of the manager", ignored_event{});
    }
    if (verified) {
        verified_event out;
        out.number = in.data.number();
        out.state_root = in.data.word();
        out.local_exit_root = in.data.word();
        out.aggregator = topic == override_pending_state ? in.data.account() : in.topics.account();
        return in.take("VerifyBatches", out);
    }
    if (topic == on_sequence_batches) {
        return in.take("OnSequenceBatches", counted_event{in.data.number()});
    }
    rollup_event out;
    in.data.number();
    out.rollup = in.data.account();
    out.chain_id = in.data.number();
    return in.take(topic == create_new_rollup ? "CreateNewRollup" : "AddExistingRollup", out);
}

} // namespace

result<l1_event> decode_event(const l1::log& l, const l1::rollup_contracts& contracts) {
    if (l.topics.empty()) {
        return l1_event{unknown_event{}};
    }
    if (std::ranges::find(ignored, l.topics[0]) != ignored.end()) {
        return l1_event{ignored_event{}};
    }
    if (l.source == contracts.global_exit_root_manager) {
        return l.topics[0] == update_l1_info_tree ? decode_exit_roots(l) : l1_event{unknown_event{l.topics[0]}};
    }
    if (l.source == contracts.rollup) {
        return decode_of_rollup(l);
    }
    return decode_of_manager(l, contracts.rollup_id);
}

} // namespace zonogon::synchronizer
