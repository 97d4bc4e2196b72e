#pragma once

#include <variant>
#include <vector>

#include <zonogon/rollup/genesis.hpp>
#include <zonogon/rollup/native_executor.hpp>

#include "support/catch.hpp"

namespace zonogon::test {

/// A small world with accounts of known keys, for batches built by hand.
class native_scene {
public:
    static constexpr std::size_t users = 4;

    native_scene() {
        for (std::size_t i = 0; i < users; ++i) {
            rollup::genesis_account a;
            a.address = user(i);
            a.balance = u256::power_of_two(80);
            accounts.push_back(a);
        }
        batch.chain_id = 1000;
        batch.timestamp_limit = 1000;
        batch.sequencer = user(0);
        batch.sequencer[0] ^= 1;
    }

    static u256 key(std::size_t i) { return u256{0x2000 + i}; }
    static address user(std::size_t i) {
        return curve::to_address(curve::multiply(key(i), curve::secp256k1::point::generator()));
    }
    static void sign(rollup::transaction& tx, std::size_t signer) {
        using scalar = curve::secp256k1::scalar_field;
        const u256 k = key(signer) + u256{77};
        const auto point = curve::multiply(k, curve::secp256k1::point::generator());
        tx.r = scalar{point.x().value()}.value();
        const scalar z{u256::from_bytes(rollup::signing_hash(tx))};
        tx.s = ((z + scalar{tx.r} * scalar{key(signer)}) * scalar{k}.inverse()).value();
        tx.v = point.y().value().bit(0) ? 28 : 27;
        if (!curve::is_low_s(tx.s)) {
            tx.s = curve::secp256k1::order() - tx.s;
            tx.v = static_cast<std::uint8_t>(55 - tx.v);
        }
    }
    /// A transfer of 7 wei, or a call if there is code, signed.
    static rollup::transaction transfer(std::size_t from, const std::optional<address>& to, std::uint64_t nonce,
                                        const bytes& data = {}, std::uint64_t gas = 300'000) {
        rollup::transaction tx;
        tx.nonce = nonce;
        tx.gas_price = u256{1000};
        tx.gas_limit = gas;
        tx.to = to;
        tx.value = data.empty() ? u256{7} : u256{};
        tx.data = data;
        tx.chain_id = 1000;
        sign(tx, from);
        return tx;
    }

    using outcome = std::variant<rollup::batch_outcome, rollup::batch_failure>;
    outcome try_run(const bytes& data, const rollup::batch_part& part = {}) {
        if (batch.old_state_root.is_zero()) {
            const auto root = rollup::build_genesis(store, accounts);
            REQUIRE(root);
            batch.old_state_root = hash::to_word(*root);
        }
        batch.batch_l2_data = data;
        return executor.run(batch, store, part);
    }
    rollup::batch_outcome run(const std::vector<rollup::batch_item>& items) {
        outcome out = try_run(rollup::encode_batch(items));
        if (const auto* failure = std::get_if<rollup::batch_failure>(&out)) {
            FAIL(failure->why.message);
        }
        return std::move(*std::get_if<rollup::batch_outcome>(&out));
    }
    std::string failure(const std::vector<rollup::batch_item>& items) {
        const outcome out = try_run(rollup::encode_batch(items));
        const auto* why = std::get_if<rollup::batch_failure>(&out);
        return why == nullptr ? "" : why->why.message;
    }
    /// The next batch goes on from this one.
    void advance(const rollup::batch_outcome& out) {
        batch.old_state_root = out.new_state_root;
        batch.old_acc_input_hash = out.new_acc_input_hash;
        batch.old_num_batch = out.new_num_batch;
    }
    u256 storage(const u256& root, const address& a, const u256& slot) const {
        return *merkle::tree_value(store, hash::to_hash4(root), merkle::storage_key(a, slot));
    }
    u256 balance(const u256& root, const address& a) const {
        return *merkle::tree_value(store, hash::to_hash4(root), merkle::balance_key(a));
    }
    u256 nonce(const u256& root, const address& a) const {
        return *merkle::tree_value(store, hash::to_hash4(root), merkle::nonce_key(a));
    }

    std::vector<rollup::genesis_account> accounts;
    rollup::batch_input batch;
    rollup::memory_state_store store;
    rollup::native_executor<> executor;
};

} // namespace zonogon::test
