#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/hex.hpp>
#include <zonogon/rollup/batch_items.hpp>
#include <zonogon/rollup/genesis.hpp>

#include "keys/signature.hpp"
#include "state/batch_executor.hpp"
#include "state/head.hpp"
#include "store/store.hpp"
#include "support/catch.hpp"

namespace zonogon::test {

inline constexpr std::uint64_t chain_id = 1001;

/// The key whose 32 bytes are all `i`.
inline keys::private_key key_number(std::uint8_t i) {
    return *keys::private_key::from_bytes(bytes(32, i));
}

/// A low address that is no precompiled contract.
inline address contract_number(std::uint8_t i) {
    address out{};
    out[18] = 1;
    out[19] = i;
    return out;
}

inline constexpr std::uint8_t emitter = 1;  // one log with two words of its data and the caller, one log without topics
inline constexpr std::uint8_t reverter = 2; // a log, then a revert
inline constexpr std::uint8_t creator = 3;  // keeps its number of calls in slot 0

inline std::vector<rollup::genesis_account> test_accounts() {
    const u256 ether = u256{1'000'000'000} * u256{1'000'000'000};
    std::vector<rollup::genesis_account> out;
    for (std::uint8_t i = 1; i <= 3; ++i) {
        out.push_back({key_number(i).owner(), 0, ether, {}, {}});
    }
    const auto contract = [&](std::uint8_t i, const char* code) {
        out.push_back({contract_number(i), 1, {}, *from_hex(code), {}});
    };
    contract(emitter, "3360203560003560206000a360006000a000");
    contract(reverter, "60006000a060006000fd");
    contract(creator, "60005460010160005500");
    return out;
}

inline rollup::transaction signed_by(std::uint8_t key, rollup::transaction tx) {
    const keys::signature s = key_number(key).sign(rollup::signing_hash(tx));
    tx.r = s.r;
    tx.s = s.s;
    tx.v = static_cast<std::uint8_t>(27 + s.parity);
    return tx;
}

/// A transaction to a contract, or to nobody's account.
inline rollup::transaction to_contract(std::uint8_t key, std::uint64_t nonce, std::uint8_t contract, bytes data = {}) {
    rollup::transaction tx;
    tx.nonce = nonce;
    tx.gas_price = u256{1'000'000'000};
    tx.gas_limit = 100'000;
    tx.to = contract_number(contract);
    tx.data = std::move(data);
    tx.chain_id = chain_id;
    return signed_by(key, tx);
}

/// Two words as data.
inline bytes two_words(std::uint64_t a, std::uint64_t b) {
    bytes out;
    append(out, u256{a}.to_bytes());
    append(out, u256{b}.to_bytes());
    return out;
}

/// The next batch on what the database holds, with these data.
inline rollup::batch_input next_batch(const store::reader& on, bytes data) {
    rollup::batch_input out;
    const auto last = *state::read_last_batch(on);
    out.old_state_root = (*state::read_head(on))->state_root;
    out.old_num_batch = last ? last->number : 0;
    out.old_acc_input_hash = last ? last->accumulated_input_hash : u256{};
    out.chain_id = chain_id;
    out.batch_l2_data = std::move(data);
    out.l1_info_root = u256{7};
    out.timestamp_limit = 1'000'000;
    out.sequencer = key_number(9).owner();
    out.l1_info_tree[3] = {u256{0x33}, u256{0x44}, 5, {}};
    return out;
}

/// What a synchronizer does with a batch.
inline status run_batch(store::database& on, const rollup::batch_input& batch,
                        state::counting counters = state::counting::yes) {
    state::database_state_store nodes{on};
    const auto done = state::execute_batch(batch, nodes, counters);
    if (!done) {
        return done.why();
    }
    return state::append_batch(on, nodes, *done, state::batch_row(batch, *done, state::closing_reason::from_l1));
}

/// A number of blocks, each with its own time, of transactions to the emitter and to others; nonces go on from `nonce`.
inline bytes some_blocks(std::uint64_t& nonce, std::size_t blocks, std::uint32_t l1_info_index = 0) {
    std::vector<rollup::batch_item> items;
    for (std::size_t b = 0; b < blocks; ++b) {
        items.emplace_back(rollup::change_l2_block{10, b == 0 ? l1_info_index : 0});
        for (std::size_t i = 0; i < b % 3; ++i) {
            items.emplace_back(to_contract(1, nonce, emitter, two_words(nonce % 2, nonce)));
            items.emplace_back(to_contract(2, nonce, i == 0 ? reverter : creator));
            items.emplace_back(to_contract(3, nonce + 99, emitter)); // nonce too high: passed over
            ++nonce;
        }
    }
    return rollup::encode_batch(items);
}

/// Everything that a database holds, without the tree and code, which stay for good.
inline std::map<std::pair<int, bytes>, bytes> rows_of(const store::reader& from) {
    std::map<std::pair<int, bytes>, bytes> out;
    for (std::size_t i = 0; i < store::family_count; ++i) {
        const auto where = static_cast<store::family>(i);
        if (where == store::family::smt_node || where == store::family::code) {
            continue;
        }
        REQUIRE(from.scan(where, {}, store::order::ascending, [&](byte_view key, byte_view value) {
            out[{static_cast<int>(i), bytes(key.begin(), key.end())}] = bytes(value.begin(), value.end());
            return true;
        }));
    }
    return out;
}

} // namespace zonogon::test
