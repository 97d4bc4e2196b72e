#include <cstdio>
#include <filesystem>
#include <set>
#include <string>

#include <zonogon/rollup/native_executor.hpp>
#include <zonogon/rollup/vector_run.hpp>

#include "rollup/counted_batch.hpp"
#include "support/source_dir.hpp"
#include "support/vectors.hpp"

namespace rollup_native_counters_contracts_tests {

using namespace zonogon;
using rollup::zk_counters;

TEST_CASE("counting contract code changes nothing, and all vectors fit a batch", "[rollup][counters]") {
    std::set<std::string> names;
    for (const auto& entry :
         std::filesystem::directory_iterator(test::source_dir() / "test/vectors/state-transition")) {
        names.insert(entry.path().filename().string());
    }
    const rollup::native_executor<> executor;
    std::size_t batches = 0;
    std::size_t with_code = 0;
    zk_counters largest;
    for (const std::string& name : names) {
        INFO(name);
        const auto file = rollup::read_vector_file(test::read_source_file("test/vectors/state-transition/" + name));
        REQUIRE(file);
        auto run = rollup::vector_run<rollup::native_executor<>>::create(*file, executor);
        REQUIRE(run);
        while (!run->done()) {
            const bool whole = run->next_batch().part.whole();
            const auto got = run->run_next();
            const auto* done = std::get_if<rollup::batch_outcome>(&got);
            REQUIRE(done != nullptr);
            if (!whole || !done->valid || run->last_input().batch_l2_data.empty()) {
                continue;
            }
            const test::counted_batch counted = test::count_batch(run->last_input(), run->store());
            CHECK(counted.state_root == done->new_state_root);
            ++batches;
            if (!(counted.code == zk_counters{})) {
                ++with_code;
                CHECK(counted.code.steps >= 100);
                CHECK(counted.used.within(rollup::counter_limits::batch));
                largest = at_least(largest, counted.used);
            }
        }
    }
    CHECK(batches >= 120);
    CHECK(with_code >= 25);
    std::printf("largest of %zu batches with contract code: %llu steps, %llu arith, %llu binary, %llu mem_align, "
                "%llu keccak_f, %llu padding_pg, %llu poseidon_g, %llu sha256_f\n",
                with_code, static_cast<unsigned long long>(largest.steps),
                static_cast<unsigned long long>(largest.arith), static_cast<unsigned long long>(largest.binary),
                static_cast<unsigned long long>(largest.mem_align), static_cast<unsigned long long>(largest.keccak_f),
                static_cast<unsigned long long>(largest.padding_pg),
                static_cast<unsigned long long>(largest.poseidon_g), static_cast<unsigned long long>(largest.sha256_f));
}

} // namespace rollup_native_counters_contracts_tests
