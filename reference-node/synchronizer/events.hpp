#pragma once

#include <cstdint>
#include <variant>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

#include "l1/contracts.hpp"
#include "l1/types.hpp"

namespace zonogon::synchronizer {

/// A new leaf of the L1 info tree.
struct exit_root_event {
    u256 mainnet, rollup;
};
/// The trusted sequencer's batches up to this one.
struct sequence_event {
    std::uint64_t last_batch = 0;
    u256 l1_info_root;
};
/// Forced batches up to this one, sequenced without the sequencer.
struct forced_sequence_event {
    std::uint64_t last_batch = 0;
};
/// A batch that a contract made: batch 1, or the one with which a chain of the first generation goes on.
struct given_batch_event {
    std::uint64_t number = 0;
    bytes data;
    u256 global_exit_root;
    address sequencer{};
};
struct forced_batch_event {
    std::uint64_t number = 0;
    u256 global_exit_root;
    address sender{};
    /// Empty where the sender is no contract: then they stand in the transaction.
    bytes data;
};
/// The manager took a state for proven.
struct verified_event {
    std::uint64_t number = 0;
    u256 state_root, local_exit_root;
    address aggregator{};
};
/// The same from the rollup contract, without the exit root.
struct rollup_verified_event {
    std::uint64_t number = 0;
    u256 state_root;
};
/// The manager's own count after a sequence.
struct counted_event {
    std::uint64_t last_batch = 0;
};
/// The rollup was created or taken over.
struct rollup_event {
    address rollup{};
    std::uint64_t chain_id = 0;
};
/// Known, and without meaning here: roles, emergencies, settings, proxies, other rollups.
struct ignored_event {};
struct unknown_event {
    bytes32 topic{};
};

using l1_event =
    std::variant<exit_root_event, sequence_event, forced_sequence_event, given_batch_event, forced_batch_event,
                 verified_event, rollup_verified_event, counted_event, rollup_event, ignored_event, unknown_event>;

/// Takes a log of one of the contracts apart. An error means that the contract is another one than it should be.
result<l1_event> decode_event(const l1::log& l, const l1::rollup_contracts& contracts);

} // namespace zonogon::synchronizer
