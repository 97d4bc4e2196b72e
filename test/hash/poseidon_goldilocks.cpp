#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/hash/poseidon_linear.hpp>

#include <string>

#include <zonogon/base/hex.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

namespace hash_poseidon_goldilocks_tests {

using namespace zonogon;
using field::goldilocks;
using hash::hash4;
using hash::lanes8;

namespace {

goldilocks parse_lane(const std::string& text) {
    return goldilocks{u256::parse(text).value().low64()};
}

constexpr hash4 of_zeros = hash::poseidon(lanes8{}, hash4{});
static_assert(of_zeros[0].value() == 0x3c18a9786cb0b359, "Poseidon runs in constant evaluation");

} // namespace

TEST_CASE("Poseidon known answers", "[poseidon]") {
    const nlohmann::json vectors = test::load_vector("poseidon/poseidon-goldilocks-kat.json");
    REQUIRE(vectors.size() >= 5);
    for (const auto& v : vectors) {
        lanes8 in{};
        hash4 capacity{};
        hash4 out{};
        for (std::size_t i = 0; i < 8; ++i) {
            in[i] = parse_lane(v["in"][i]);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            capacity[i] = parse_lane(v["capacity"][i]);
            out[i] = parse_lane(v["out"][i]);
        }
        const hash4 digest = hash::poseidon(in, capacity);
        CHECK(digest == out);
        CHECK(hash::to_word(digest).to_hex_full() == v["outAsBytes32"].get<std::string>());
    }
}

TEST_CASE("Poseidon takes non-canonical representatives", "[poseidon]") {
    lanes8 in{};
    in.fill(goldilocks{goldilocks::modulus});
    CHECK(hash::poseidon(in, hash4{}) == of_zeros);
}

TEST_CASE("linear hash known answers", "[poseidon]") {
    const nlohmann::json vectors = test::load_vector("poseidon/linear-hash-kat.json");
    REQUIRE(vectors.size() >= 10);
    for (const auto& v : vectors) {
        const bytes in = *from_hex(v["bytes"].get<std::string>());
        CAPTURE(in.size());
        CHECK(hash::to_word(hash::linear_hash(in)).to_hex_full() == v["hash"].get<std::string>());
    }
    CHECK(hash::linear_hash_blocks(55) == 1);
    CHECK(hash::linear_hash_blocks(56) == 2);
}

TEST_CASE("linear hash of the reference's bytecodes", "[poseidon]") {
    const nlohmann::json vectors = test::load_vector("smt/smt-hash-bytecode.json");
    for (const auto& v : vectors) {
        const bytes in = *from_hex(v["bytecode"].get<std::string>());
        CHECK(hash::to_word(hash::linear_hash(in)).to_hex_full() == v["expectedHash"].get<std::string>());
    }
}

TEST_CASE("words, hashes and lanes convert into each other", "[poseidon]") {
    const u256 word = u256::parse("0xc71603f33a1144ca7953db0ab48808f4c4055e3364a246c33c18a9786cb0b359").value();
    CHECK(hash::to_hash4(word) == of_zeros);
    CHECK(hash::to_word(of_zeros) == word);
    const lanes8 lanes = hash::to_lanes8(word);
    CHECK(lanes[0].value() == 0x6cb0b359);
    CHECK(lanes[7].value() == 0xc71603f3);
    CHECK(hash::from_lanes8(lanes) == word);
    lanes8 wide = lanes;
    wide[3] = goldilocks{std::uint64_t{1} << 32};
    CHECK_FALSE(hash::from_lanes8(wide).has_value());
    CHECK(hash::is_canonical_hash(word));
    u256 high = word;
    high.set_limb(2, goldilocks::modulus);
    CHECK_FALSE(hash::is_canonical_hash(high));
    high.set_limb(2, goldilocks::modulus - 1);
    CHECK(hash::is_canonical_hash(high));
}

} // namespace hash_poseidon_goldilocks_tests
