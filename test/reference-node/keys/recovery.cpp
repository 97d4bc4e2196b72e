#include "keys/recovery.hpp"

#include <vector>

#include <zonogon/curve/secp256k1.hpp>
#include <zonogon/rollup/genesis.hpp>
#include <zonogon/rollup/native_executor.hpp>

#include "keys/signature.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

namespace keys_recovery_tests {

using namespace zonogon;

namespace {

u256 number(test::random_stream& random) {
    return u256{std::array<std::uint64_t, 4>{random.next(), random.next(), random.next(), random.next()}};
}

} // namespace

TEST_CASE("both recoveries name the same signer") {
    test::random_stream random(41);
    const keys::recovery fast;
    const rollup::own_recovery own;
    for (int i = 0; i < 40; ++i) {
        const auto key = keys::private_key::from_bytes((number(random) % curve::secp256k1::order()).to_bytes());
        REQUIRE(key);
        const bytes32 hash = number(random).to_bytes();
        const keys::signature s = key->sign(hash);
        const auto v = static_cast<std::uint8_t>(27 + s.parity);
        CHECK(fast(hash, s.r, s.s, v) == key->owner());
        // Once more, from memory.
        CHECK(fast(hash, s.r, s.s, v) == key->owner());
        CHECK(fast(number(random).to_bytes(), s.r, s.s, v) != key->owner());
        CHECK(own(hash, s.r, s.s, v) == key->owner());
        // The other of the two signatures, s in the upper half, is nobody else's.
        CHECK(fast(hash, s.r, curve::secp256k1::order() - s.s, static_cast<std::uint8_t>(55 - v)) == key->owner());
        CHECK(fast(hash, s.r, s.s, static_cast<std::uint8_t>(55 - v)) != key->owner());
    }
}

TEST_CASE("both recoveries refuse the same signatures") {
    test::random_stream random(42);
    const keys::recovery fast;
    const rollup::own_recovery own;
    const u256 n = curve::secp256k1::order();
    const u256 one{1};
    std::vector<u256> numbers{{}, one, u256{2}, n - one, n, n + one, u256{} - one};
    for (int i = 0; i < 6; ++i) {
        numbers.push_back(number(random));
    }
    std::size_t refused = 0;
    std::size_t found = 0;
    for (const u256& hash : {u256{}, one, n, number(random)}) {
        for (const u256& r : numbers) {
            for (const u256& s : {u256{}, one, n - one, n, numbers.back()}) {
                for (const unsigned version : {0U, 1U, 26U, 27U, 28U, 29U, 255U}) {
                    const auto v = static_cast<std::uint8_t>(version);
                    const auto signer = fast(hash.to_bytes(), r, s, v);
                    CHECK(signer == own(hash.to_bytes(), r, s, v));
                    ++(signer ? found : refused);
                }
            }
        }
    }
    CHECK(refused > 100);
    CHECK(found > 100);
}

TEST_CASE("batches run the same with either recovery") {
    const auto key = keys::private_key::from_bytes(u256{77}.to_bytes());
    REQUIRE(key);
    rollup::memory_state_store store;
    rollup::genesis_account rich;
    rich.address = key->owner();
    rich.balance = u256::power_of_two(70);
    rollup::batch_input batch;
    batch.old_state_root = hash::to_word(*rollup::build_genesis(store, {rich}));
    batch.chain_id = 1000;
    batch.timestamp_limit = 1000;
    std::vector<rollup::batch_item> items{rollup::change_l2_block{1, 0}};
    for (std::uint64_t i = 0; i < 40; ++i) {
        rollup::transaction tx;
        tx.nonce = i;
        tx.gas_price = u256{1000};
        tx.gas_limit = 21000;
        tx.to = address{};
        tx.value = u256{i};
        tx.chain_id = 1000;
        const keys::signature s = key->sign(rollup::signing_hash(tx));
        tx.r = s.r;
        tx.s = s.s;
        tx.v = static_cast<std::uint8_t>(27 + s.parity);
        items.emplace_back(tx);
        // Nobody's.
        tx.v = 29;
        items.emplace_back(tx);
    }
    batch.batch_l2_data = rollup::encode_batch(items);
    const auto fast = rollup::native_executor<evm::fork9_rules, keys::recovery>{}.run(batch, store);
    const auto own = rollup::native_executor<>{}.run(batch, store);
    const auto& a = std::get<rollup::batch_outcome>(fast);
    const auto& b = std::get<rollup::batch_outcome>(own);
    CHECK(a.valid);
    CHECK(a.new_state_root == b.new_state_root);
    REQUIRE(a.transactions.size() == 80);
    REQUIRE(b.transactions.size() == 80);
    for (std::size_t i = 0; i < 80; ++i) {
        CHECK(a.transactions[i].included() == (i % 2 == 0));
        CHECK(a.transactions[i].sender == b.transactions[i].sender);
    }
}

} // namespace keys_recovery_tests
