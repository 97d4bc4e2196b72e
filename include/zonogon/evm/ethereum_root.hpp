#pragma once

#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/rlp.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/log.hpp>
#include <zonogon/evm/memory_state.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/merkle/patricia.hpp>

namespace zonogon::evm {

namespace ethereum_root_detail {

inline void append_keccak(bytes& out, byte_view text) {
    append_rlp_bytes(out, hash::keccak256(text));
}

inline bytes keccak_key(byte_view key) {
    const bytes32 digest = hash::keccak256(key);
    return {digest.begin(), digest.end()};
}

} // namespace ethereum_root_detail

/// Ethereum's commitment to a state: the root of the trie of accounts under the Keccak-256 of their addresses (yellow
/// paper, 4.1). Whatever the rule set, code is committed to by its Keccak-256.
inline bytes32 ethereum_state_root(const memory_state& state) {
    using namespace ethereum_root_detail;
    std::vector<merkle::patricia_entry> accounts;
    for (const auto& [where, account] : state.accounts()) {
        std::vector<merkle::patricia_entry> slots;
        for (const auto& [slot, value] : account.storage) {
            bytes text;
            append_rlp_number(text, value);
            slots.push_back({keccak_key(slot.to_bytes()), std::move(text)});
        }
        bytes items;
        append_rlp_number(items, u256{account.record.nonce});
        append_rlp_number(items, account.record.balance);
        append_rlp_bytes(items, merkle::patricia_root(std::move(slots)));
        append_keccak(items, account.text ? account.text->text() : byte_view{});
        accounts.push_back({keccak_key(where), rlp_list(items)});
    }
    return merkle::patricia_root(std::move(accounts));
}

/// The Keccak-256 of the RLP of a list of logs, as state tests give it.
inline bytes32 logs_hash(const std::vector<log>& logs) {
    bytes list;
    for (const log& entry : logs) {
        bytes topics;
        for (const bytes32& topic : entry.topics) {
            append_rlp_bytes(topics, topic);
        }
        bytes items;
        append_rlp_bytes(items, entry.where);
        append(items, rlp_list(topics));
        append_rlp_bytes(items, entry.data);
        append(list, rlp_list(items));
    }
    return hash::keccak256(rlp_list(list));
}

} // namespace zonogon::evm
