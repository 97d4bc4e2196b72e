#include <random>

#include "zkevm/transfer_scene.hpp"

namespace zkevm_execute_transactions_tests {

using namespace zonogon;
using test::transfer_scene;
using zkevm::skip_reason;

namespace {

const rollup::change_l2_block block{100, 0};

skip_reason only_reason(transfer_scene& scene, const rollup::transaction& tx) {
    const zkevm::batch_result out = scene.run({block, tx});
    REQUIRE(out.valid);
    REQUIRE(out.transactions.size() == 1);
    return out.transactions.front().skipped;
}

} // namespace

TEST_CASE("transfers between the same accounts in every way", "[zkevm][execute]") {
    transfer_scene scene;
    SECTION("to oneself") {
        CHECK(only_reason(scene, transfer_scene::transfer(0, 0, 0)) == skip_reason::none);
    }
    SECTION("to the sequencer") {
        scene.batch.sequencer = transfer_scene::user(1);
        CHECK(only_reason(scene, transfer_scene::transfer(0, 1, 0)) == skip_reason::none);
    }
    SECTION("from the sequencer to oneself") {
        scene.batch.sequencer = transfer_scene::user(0);
        CHECK(only_reason(scene, transfer_scene::transfer(0, 0, 0)) == skip_reason::none);
    }
    SECTION("to the zero address and to the one after the precompiled contracts") {
        for (const int last : {0, 10}) {
            rollup::transaction tx = transfer_scene::transfer(0, 1, 0);
            tx.to = address{};
            tx.to->back() = static_cast<std::uint8_t>(last);
            test::sign(tx, transfer_scene::key(0));
            CHECK(only_reason(scene, tx) == skip_reason::none);
        }
    }
    SECTION("many in several blocks, some refused") {
        rollup::transaction bad = transfer_scene::transfer(1, 2, 5);
        const zkevm::batch_result out =
            scene.run({block, transfer_scene::transfer(0, 1, 0), bad, block, bad, rollup::change_l2_block{0, 0},
                       transfer_scene::transfer(0, 2, 1), transfer_scene::transfer(2, 0, 0), bad});
        CHECK(out.blocks.size() == 3);
    }
}

TEST_CASE("intrinsic checks at their borders", "[zkevm][execute]") {
    transfer_scene scene;
    rollup::transaction tx = transfer_scene::transfer(0, 1, 0);
    const auto outcome = [&] {
        test::sign(tx, transfer_scene::key(0));
        return only_reason(scene, tx);
    };
    SECTION("sender with code") {
        scene.accounts[0].code = {0x60};
        CHECK(outcome() == skip_reason::sender_code);
    }
    SECTION("chain id") {
        for (const std::uint64_t other :
             {std::uint64_t{0}, std::uint64_t{1001}, field::goldilocks::modulus + 1000, ~std::uint64_t{0}}) {
            tx.chain_id = other;
            CHECK(outcome() == (other == 1000 ? skip_reason::none : skip_reason::chain_id));
        }
        tx.chain_id.reset();
        CHECK(outcome() == skip_reason::none);
    }
    SECTION("a large chain id") {
        scene.batch.chain_id = 0xffffffff00000000ULL;
        tx.chain_id = scene.batch.chain_id;
        CHECK(outcome() == skip_reason::none);
    }
    SECTION("the largest nonce") {
        tx.nonce = ~std::uint64_t{0};
        CHECK(outcome() == skip_reason::nonce);
        scene.accounts[0].nonce = tx.nonce;
        CHECK(outcome() == skip_reason::none);
        tx.nonce = 0xffffffff;
        CHECK(outcome() == skip_reason::nonce);
    }
    SECTION("gas limit") {
        tx.gas_limit = 30'000'000;
        CHECK(outcome() == skip_reason::none);
        tx.gas_limit = 30'000'001;
        CHECK(outcome() == skip_reason::gas_limit);
        tx.gas_limit = std::uint64_t{1} << 32;
        CHECK(outcome() == skip_reason::gas_limit);
        tx.gas_limit = ~std::uint64_t{0};
        CHECK(outcome() == skip_reason::gas_limit);
        tx.gas_limit = 21'000;
        CHECK(outcome() == skip_reason::none);
        tx.gas_limit = 20'999;
        CHECK(outcome() == skip_reason::intrinsic_gas);
        tx.gas_limit = 0;
        CHECK(outcome() == skip_reason::intrinsic_gas);
    }
    SECTION("gas of the data") {
        for (const std::size_t length : {1U, 2U, 31U, 32U, 33U, 55U, 56U, 64U, 200U}) {
            for (const int pattern : {0, 1, 2}) {
                tx.data.assign(length, pattern == 0 ? std::uint8_t{0} : std::uint8_t{0x80});
                for (std::size_t i = 0; pattern == 2 && i < length; i += 3) {
                    tx.data[i] = static_cast<std::uint8_t>(i);
                }
                tx.gas_limit = 21'000;
                for (const std::uint8_t b : tx.data) {
                    tx.gas_limit += b == 0 ? 4 : 16;
                }
                CHECK(outcome() == skip_reason::none);
                --tx.gas_limit;
                CHECK(outcome() == skip_reason::intrinsic_gas);
            }
        }
    }
    SECTION("a creation without the gas for it") {
        tx.to.reset();
        tx.gas_limit = 52'999;
        CHECK(outcome() == skip_reason::intrinsic_gas);
    }
    SECTION("gas cost overflow") {
        tx.gas_price = u256::max();
        CHECK(outcome() == skip_reason::gas_overflow);
        tx.gas_price = u256::divide(u256::max(), u256{100'000}).first;
        CHECK(outcome() == skip_reason::funds);
        tx.gas_price += u256{1};
        CHECK(outcome() == skip_reason::gas_overflow);
        // The effective price counts.
        tx.percentage = 0;
        CHECK(outcome() == skip_reason::funds);
    }
    SECTION("cost and value overflow together") {
        tx.value = u256::max();
        CHECK(outcome() == skip_reason::funds);
        scene.accounts[0].balance = u256::max();
        scene.accounts[1].balance = u256{};
        tx.gas_price = u256{};
        CHECK(outcome() == skip_reason::none);
    }
    SECTION("balance") {
        scene.accounts[0].balance = tx.gas_price * u256{tx.gas_limit} + tx.value;
        CHECK(outcome() == skip_reason::none);
        scene.accounts[0].balance -= u256{1};
        CHECK(outcome() == skip_reason::funds);
        // Affordable at the effective price.
        tx.percentage = 254;
        CHECK(outcome() == skip_reason::none);
    }
    SECTION("every percentage rounds down") {
        tx.gas_price = u256{0x1234567};
        for (const int percentage : {0, 1, 2, 100, 127, 128, 253, 254, 255}) {
            tx.percentage = static_cast<std::uint8_t>(percentage);
            CHECK(outcome() == skip_reason::none);
        }
    }
}

TEST_CASE("signatures at their borders", "[zkevm][execute]") {
    transfer_scene scene;
    const u256& n = curve::secp256k1::order();
    rollup::transaction tx = transfer_scene::transfer(0, 1, 0);
    const rollup::transaction good = tx;
    SECTION("r") {
        for (const u256& r : {u256{}, n, n + u256{1}, u256::max()}) {
            tx.r = r;
            CHECK(only_reason(scene, tx) == skip_reason::signature);
        }
        tx.r = n - u256{1};
        const skip_reason there = only_reason(scene, tx);
        CHECK((there == skip_reason::nonce || there == skip_reason::funds || there == skip_reason::signature));
    }
    SECTION("s") {
        for (const u256& s : {u256{}, n - good.s, (n >> 1) + u256{1}, n, u256::max()}) {
            tx.s = s;
            CHECK(only_reason(scene, tx) == skip_reason::signature);
        }
        for (const u256& s : {u256{1}, n >> 1}) {
            tx.s = s;
            CHECK(only_reason(scene, tx) == skip_reason::funds);
        }
    }
    SECTION("v") {
        for (const int v : {0, 1, 26, 29, 255}) {
            tx.v = static_cast<std::uint8_t>(v);
            CHECK(only_reason(scene, tx) == skip_reason::signature);
        }
        tx.v = static_cast<std::uint8_t>(27 + 28 - good.v);
        CHECK(only_reason(scene, tx) == skip_reason::funds);
    }
    SECTION("r that is no abscissa, and small ones") {
        std::size_t none = 0;
        for (std::uint64_t r = 1; r <= 8; ++r) {
            tx.r = u256{r};
            none += only_reason(scene, tx) == skip_reason::signature ? 1U : 0U;
        }
        CHECK(none > 0);
        CHECK(none < 8);
    }
    SECTION("signatures made so that the sum has special points") {
        // R = k G with known k: s decides Q = (s k - z) / r G. Q at infinity, Q = R, -R, phi(R), 2 R, G.
        const u256 z = u256::from_bytes(rollup::signing_hash(tx)) % n;
        const u256 lambda = zkevm::secp256k1_lambda;
        for (const std::uint64_t k64 : {1U, 2U, 3U, 77U}) {
            const u256 k{k64};
            const auto point = curve::multiply(k, curve::secp256k1::point::generator());
            tx.r = point.x().value() % n;
            tx.v = point.y().value().bit(0) ? 28 : 27;
            for (const u256& q : {u256{}, k, n - k, mul_mod(k, lambda, n), n - mul_mod(k, lambda, n), k + k, u256{1}}) {
                // s = (r q + z) / k
                tx.s = mul_mod(add_mod(mul_mod(tx.r, q, n), z, n), inverse_mod(k, n), n);
                rollup::transaction low = tx;
                if (!curve::is_low_s(low.s)) {
                    low.s = n - low.s;
                    low.v = static_cast<std::uint8_t>(27 + 28 - low.v);
                }
                const skip_reason why = only_reason(scene, low);
                CHECK((why == skip_reason::signature) == (q.is_zero()));
            }
        }
    }
}

TEST_CASE("random transfers agree with the oracle", "[zkevm][execute]") {
    std::mt19937_64 random(20240901);
    for (int round = 0; round < 6; ++round) {
        transfer_scene scene;
        std::vector<rollup::batch_item> items{block};
        for (int i = 0; i < 6; ++i) {
            if (random() % 4 == 0) {
                items.emplace_back(rollup::change_l2_block{static_cast<std::uint32_t>(random() % 50), 0});
            }
            const std::size_t from = random() % transfer_scene::users;
            rollup::transaction tx = transfer_scene::transfer(from, random() % transfer_scene::users, random() % 2);
            tx.value = u256{random()} << (random() % 3);
            tx.percentage = static_cast<std::uint8_t>(random());
            tx.gas_price = u256{random() % 1'000'000'000};
            tx.data.resize(random() % 3 == 0 ? random() % 80 : 0);
            for (auto& b : tx.data) {
                b = static_cast<std::uint8_t>(random() % 3);
            }
            if (random() % 4 == 0) {
                tx.chain_id.reset();
            }
            test::sign(tx, transfer_scene::key(from));
            items.emplace_back(tx);
        }
        scene.run(items);
    }
}

} // namespace zkevm_execute_transactions_tests
