#include <string>
#include <vector>

#include <zonogon/hash/keccak.hpp>
#include <zonogon/hash/sha256.hpp>
#include <zonogon/snark/gadgets/keccak256.hpp>
#include <zonogon/snark/gadgets/sha256.hpp>

#include "snark/circuit/mutate.hpp"
#include "support/catch.hpp"

namespace snark_gadgets_hashes_tests {

namespace {

using namespace zonogon;
using namespace zonogon::snark;

/// Bytes as private bits.
std::vector<gadgets::byte_bits> inputs(builder& b, byte_view in) {
    std::vector<gadgets::byte_bits> out(in.size());
    for (std::size_t i = 0; i < in.size(); ++i) {
        for (std::size_t k = 0; k < 8; ++k) {
            out[i][k] = bit::assert_boolean(b, b.private_input(fr{(in[i] >> k) & 1U}));
        }
    }
    return out;
}
bytes random_bytes(std::size_t length, std::uint64_t seed) {
    test::random_stream random(seed);
    bytes out(length);
    for (auto& x : out) {
        x = static_cast<std::uint8_t>(random.next());
    }
    return out;
}
/// The digest as public inputs; its value.
bytes32 pin(builder& b, const std::array<gadgets::byte_bits, 32>& digest) {
    bytes32 out{};
    for (std::size_t i = 0; i < 32; ++i) {
        out[i] = static_cast<std::uint8_t>(compose(digest[i]).value().value().low64());
        for (const bit& x : digest[i]) {
            b.assert_equal(x.number(), b.public_input(x.number().value()), "digest");
        }
    }
    return out;
}

} // namespace

TEST_CASE("the SHA-256 gadget hashes as the hash does; counts are pinned", "[gadgets]") {
    for (const std::size_t length : {0U, 3U, 55U, 56U, 64U, 130U}) {
        builder b;
        const bytes in = random_bytes(length, length);
        const auto bits = inputs(b, in);
        CHECK(pin(b, gadgets::sha256(b, bits)) == hash::sha256(in));
        CHECK(b.outcome().ok());
    }
    // One compression of 512 unknown bits from an unknown state.
    builder b;
    const auto bits = inputs(b, random_bytes(96, 1));
    gadgets::sha256_words state;
    std::array<word<32>, 16> block;
    for (std::size_t i = 0; i < 96; ++i) {
        word<32>& target = i < 32 ? state[i / 4] : block[i / 4 - 8];
        std::copy_n(bits[i].begin(), 8, target.begin() + static_cast<std::ptrdiff_t>(8 * (i % 4)));
    }
    const std::size_t before = b.constraints();
    gadgets::sha256_compress(b, state, block);
    CHECK(b.constraints() - before == 26232);
}

TEST_CASE("no wire of a SHA-256 circuit is free", "[gadgets]") {
    builder b;
    pin(b, gadgets::sha256(b, inputs(b, random_bytes(40, 2))));
    const test::built c(b);
    REQUIRE(c.circuit.check(c.witness).ok());
    CHECK(test::free_wires(c).empty());
}

TEST_CASE("the Keccak-256 gadget hashes as the hash does; counts are pinned", "[gadgets]") {
    for (const std::size_t length : {0U, 32U, 135U, 136U, 200U}) {
        builder b;
        const bytes in = random_bytes(length, length);
        const auto bits = inputs(b, in);
        const std::size_t before = b.constraints();
        CHECK(pin(b, gadgets::keccak256(b, bits)) == hash::keccak256(in));
        CHECK(b.outcome().ok());
        if (length == 32) {
            CHECK(b.constraints() - before - 256 == 140800);
        }
    }
    builder b;
    const auto bits = inputs(b, random_bytes(200, 1));
    gadgets::keccak_lanes state;
    for (std::size_t i = 0; i < 200; ++i) {
        std::copy_n(bits[i].begin(), 8, state[i / 8].begin() + static_cast<std::ptrdiff_t>(8 * (i % 8)));
    }
    const std::size_t before = b.constraints();
    gadgets::keccak_f1600(b, state);
    CHECK(b.constraints() - before == 24 * 6080);
}

TEST_CASE("no wire of a Keccak-256 circuit is free", "[gadgets]") {
    builder b;
    pin(b, gadgets::keccak256(b, inputs(b, random_bytes(20, 2))));
    const test::built c(b);
    REQUIRE(c.circuit.check(c.witness).ok());
    CHECK(test::free_wires(c).empty());
}

} // namespace snark_gadgets_hashes_tests
