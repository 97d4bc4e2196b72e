#include "zkevm/batch_machines.hpp"
#include "zkevm/transfer_scene.hpp"

namespace zkevm_execute_tables_tests {

using namespace zonogon;
using test::transfer_scene;

TEST_CASE("every kind of batch satisfies every constraint and bus", "[zkevm][execute][tables]") {
    transfer_scene scene;
    const rollup::change_l2_block block{10, 0};
    const auto check = [&](const auto& what) { test::batch_machines(scene.run(what).execution, scene.store).check(); };
    SECTION("nothing") {
        check(bytes{});
    }
    SECTION("refused in the middle of a transaction") {
        bytes data = rollup::encode_batch({block, transfer_scene::transfer(0, 1, 0)});
        data[20] = 0xc0;
        check(data);
        data.resize(60);
        check(data);
        data.assign(200, 7);
        check(data);
    }
    SECTION("refused while running") {
        check(std::vector<rollup::batch_item>{block, transfer_scene::transfer(0, 1, 0),
                                              rollup::change_l2_block{2'000'000, 0}});
    }
    SECTION("transfers with data and percentages, several blocks") {
        rollup::transaction tx = transfer_scene::transfer(0, 1, 0);
        tx.data.assign(100, 0);
        tx.data[3] = 1;
        tx.percentage = 3;
        test::sign(tx, transfer_scene::key(0));
        rollup::transaction old = transfer_scene::transfer(1, 1, 0);
        old.chain_id.reset();
        test::sign(old, transfer_scene::key(1));
        check(std::vector<rollup::batch_item>{block, tx, block, old, transfer_scene::transfer(2, 0, 7)});
    }
    SECTION("signatures without a key") {
        rollup::transaction none = transfer_scene::transfer(0, 1, 0);
        none.r = u256{5};
        rollup::transaction high = transfer_scene::transfer(0, 1, 0);
        high.s = curve::secp256k1::order() - high.s;
        // R = 2 G and s = z / 2: the key would be the point at infinity.
        rollup::transaction infinite = transfer_scene::transfer(0, 1, 0);
        const u256& n = curve::secp256k1::order();
        const auto point = curve::multiply(u256{2}, curve::secp256k1::point::generator());
        const u256 z = u256::from_bytes(rollup::signing_hash(infinite)) % n;
        infinite.r = point.x().value();
        infinite.s = mul_mod(z, inverse_mod(u256{2}, n), n);
        bool odd = point.y().value().bit(0);
        if (!curve::is_low_s(infinite.s)) {
            infinite.s = n - infinite.s;
            odd = !odd;
        }
        infinite.v = odd ? 28 : 27;
        check(std::vector<rollup::batch_item>{block, none, high, infinite});
    }
    SECTION("a price that overflows") {
        rollup::transaction tx = transfer_scene::transfer(0, 1, 0);
        tx.gas_price = u256::max();
        tx.percentage = 254;
        test::sign(tx, transfer_scene::key(0));
        check(std::vector<rollup::batch_item>{block, tx});
    }
    SECTION("forced") {
        scene.batch.forced_block_hash_l1 = u256{99};
        check(std::vector<rollup::batch_item>{transfer_scene::transfer(0, 1, 0)});
    }
}

TEST_CASE("a batch that imports an L1 info leaf satisfies every constraint and bus", "[zkevm][execute][tables]") {
    const rollup::vector_file file = test::load_state_transition("l1info-index-1.json");
    rollup::memory_state_store store;
    REQUIRE(rollup::build_genesis(store, file.genesis));
    auto got = test::executor().run(file.batches[0].input, store);
    REQUIRE(std::holds_alternative<zkevm::batch_result>(got));
    test::batch_machines(std::get_if<zkevm::batch_result>(&got)->execution, store).check();
}

} // namespace zkevm_execute_tables_tests
