#include <zonogon/rollup/native_counters.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include <zonogon/rollup/native_executor.hpp>
#include <zonogon/rollup/vector_run.hpp>
#include <zonogon/zkevm/batch_executor.hpp>

#include "rollup/counted_batch.hpp"
#include "rollup/native_scene.hpp"
#include "support/source_dir.hpp"
#include "support/vectors.hpp"

namespace rollup_native_counters_rom_tests {

// The bounds against what the ROM counts.

using namespace zonogon;
using rollup::zk_counters;
using test::native_scene;

namespace {

const zkevm::batch_executor& rom() {
    static const auto made = zkevm::batch_executor::create();
    return *made;
}

zk_counters counted(const zkevm::batch_result& out) {
    const zkasm::counters& c = out.execution.used;
    return {out.steps, c.arith, c.binary, c.mem_align, c.keccak_f, c.padding_pg, c.poseidon_g, c.sha256_f};
}

zk_counters bounded(const rollup::batch_input& batch, rollup::memory_state_store& store) {
    const test::counted_batch out = test::count_batch(batch, store);
    CHECK(out.code == zk_counters{});
    return out.used;
}

/// The largest and the smallest ratio of bound and count.
struct tightness {
    double least = 1e9;
    double most = 0;
    std::uint64_t count = 0;
    std::uint64_t bound = 0;

    void add(std::uint64_t counted, std::uint64_t bounded) {
        if (counted != 0) {
            const double ratio = static_cast<double>(bounded) / static_cast<double>(counted);
            least = std::min(least, ratio);
            most = std::max(most, ratio);
        }
        count += counted;
        bound += bounded;
    }
};

bool uses_only_what_the_rom_has(std::string_view name) {
    constexpr std::string_view prefixes[] = {"transfer-",
                                             "blocks-",
                                             "multi-",
                                             "timestamp-",
                                             "effective-",
                                             "intrinsic-",
                                             "rlp-",
                                             "forced-",
                                             "l1info-",
                                             "node-etrog-",
                                             "node-general",
                                             "prover-collection",
                                             "commonjs-state-transition-"};
    return std::ranges::any_of(prefixes, [name](std::string_view p) { return name.starts_with(p); });
}

rollup::transaction longest_transfer(std::size_t data) {
    rollup::transaction tx = native_scene::transfer(0, native_scene::user(1), 0, bytes(data, 0xff), 29'999'999);
    tx.percentage = 77;
    tx.gas_price = u256::power_of_two(52) + u256{1};
    tx.value = u256::power_of_two(60) + u256{5};
    native_scene::sign(tx, 0);
    return tx;
}

/// Runs a batch of the scene on the ROM and compares with the bounds.
void check_scene(native_scene& scene, const std::vector<rollup::batch_item>& items) {
    REQUIRE(scene.run(items).valid);
    const auto out = rom().run(scene.batch, scene.store);
    if (const auto* failure = std::get_if<rollup::batch_failure>(&out)) {
        FAIL(failure->why.message);
    }
    const auto& done = std::get<zkevm::batch_result>(out);
    REQUIRE(done.valid);
    const zk_counters got = counted(done);
    const zk_counters bound = bounded(scene.batch, scene.store);
    zk_counters::for_each([&](auto member) { CHECK(got.*member <= bound.*member); });
    CHECK(100 * bound.steps <= 130 * got.steps);
    CHECK(100 * bound.arith <= 130 * got.arith);
}

} // namespace

TEST_CASE("bounds of counters are at or above the ROM's on every vector it runs", "[rollup][counters]") {
    std::set<std::string> names;
    for (const auto& entry :
         std::filesystem::directory_iterator(test::source_dir() / "test/vectors/state-transition")) {
        names.insert(entry.path().filename().string());
    }
    tightness steps, arith, binary, keccak, padding, poseidon;
    std::size_t batches = 0;
    for (const std::string& name : names) {
        if (!uses_only_what_the_rom_has(name)) {
            continue;
        }
        INFO(name);
        const auto file = rollup::read_vector_file(test::read_source_file("test/vectors/state-transition/" + name));
        REQUIRE(file);
        auto run = rollup::vector_run<zkevm::batch_executor>::create(*file, rom());
        REQUIRE(run);
        while (!run->done()) {
            const auto out = run->run_next();
            const auto* done = std::get_if<zkevm::batch_result>(&out);
            if (done == nullptr) {
                break; // contract code
            }
            if (!done->valid || run->last_input().batch_l2_data.empty()) {
                continue;
            }
            const zk_counters got = counted(*done);
            const zk_counters bound = bounded(run->last_input(), run->store());
            zk_counters::for_each([&](auto member) { CHECK(got.*member <= bound.*member); });
            steps.add(got.steps, bound.steps);
            arith.add(got.arith, bound.arith);
            binary.add(got.binary, bound.binary);
            keccak.add(got.keccak_f, bound.keccak_f);
            padding.add(got.padding_pg, bound.padding_pg);
            poseidon.add(got.poseidon_g, bound.poseidon_g);
            ++batches;
        }
    }
    CHECK(batches >= 60);
    const auto tell = [batches](const char* name, const tightness& t) {
        std::printf("%-10s bound / count over %zu batches: %.3f, of one batch %.3f to %.3f\n", name, batches,
                    static_cast<double>(t.bound) / static_cast<double>(t.count), t.least, t.most);
    };
    tell("steps", steps);
    tell("arith", arith);
    tell("binary", binary);
    tell("keccak_f", keccak);
    tell("padding_pg", padding);
    tell("poseidon_g", poseidon);
}

TEST_CASE("bounds of counters hold for the longest ways through the ROM", "[rollup][counters]") {
    for (const std::size_t size : {0U, 1U, 2U, 31U, 32U, 33U, 55U, 56U, 255U, 256U, 10'000U, 70'000U}) {
        INFO(size);
        native_scene scene;
        check_scene(scene, {rollup::change_l2_block{~0U >> 23, 0}, longest_transfer(size)});
    }
    // Without a chain id, sending itself and to a fresh account; several blocks.
    native_scene scene;
    rollup::transaction old = native_scene::transfer(1, native_scene::user(1), 0);
    old.chain_id.reset();
    native_scene::sign(old, 1);
    address fresh{};
    fresh[7] = 9;
    check_scene(scene,
                {rollup::change_l2_block{1, 0}, old, native_scene::transfer(2, fresh, 0), rollup::change_l2_block{0, 0},
                 rollup::change_l2_block{1, 0}, native_scene::transfer(1, native_scene::user(3), 1)});
}

TEST_CASE("bounds of counters hold while one block makes a small state grow", "[rollup][counters]") {
    native_scene scene;
    std::vector<rollup::batch_item> items{rollup::change_l2_block{1, 0}};
    for (std::uint64_t i = 0; i < 160; ++i) {
        address fresh{};
        fresh[0] = 0x77;
        fresh[19] = static_cast<std::uint8_t>(i);
        items.emplace_back(native_scene::transfer(i % 2, fresh, i / 2));
    }
    check_scene(scene, items);
}

} // namespace rollup_native_counters_rom_tests
