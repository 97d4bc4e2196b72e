#include <cstddef>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include <zonogon/zkevm/machines/keccak_f/instances.hpp>
#include <zonogon/zkevm/machines/keccak_f/keccak_f_executor.hpp>
#include <zonogon/zkevm/machines/padding_keccak/padding_keccak_executor.hpp>

#include "padding_rig.hpp"

namespace zkevm_machines_hash_keccak_tables_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
namespace machines = zkevm::machines;
namespace keccak_f = zkevm::machines::keccak_f;

/// A message of five blocks and one of one, whose permutations take two tables.
ensemble two_tables() {
    messages m;
    m[1] = absorbed(random_bytes(5 * machines::padding_keccak::rate - 1, 1));
    m[2] = absorbed(random_bytes(7, 2));
    machines::byte_table::usage usage;
    auto filled = machines::padding_keccak::fill(m, usage, 2);
    REQUIRE(filled);
    const auto counts = keccak_f::split(filled->permutations.size(), 2);
    REQUIRE(counts == std::vector<std::size_t>{5, 1});
    const std::span<const hash::keccak_state> all_states = filled->permutations;
    ensemble all;
    all.add("first", keccak_f::build(0), keccak_f::fill(all_states.first(5)));
    all.add("second", keccak_f::build(1), keccak_f::fill(all_states.subspan(5)));
    all.add("padding_keccak", machines::padding_keccak::build(), std::move(filled->values));
    all.add("hash_read", machines::hash_read::build(), machines::hash_read::fill(m, {}, {}));
    all.add_bytes(usage);
    add_hash_peers(
        all, "keccak", m, [](byte_view data) { return digest_limbs(hash::keccak256(data)); }, hash::keccak256_blocks);
    return all;
}

} // namespace

TEST_CASE("keccak_f: permutations are split between tables where that saves rows", "[machines]") {
    using list = std::vector<std::size_t>;
    CHECK(keccak_f::split(0, 3) == list{0, 0, 0});
    CHECK(keccak_f::split(1, 3) == list{1, 0, 0});
    CHECK(keccak_f::split(6, 1) == list{6});
    CHECK(keccak_f::split(6, 3) == list{5, 1, 0});
    CHECK(keccak_f::split(10, 3) == list{10, 0, 0});
    CHECK(keccak_f::split(32, 3) == list{21, 10, 1});
    for (std::size_t n = 0; n < 500; ++n) {
        const list counts = keccak_f::split(n, 3);
        REQUIRE(std::accumulate(counts.begin(), counts.end(), std::size_t{0}) == n);
        std::size_t rows = 0;
        for (const std::size_t c : counts) {
            rows += c == 0 ? 0 : machines::table_height(keccak_f::rounds * c);
        }
        CHECK((n == 0 || rows <= machines::table_height(keccak_f::rounds * n)));
        std::set<std::uint64_t> numbers;
        for (std::size_t i = 0; i < n; ++i) {
            numbers.insert(keccak_f::number_of(i, counts));
        }
        CHECK(numbers.size() == n);
    }
}

TEST_CASE("keccak_f: two tables answer together", "[machines]") {
    CHECK(two_tables().problem() == "");
}

TEST_CASE("keccak_f: a permutation of one table does not stand in for one of another", "[machines]") {
    // The padding takes the second table's result under the number of a permutation of the first.
    ensemble all = two_tables();
    trace& padding = all.values("padding_keccak");
    const std::size_t number = machines::column_of<machines::padding_keccak::cells>("permutation");
    REQUIRE(padding(5, number) == goldilocks{keccak_f::first_number(1)});
    padding(5, number) = goldilocks{0};
    CHECK(all.problem() != "");
}

} // namespace zkevm_machines_hash_keccak_tables_tests
