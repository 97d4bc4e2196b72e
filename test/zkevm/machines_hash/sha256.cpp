#include <string>
#include <vector>

#include <zonogon/zkevm/machines/padding_sha256/padding_sha256_executor.hpp>

#include "padding_rig.hpp"

namespace zkevm_machines_hash_sha256_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
namespace machine = zkevm::machines::padding_sha256;
namespace compression = zkevm::machines::sha256_f;
namespace machines = zkevm::machines;

ensemble make(const messages& m, const messages& asked) {
    machines::byte_table::usage usage;
    auto filled = machine::fill(m, usage);
    REQUIRE(filled);
    ensemble all;
    all.add("sha256_f", compression::build(), compression::fill(filled->compressions));
    all.add("padding_sha256", machine::build(), std::move(filled->values));
    all.add("hash_read", machines::hash_read::build(), machines::hash_read::fill({}, {}, m));
    all.add_bytes(usage);
    add_hash_peers(
        all, "sha256", asked, [](byte_view data) { return digest_limbs(hash::sha256(data)); }, machine::blocks_of);
    return all;
}
ensemble make(const messages& m) {
    return make(m, m);
}

} // namespace

TEST_CASE("sha256: shapes and widths", "[machines]") {
    require_machine_shape(compression::build());
    require_machine_shape(machine::build());
    CHECK(machines::width_of<compression::cells>() == 475);
    CHECK(machines::width_of<machine::cells>() == 219);
}

TEST_CASE("padding_sha256: digests, lengths and reads of messages of all border lengths", "[machines]") {
    CHECK(make(sample_messages(machine::rate)).problem() == "");
    CHECK(make({}).problem() == "");
}

TEST_CASE("padding_sha256: every length up to three blocks", "[machines]") {
    messages m;
    for (std::size_t size = 0; size < 3 * machine::rate; ++size) {
        m[size] = absorbed(random_bytes(size, size), {32});
    }
    CHECK(make(m).problem() == "");
}

TEST_CASE("sha256: every change of a cell is noticed", "[machines]") {
    const ensemble all = make(sample_messages(machine::rate));
    require_every_change_noticed(all, "padding_sha256",
                                 std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 20, 31});
    std::vector<std::size_t> rows{511, 500};
    for (std::size_t k = 0; k < compression::block_rows; ++k) {
        rows.push_back(k);
        rows.push_back(5 * compression::block_rows + k);
    }
    require_every_change_noticed(all, "sha256_f", rows);
}

TEST_CASE("padding_sha256 refuses other digests, lengths and bytes", "[machines]") {
    messages m;
    m[1] = absorbed(random_bytes(100, 1));
    m[2] = absorbed(random_bytes(60, 2));
    messages asked = m;
    SECTION("a byte") {
        asked[1].data[90] ^= 1;
    }
    SECTION("a shorter message") {
        asked[2].data.pop_back();
    }
    SECTION("another id") {
        asked[3] = asked[2];
        asked.erase(2);
    }
    CHECK(make(m, asked).problem() != "");
}

TEST_CASE("padding_sha256 refuses a length that is the modulus too large", "[machines]") {
    messages m;
    m[1] = absorbed(random_bytes(20, 1));
    ensemble all = make(m);
    trace& values = all.values("padding_sha256");
    const std::uint64_t length = 8 * 20 + goldilocks::modulus;
    for (std::size_t j = 0; j < 8; ++j) {
        values(0, machines::column_of<machine::cells>("byte") + machine::length_at + j) =
            goldilocks{(length >> (8 * (7 - j))) & 0xff};
    }
    CHECK_THAT(all.problem(), Catch::Contains("length below 2^40 bits"));
}

} // namespace zkevm_machines_hash_sha256_tests
