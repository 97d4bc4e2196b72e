#include <zonogon/rollup/native_counters.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <zonogon/rollup/block_executor.hpp>
#include <zonogon/rollup/native_counters_json.hpp>
#include <zonogon/rollup/native_counters_tracer.hpp>
#include <zonogon/zkevm/rom/text.hpp>

#include "rollup/native_scene.hpp"

namespace rollup_native_counters_tests {

using namespace zonogon;
using rollup::zk_counters;
using test::native_scene;

namespace {

constexpr zk_counters everything{~0ULL, ~0ULL, ~0ULL, ~0ULL, ~0ULL, ~0ULL, ~0ULL, ~0ULL};

} // namespace

TEST_CASE("a budget keeps a batch within what the ROM takes", "[rollup][counters]") {
    const rollup::native_counters model{30};
    rollup::batch_budget budget(model);
    budget.add(model.block(false));
    const auto one = model.transaction(native_scene::transfer(0, native_scene::user(1), 0));
    std::size_t count = 0;
    while (budget.fits(one)) {
        budget.add(one);
        ++count;
    }
    // Poseidon binds: 4 % of what a state of depth 256 would let in are some dozens.
    CHECK(count > 250);
    CHECK(budget.reserved().within(rollup::counter_limits::batch));
    CHECK(budget.filled() >= 98);
    CHECK(budget.filled() <= 100);
    CHECK_FALSE((budget.reserved() + one.used).within(rollup::counter_limits::batch));

    // What the ROM asks for counts once, the largest of each.
    rollup::batch_budget steps(model, {102'000, ~0ULL, ~0ULL, ~0ULL, ~0ULL, ~0ULL, ~0ULL, ~0ULL});
    CHECK(steps.fits(one));
    steps.add(one);
    CHECK_FALSE(steps.fits(one));
    CHECK(steps.reserved().steps == steps.used().steps + 100'000);

    rollup::batch_budget narrow(model, everything, one.data_bytes);
    CHECK(narrow.fits(one));
    narrow.add(one);
    CHECK_FALSE(narrow.fits(model.block(false)));
}

TEST_CASE("the limits are the ROM's own", "[rollup][counters]") {
    std::string text;
    for (const zkevm::rom_file& file : zkevm::rom_files) {
        text += file.text;
    }
    const auto constant = [&text](const std::string& name) {
        const std::size_t at = text.find("CONST %" + name + " = ");
        REQUIRE(at != std::string::npos);
        return std::stoull(text.substr(text.find("= ", at) + 2));
    };
    using namespace rollup::counter_limits;
    CHECK(rollup::counter_limits::rom.steps == constant("MAX_STEPS"));
    CHECK(rollup::counter_limits::rom.arith == constant("MAX_ARITH"));
    CHECK(rollup::counter_limits::rom.binary == constant("MAX_BINARY"));
    CHECK(rollup::counter_limits::rom.keccak_f == constant("MAX_KECCAK_F"));
    CHECK(rollup::counter_limits::rom.padding_pg == constant("MAX_PADDING_PG"));
    CHECK(rollup::counter_limits::rom.poseidon_g == constant("MAX_POSEIDON_G"));
    const auto tx = rollup::native_counters{}.transaction(native_scene::transfer(0, native_scene::user(1), 0)).asked;
    CHECK(tx.steps == constant("TX_STEPS"));
    CHECK(tx.arith == constant("TX_ARITH"));
    CHECK(tx.binary == constant("TX_BINARY"));
    CHECK(tx.keccak_f == constant("TX_KECCAK_F"));
    CHECK(tx.padding_pg == constant("TX_PADDING_PG"));
    CHECK(tx.poseidon_g == constant("TX_POSEIDON_G"));
    const auto block = rollup::native_counters{}.block(true).asked;
    CHECK(block.steps == constant("BLOCK_STEPS"));
    CHECK(block.binary == constant("BLOCK_BINARY"));
    CHECK(block.keccak_f == constant("LEAF_KECCAK_F"));
    CHECK(block.poseidon_g == constant("BLOCK_POSEIDON_G"));
}

TEST_CASE("contract code is counted", "[rollup][counters]") {
    const auto trace = [](const std::string& code) {
        native_scene scene;
        rollup::genesis_account contract;
        contract.address[0] = 0xcc;
        contract.code = *from_hex(code);
        scene.accounts.push_back(contract);
        const auto root = rollup::build_genesis(scene.store, scene.accounts);
        REQUIRE(root);
        rollup::block_executor<rollup::memory_state_store> blocks(scene.store, *root, 1000);
        REQUIRE(blocks.open({scene.batch.sequencer, u256{5}, {}, {}}));
        const auto tx = native_scene::transfer(0, contract.address, 0);
        rollup::counter_tracer tracer(rollup::native_counters{blocks.deepest_path() + 2});
        const auto done = blocks.run(tx, native_scene::user(0), tracer);
        REQUIRE(done);
        REQUIRE(done->included());
        return tracer.used();
    };
    const zk_counters nothing = trace("0x00");
    CHECK(nothing.steps > 0);
    CHECK(nothing.padding_pg == 1);
    const auto more = [&](const std::string& code) {
        zk_counters out = trace(code);
        zk_counters::for_each([&](auto member) {
            REQUIRE(out.*member >= nothing.*member);
            out.*member -= nothing.*member;
        });
        return out;
    };
    CHECK(more("0x6001600201").binary == 2 * 2 + 1);
    CHECK(more("0x6001600202").arith == 1);
    // A hash of 0x200 bytes; one that the gas cannot pay for is not made.
    CHECK(more("0x6102006000205000").keccak_f == 0x200 / 136 + 1);
    CHECK(more("0x640fffffffff60002000").keccak_f == 1);
    const std::uint64_t read = more("0x60005400").poseidon_g;
    CHECK(read > 0);
    CHECK(more("0x600160005500").poseidon_g > read);
    CHECK(more("0x600060006000600060016103e8fa00").arith >= 1'100);
    // SHA-256 of 0x80 bytes has three blocks.
    CHECK(more("0x60006000608060006002617ffffa00").sha256_f == 3);
}

TEST_CASE("counters are spelled as nodes do", "[rollup][counters]") {
    const auto used = rollup::describe_counters_used({1, 2, 3, 4, 5, 6, 7, 8}, 21000);
    CHECK(used == nlohmann::json::parse(R"({"gasUsed":"0x5208","usedKeccakHashes":"0x5","usedPoseidonHashes":"0x7",
        "usedPoseidonPaddings":"0x6","usedMemAligns":"0x4","usedArithmetics":"0x2","usedBinaries":"0x3",
        "usedSteps":"0x1","usedSHA256Hashes":"0x8"})"));
    const auto limit = rollup::describe_counter_limits(rollup::counter_limits::batch, 30'000'000);
    CHECK(limit["maxGasUsed"] == "0x1c9c380");
    CHECK(limit["maxKeccakHashes"] == "0x861"); // 2145, as zkEVM nodes have it
    CHECK(limit["maxPoseidonHashes"] == "0x3d9c5");
    CHECK(limit.size() == 9);
}

TEST_CASE("the bound of the block info tree's paths is a fact", "[rollup][counters]") {
    // The path of a new key is as long as the longest prefix that it shares with another, and one.
    std::set<std::vector<bool>> keys;
    std::size_t total = 0;
    std::size_t count = 0;
    std::size_t worst = 0;
    const auto insert = [&](const merkle::hash4& key) {
        std::vector<bool> path(64);
        for (std::size_t level = 0; level < path.size(); ++level) {
            path[level] = merkle::path_bit(key, level);
        }
        const auto place = keys.insert(path).first;
        const auto shared = [&](const std::vector<bool>& other) {
            return static_cast<std::size_t>(std::ranges::mismatch(path, other).in1 - path.begin());
        };
        std::size_t depth = 0;
        if (place != keys.begin()) {
            depth = std::max(depth, shared(*std::prev(place)) + 1);
        }
        if (std::next(place) != keys.end()) {
            depth = std::max(depth, shared(*std::next(place)) + 1);
        }
        total += depth;
        ++count;
        worst = std::max(worst, (total + count - 1) / count);
    };
    for (std::uint64_t i = 0; i < 8; ++i) {
        insert(merkle::leaf_key(u256{i}, merkle::leaf_type::block_parameter, u256{}));
    }
    for (std::uint64_t i = 0; i < 2'000; ++i) {
        for (const auto type :
             {merkle::leaf_type::transaction_hash, merkle::leaf_type::transaction_status,
              merkle::leaf_type::transaction_cumulative_gas, merkle::leaf_type::transaction_effective_percentage}) {
            insert(merkle::leaf_key(u256{i}, type, u256{}));
        }
        insert(merkle::leaf_key(u256{i}, merkle::leaf_type::transaction_log, u256{i}));
    }
    CHECK(worst <= rollup::native_counters::info_levels);
}

} // namespace rollup_native_counters_tests
