#include <zonogon/air/check.hpp>
#include <zonogon/stark/default_config.hpp>
#include <zonogon/zkevm/prover/batch_tables.hpp>

#include "zkevm/transfer_scene.hpp"

using namespace zonogon;
using test::transfer_scene;

namespace {

/// Whether a run's tables satisfy every constraint and bus: what a proof would prove.
void check_tables(const zkevm::batch_result& out, merkle::memory_node_store& store) {
    static const auto lines = zkevm::batch_tables::encode(test::executor().rom());
    REQUIRE(lines);
    static const auto described = zkevm::batch_tables::describe<stark::default_config>(*lines);
    merkle::sparse_tree<merkle::memory_node_store> tree(store);
    const auto accesses = zkevm::machines::storage::replay(out.execution.storage, tree);
    REQUIRE(accesses);
    const auto filled = zkevm::batch_tables::fill(*lines, out.execution, *accesses);
    INFO((filled ? std::string() : filled.why().message));
    REQUIRE(filled);
    const auto publics = zkevm::machines::main_machine::public_values(out.execution);
    std::vector<air::instance<field::goldilocks>> all;
    for (std::size_t i = 0; i < described.size(); ++i) {
        all.push_back({described[i].name, described[i].ir.view(), &(*filled)[i].values, &described[i].preprocessed,
                       i == 0 ? std::span<const field::goldilocks>(publics) : std::span<const field::goldilocks>{}});
        const auto bad = air::check(all.back());
        INFO(described[i].name << ": " << (bad.empty() ? std::string() : std::string(bad[0].constraint)));
        CHECK(bad.empty());
    }
    CHECK(air::check_buses(std::span<const air::instance<field::goldilocks>>(all)).empty());
}

} // namespace

TEST_CASE("every kind of batch satisfies every constraint and bus", "[zkevm][execute][tables]") {
    transfer_scene scene;
    const rollup::change_l2_block block{10, 0};
    const auto check = [&](const auto& what) { check_tables(scene.run(what), scene.store); };
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
    merkle::memory_node_store store;
    REQUIRE(rollup::build_genesis(store, file.genesis));
    auto got = test::executor().run(file.batches[0].input, store);
    REQUIRE(std::holds_alternative<zkevm::batch_result>(got));
    check_tables(*std::get_if<zkevm::batch_result>(&got), store);
}
