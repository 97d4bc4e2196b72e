#include <string>
#include <vector>

#include <zonogon/zkevm/machines/keccak_f/keccak_f_executor.hpp>
#include <zonogon/zkevm/machines/padding_keccak/padding_keccak_executor.hpp>

#include "padding_rig.hpp"

namespace zkevm_machines_hash_padding_keccak_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
namespace machine = zkevm::machines::padding_keccak;
namespace machines = zkevm::machines;

ensemble make(const messages& m, const messages& asked) {
    machines::byte_table::usage usage;
    auto filled = machine::fill(m, usage);
    REQUIRE(filled);
    ensemble all;
    all.add("keccak_f", machines::keccak_f::build(), machines::keccak_f::fill(filled->permutations));
    all.add("padding_keccak", machine::build(), std::move(filled->values));
    all.add("hash_read", machines::hash_read::build(), machines::hash_read::fill(m, {}, {}));
    all.add_bytes(usage);
    add_hash_peers(
        all, "keccak", asked, [](byte_view data) { return digest_limbs(hash::keccak256(data)); },
        hash::keccak256_blocks);
    return all;
}
ensemble make(const messages& m) {
    return make(m, m);
}

std::size_t column(std::string_view name) {
    return machines::column_of<machine::cells>(name);
}

} // namespace

TEST_CASE("padding_keccak: shape and width", "[machines]") {
    require_machine_shape(machine::build());
    CHECK(machines::width_of<machine::cells>() == 707);
    require_machine_shape(machines::hash_read::build());
    CHECK(machines::width_of<machines::hash_read::cells>() == 69);
}

TEST_CASE("padding_keccak: digests, lengths and reads of messages of all border lengths", "[machines]") {
    CHECK(make(sample_messages(machine::rate)).problem() == "");
    CHECK(make({}).problem() == "");
}

TEST_CASE("padding_keccak: a table without unused rows", "[machines]") {
    messages m;
    m[7] = absorbed(random_bytes(4 * machine::rate - 1, 1));
    const ensemble all = make(m);
    CHECK(all.problem() == "");
    const std::vector<std::size_t> rows{0, 1, 3};
    require_every_change_noticed(all, "padding_keccak", rows);
}

TEST_CASE("padding_keccak: every change of a cell is noticed", "[machines]") {
    const ensemble all = make(sample_messages(machine::rate));
    std::vector<std::size_t> rows{0, 1, 2, 5, 6, 7, 8, 9, 20, 21, 22, 31};
    require_every_change_noticed(all, "padding_keccak", rows);
    require_every_change_noticed(all, "hash_read", std::vector<std::size_t>{0, 1, 2, 3, 50, 127});
}

TEST_CASE("padding_keccak refuses other digests, lengths and bytes", "[machines]") {
    messages m;
    m[1] = absorbed(random_bytes(200, 1));
    m[2] = absorbed(random_bytes(20, 2));
    messages asked = m;
    SECTION("a byte") {
        asked[1].data[150] ^= 1;
    }
    SECTION("a shorter message") {
        asked[1].data.pop_back();
    }
    SECTION("a read twice as often") {
        asked[1].reads.push_back({0, 32});
    }
    SECTION("another message's digest") {
        asked[1].digest_asked = false;
        asked[2].data = m[1].data;
        asked[2].reads.clear();
        asked[2].length_asked = false;
    }
    SECTION("the digest twice") {
        ensemble all = make(m);
        tuple t{goldilocks{2}};
        for (const auto v : digest_limbs(hash::keccak256(m[2].data))) {
            t.push_back(v);
        }
        t.push_back(goldilocks{1});
        all.add_peer("keccak.digest", {t});
        CHECK_THAT(all.problem(), Catch::Contains("keccak.digest"));
    }
    if (asked[1].data != m[1].data || asked[1].reads.size() != m[1].reads.size() || asked[2].data != m[2].data) {
        CHECK(make(m, asked).problem() != "");
    }
}

TEST_CASE("padding_keccak refuses two messages of one id", "[machines]") {
    messages m;
    m[1] = absorbed(random_bytes(20, 1));
    m[2] = absorbed(random_bytes(20, 2));
    ensemble all = make(m);
    trace& values = all.values("padding_keccak");
    values(1, column("id")) = goldilocks{1};
    values(1, column("gap")) = values(1, column("gap") + 1) = goldilocks{};
    CHECK_THAT(all.problem(), Catch::Contains("ids increase"));
    // The gap -1 is no 32-bit number.
    values(1, column("gap")) = -goldilocks::one();
    CHECK_THAT(all.problem(), Catch::Contains("bus"));
}

TEST_CASE("padding_keccak refuses padding in the wrong place and reads of it", "[machines]") {
    messages m;
    m[1] = absorbed(random_bytes(20, 1));
    ensemble all = make(m);
    trace& values = all.values("padding_keccak");
    SECTION("padding read as data") {
        values(0, column("reads") + 20) = goldilocks::one();
        CHECK_THAT(all.problem(), Catch::Contains("padding is not read"));
    }
    SECTION("no final bit") {
        values(0, column("byte") + 135) = goldilocks{};
        CHECK_THAT(all.problem(), Catch::Contains("padding"));
    }
    SECTION("a hole in the data") {
        values(0, column("data") + 5) = goldilocks{};
        CHECK_THAT(all.problem(), Catch::Contains("data comes first"));
    }
    SECTION("an early end of the state's chain") {
        values(0, column("continues")) = goldilocks::one();
        CHECK_THAT(all.problem(), Catch::Contains("first row begins a message"));
    }
}

TEST_CASE("padding_keccak: fill refuses what cannot be proved", "[machines]") {
    machines::byte_table::usage usage;
    messages m;
    m[1] = absorbed(random_bytes(20, 1));
    m[std::uint64_t{1} << 33] = absorbed(random_bytes(20, 1));
    CHECK_FALSE(machine::fill(m, usage));
    m.clear();
    m[1] = absorbed(random_bytes(20, 1));
    m[1].reads.push_back({18, 3});
    CHECK_FALSE(machine::fill(m, usage));
}

} // namespace zkevm_machines_hash_padding_keccak_tests
