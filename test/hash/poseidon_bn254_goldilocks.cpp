#include <zonogon/hash/poseidon_bn254_goldilocks.hpp>

#include <vector>

#include <zonogon/hash/concept.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace hash_poseidon_bn254_goldilocks_tests {

namespace {

using namespace zonogon;
using native = field::goldilocks;
using fr = field::bn254_scalar;

static_assert(hash::permutation<hash::poseidon_bn254_goldilocks_12>);
static_assert(hash::hasher<hash::poseidon_bn254_row_hasher>);
static_assert(hash::collision_resistant_compression<hash::poseidon_bn254_compression>);

std::vector<native> numbers(std::size_t count, std::uint64_t seed = 1) {
    test::random_stream random(seed);
    std::vector<native> out(count);
    for (native& x : out) {
        x = random.element<native>();
    }
    return out;
}

} // namespace

TEST_CASE("packing and digits lose nothing", "[hash][S18]") {
    const auto in = numbers(8);
    const auto words = hash::pack_goldilocks(in);
    REQUIRE(words.size() == 3);
    for (std::size_t i = 0; i < 8; ++i) {
        CHECK(words[i / 3].value().limb(i % 3) == in[i].value());
    }
    CHECK(words[0].value().limb(3) == 0);
    // Representatives do not matter, classes do.
    CHECK(hash::pack_goldilocks(std::vector{native{native::modulus}}) == hash::pack_goldilocks(std::vector{native{}}));
    test::random_stream random(2);
    for (const fr& x : {fr{}, fr{1}, -fr{1}, random.element<fr>(), random.element<fr>()}) {
        u256 back;
        const auto digits = hash::goldilocks_digits(x);
        for (std::size_t i = 4; i-- > 0;) {
            back = back * u256{native::modulus} + u256{digits[i].value()};
        }
        CHECK(back == x.value());
    }
}

TEST_CASE("hashes by Poseidon over BN254 depend on every element and on their number", "[hash]") {
    using hasher = hash::poseidon_bn254_row_hasher;
    std::vector<hasher::digest> seen;
    for (const std::size_t length : {0U, 1U, 2U, 3U, 4U, 47U, 48U, 49U, 100U}) {
        auto in = numbers(length);
        seen.push_back(hasher::hash(in));
        for (const std::size_t i : {std::size_t{0}, length / 2, length - 1}) {
            if (length != 0) {
                in[i] += native::one();
                seen.push_back(hasher::hash(in));
            }
        }
        // A zero at the end is another list.
        in.emplace_back();
        seen.push_back(hasher::hash(in));
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            INFO(i << " " << j);
            // {x} changed at its first and last place, and {0} made of nothing and of one zero, are the same lists.
            if (seen[i] == seen[j]) {
                CHECK(i - j <= 2);
            }
        }
    }
    // By its definition: circomlib's Poseidon of the packed words, started with the length.
    const auto in = numbers(7);
    CHECK(hasher::hash(in) == hash::goldilocks_digits(hash::poseidon_bn254(hash::pack_goldilocks(in), fr{7})));
    std::vector<hasher::digest> rows(3);
    const auto matrix = numbers(15);
    hasher::hash_rows(matrix, 5, rows);
    CHECK(rows[2] == hasher::hash(std::span(matrix).subspan(10)));
}

TEST_CASE("compression and transformation by Poseidon over BN254", "[hash]") {
    using compression = hash::poseidon_bn254_compression;
    const auto in = numbers(16, 3);
    std::array<compression::digest, 4> digests;
    for (std::size_t i = 0; i < 16; ++i) {
        digests[i / 4][i % 4] = in[i];
    }
    std::array<compression::digest, 2> pairs;
    compression::compress_pairs(digests, pairs);
    CHECK(pairs[1] == compression::compress(digests[2], digests[3]));
    CHECK(pairs[1] != compression::compress(digests[3], digests[2]));
    CHECK(pairs[0] == hash::goldilocks_digits(hash::poseidon_bn254(hash::pack_goldilocks(std::span(in).first(8)))));
    std::array<native, 12> state{};
    std::copy_n(in.begin(), 12, state.begin());
    auto other = state;
    other[11] += native::one();
    hash::poseidon_bn254_goldilocks_12::permute(state);
    hash::poseidon_bn254_goldilocks_12::permute(other);
    for (std::size_t i = 0; i < 12; ++i) {
        CHECK(state[i] != other[i]);
    }
}

} // namespace hash_poseidon_bn254_goldilocks_tests
