#pragma once

#include <string>
#include <vector>

#include <zonogon/base/modular.hpp>
#include <zonogon/rollup/genesis.hpp>

#include "zkevm/execute_support.hpp"
#include "zkevm/transfer_oracle.hpp"

namespace zonogon::test {

/// Signs with a test key; `nonce` makes the ephemeral key. s is low.
inline void sign(rollup::transaction& tx, const u256& key, const bytes32& hash) {
    const u256& n = curve::secp256k1::order();
    bytes seed;
    append(seed, key.to_bytes());
    append(seed, hash);
    const u256 k = u256::from_bytes(hash::keccak256(seed)) % n;
    const auto point = curve::multiply(k, curve::secp256k1::point::generator());
    tx.r = point.x().value() % n;
    tx.s = mul_mod(inverse_mod(k, n), add_mod(u256::from_bytes(hash), mul_mod(tx.r, key, n), n), n);
    bool odd = point.y().value().bit(0);
    if (!curve::is_low_s(tx.s)) {
        tx.s = n - tx.s;
        odd = !odd;
    }
    tx.v = odd ? 28 : 27;
}
inline void sign(rollup::transaction& tx, const u256& key) {
    sign(tx, key, rollup::signing_hash(tx));
}

/// A small world: accounts of known keys, a sequencer, and batches built by hand. Every batch runs on the ROM and on
/// the oracle.
class transfer_scene {
public:
    static constexpr std::size_t users = 4;

    transfer_scene() {
        for (std::size_t i = 0; i < users; ++i) {
            accounts.push_back({.address = user(i),
                                .nonce = 0,
                                .balance = u256{10'000'000'000'000'000'000ULL},
                                .code = {},
                                .storage = {}});
        }
        batch.chain_id = 1000;
        batch.timestamp_limit = 1'000'000;
        batch.sequencer = {0xb0, 0x79, 0x3f};
        batch.l1_info_root = u256{12345};
    }

    static u256 key(std::size_t i) { return u256{0x1000 + i}; }
    static address user(std::size_t i) {
        return curve::to_address(curve::multiply(key(i), curve::secp256k1::point::generator()));
    }
    /// A transfer of 7 wei between two users, signed.
    static rollup::transaction transfer(std::size_t from, std::size_t to, std::uint64_t nonce) {
        rollup::transaction tx;
        tx.nonce = nonce;
        tx.gas_price = u256{1'000'000'000};
        tx.gas_limit = 100'000;
        tx.to = user(to);
        tx.value = u256{7};
        tx.chain_id = 1000;
        sign(tx, key(from));
        return tx;
    }

    /// Runs the batch and compares with the oracle.
    zkevm::batch_result run(const std::vector<rollup::batch_item>& items) {
        batch.batch_l2_data = rollup::encode_batch(items);
        return run();
    }
    zkevm::batch_result run(const bytes& data) {
        batch.batch_l2_data = data;
        return run();
    }
    zkevm::batch_result run() {
        const auto root = rollup::build_genesis(store, accounts);
        REQUIRE(root);
        batch.old_state_root = hash::to_word(*root);
        auto got = executor().run(batch, store);
        if (const auto* failure = std::get_if<zkevm::batch_failure>(&got)) {
            FAIL(failure->why.message);
        }
        auto& out = *std::get_if<zkevm::batch_result>(&got);
        const transfer_oracle::outcome expected = transfer_oracle(store, batch).run();
        CHECK(out.valid == expected.valid);
        CHECK(out.new_state_root == expected.new_state_root);
        CHECK(out.new_acc_input_hash == expected.new_acc_input_hash);
        CHECK(out.new_local_exit_root == expected.new_local_exit_root);
        std::vector<zkevm::skip_reason> reasons;
        for (const auto& tx : out.transactions) {
            reasons.push_back(tx.skipped);
        }
        CHECK(reasons == expected.reasons);
        CHECK(out.execution.cyclic);
        return std::move(out);
    }

    std::vector<rollup::genesis_account> accounts;
    rollup::batch_input batch;
    merkle::memory_node_store store;
};

} // namespace zonogon::test
