#include <string>
#include <vector>

#include <zonogon/base/hex.hpp>
#include <zonogon/zkevm/machines/padding_poseidon/padding_poseidon_executor.hpp>
#include <zonogon/zkevm/machines/poseidon_g/poseidon_g_executor.hpp>

#include "padding_rig.hpp"

namespace zkevm_machines_hash_padding_poseidon_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
namespace machine = zkevm::machines::padding_poseidon;
namespace machines = zkevm::machines;

ensemble make(const messages& m, const messages& asked) {
    machines::byte_table::usage usage;
    auto filled = machine::fill(m, usage);
    REQUIRE(filled);
    ensemble all;
    all.add("poseidon_g", machines::poseidon_g::build(), machines::poseidon_g::fill(filled->poseidon));
    all.add("padding_poseidon", machine::build(), std::move(filled->values));
    all.add("hash_read", machines::hash_read::build(), machines::hash_read::fill({}, m, {}));
    all.add_bytes(usage);
    add_hash_peers(
        all, "poseidon_hash", asked, [](byte_view data) { return hash::linear_hash(data); }, hash::linear_hash_blocks);
    return all;
}
ensemble make(const messages& m) {
    return make(m, m);
}

std::size_t column(std::string_view name) {
    return machines::column_of<machine::cells>(name);
}

} // namespace

TEST_CASE("padding_poseidon: shape and width", "[machines]") {
    require_machine_shape(machine::build());
    CHECK(machines::width_of<machine::cells>() == 184);
}

TEST_CASE("padding_poseidon: digests, lengths and reads of messages of all border lengths", "[machines]") {
    CHECK(make(sample_messages(machine::rate)).problem() == "");
    CHECK(make({}).problem() == "");
}

TEST_CASE("padding_poseidon: every change of a cell is noticed", "[machines]") {
    const ensemble all = make(sample_messages(machine::rate));
    std::vector<std::size_t> rows{0, 1, 2, 5, 6, 7, 8, 9, 20, 21, 22, 31};
    require_every_change_noticed(all, "padding_poseidon", rows);
    require_every_change_noticed(all, "hash_read", std::vector<std::size_t>{0, 1, 2, 3, 40, 60});
}

TEST_CASE("padding_poseidon refuses other digests, lengths and bytes", "[machines]") {
    messages m;
    m[1] = absorbed(random_bytes(100, 1));
    m[2] = absorbed(random_bytes(20, 2));
    messages asked = m;
    SECTION("a byte") {
        asked[1].data[90] ^= 1;
    }
    SECTION("a shorter message") {
        asked[1].data.pop_back();
    }
    SECTION("another id") {
        asked[3] = asked[2];
        asked.erase(2);
    }
    CHECK(make(m, asked).problem() != "");
}

TEST_CASE("padding_poseidon refuses a byte above 255 and a broken chain", "[machines]") {
    messages m;
    m[1] = absorbed(random_bytes(100, 1));
    ensemble all = make(m);
    trace& values = all.values("padding_poseidon");
    SECTION("byte") {
        // 256 in one byte for 1 in the next: the same group.
        values(0, column("byte")) += goldilocks{256};
        values(0, column("byte") + 1) -= goldilocks::one();
        CHECK(air::check(all.instances()[1]).empty());
        CHECK_THAT(all.problem(), Catch::Contains("bus"));
    }
    SECTION("chain") {
        values(1, column("before")) += goldilocks::one();
        CHECK_THAT(all.problem(), Catch::Contains("digest is handed on"));
    }
}

} // namespace zkevm_machines_hash_padding_poseidon_tests
