#include <zonogon/hash/hashers.hpp>

#include <random>
#include <set>
#include <vector>

#include "support/catch.hpp"

namespace hash_sponge_tests {

using namespace zonogon;
using field::goldilocks;

namespace {

/// Too weak to hash with: adds 1 to every element, so that what the sponge itself does can be seen.
struct increment {
    using field = goldilocks;
    static constexpr std::size_t width = 12;
    static constexpr void permute(std::array<field, width>& s) {
        for (field& v : s) {
            v += field::one();
        }
    }
};

/// Swaps the halves of the state.
struct swap_halves {
    using field = goldilocks;
    static constexpr std::size_t width = 8;
    static constexpr void permute(std::array<field, width>& s) {
        for (std::size_t i = 0; i < 4; ++i) {
            std::swap(s[i], s[i + 4]);
        }
    }
};

std::vector<goldilocks> numbers(std::size_t count, std::uint64_t first = 100) {
    std::vector<goldilocks> out;
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(goldilocks{first + i});
    }
    return out;
}

template <class Hasher>
void check_rows() {
    using field = typename Hasher::field;
    std::mt19937_64 random{1};
    for (const std::size_t width : {1U, 7U, 8U, 9U, 16U, 21U}) {
        for (const std::size_t count : {1U, 15U, 16U, 33U}) {
            std::vector<field> rows(width * count);
            for (field& v : rows) {
                v = field{random()};
            }
            std::vector<typename Hasher::digest> out(count);
            Hasher::hash_rows(rows, width, out);
            for (std::size_t i = 0; i < count; ++i) {
                CHECK(out[i] == Hasher::hash(std::span{rows}.subspan(i * width, width)));
            }
        }
    }
}

template <class Compression>
void check_pairs() {
    using field = typename Compression::field;
    std::mt19937_64 random{2};
    std::vector<typename Compression::digest> in(66);
    for (auto& d : in) {
        for (field& v : d) {
            v = field{random()};
        }
    }
    std::vector<typename Compression::digest> out(33);
    Compression::compress_pairs(in, out);
    for (std::size_t i = 0; i < out.size(); ++i) {
        CHECK(out[i] == Compression::compress(in[2 * i], in[2 * i + 1]));
        CHECK(out[i] != Compression::compress(in[2 * i + 1], in[2 * i]));
    }
}

template <class Suite>
void check_suite() {
    static_assert(hash::permutation<typename Suite::permutation>);
    static_assert(hash::hasher<typename Suite::hasher>);
    static_assert(hash::collision_resistant_compression<typename Suite::compression>);
    check_rows<typename Suite::hasher>();
    check_pairs<typename Suite::compression>();
}

static_assert(!hash::collision_resistant_compression<hash::truncated_permutation<hash::poseidon2_goldilocks_8, 4>>);
static_assert(hash::tree_compression<hash::truncated_permutation<hash::poseidon2_goldilocks_8, 4>>);

} // namespace

TEST_CASE("suites: batches agree with single hashes", "[sponge]") {
    check_suite<hash::goldilocks_poseidon2_suite>();
    check_suite<hash::goldilocks_poseidon_suite>();
    check_suite<hash::koala_bear_poseidon2_suite>();
    check_suite<hash::baby_bear_poseidon2_suite>();
    check_rows<hash::keccak_hasher<goldilocks>>();
    check_pairs<hash::keccak_compression<field::koala_bear>>();
}

TEST_CASE("sponge: absorbing overwrites the rate and leaves the capacity", "[sponge]") {
    using plain = hash::sponge<increment, 8, 4, hash::sponge_padding::none>;
    const auto digest = plain::hash(numbers(10));
    CHECK(digest == plain::digest{goldilocks{109}, goldilocks{110}, goldilocks{104}, goldilocks{105}});
    // A permutation that moves the capacity to the front shows that no input reached it.
    CHECK(hash::sponge<swap_halves, 4, 4, hash::sponge_padding::none>::hash(numbers(4)) == plain::digest{});
    CHECK(hash::sponge<swap_halves, 4, 4>::hash(numbers(4)) ==
          plain::digest{goldilocks{4}, goldilocks{}, goldilocks{}, goldilocks{}});
}

TEST_CASE("sponge: paddings that bind the length do", "[sponge]") {
    using suite = hash::goldilocks_poseidon2_suite;
    using none = hash::sponge<suite::permutation, 8, 4, hash::sponge_padding::none>;
    using one_zeros = hash::sponge<suite::permutation, 8, 4, hash::sponge_padding::one_zeros>;
    using length = hash::sponge<suite::permutation, 8, 4, hash::sponge_padding::length>;
    const std::vector<goldilocks> zeros(40);
    std::vector<none::digest> seen_one_zeros;
    std::vector<none::digest> seen_length;
    for (std::size_t n = 0; n <= 40; ++n) {
        const auto input = std::span{zeros}.first(n);
        CHECK(std::ranges::find(seen_one_zeros, one_zeros::hash(input)) == seen_one_zeros.end());
        CHECK(std::ranges::find(seen_length, length::hash(input)) == seen_length.end());
        seen_one_zeros.push_back(one_zeros::hash(input));
        seen_length.push_back(length::hash(input));
    }
    CHECK(none::hash(std::span{zeros}.first(3)) == none::hash(std::span{zeros}.first(5)));
    // A one at the end is not mistaken for padding.
    std::vector<goldilocks> with_one(5);
    with_one[4] = goldilocks::one();
    CHECK(one_zeros::hash(with_one) != one_zeros::hash(std::span{zeros}.first(4)));
    CHECK(one_zeros::block_count(8) == 2);
    CHECK(length::block_count(8) == 1);
    CHECK(length::block_count(0) == 1);
}

TEST_CASE("sponge: every element counts", "[sponge]") {
    using hasher = hash::goldilocks_poseidon2_suite::hasher;
    const auto input = numbers(19);
    const auto digest = hasher::hash(input);
    for (std::size_t i = 0; i < input.size(); ++i) {
        auto changed = input;
        changed[i] += goldilocks::one();
        CHECK(hasher::hash(changed) != digest);
    }
    auto other_representative = numbers(19, 5);
    for (goldilocks& v : other_representative) {
        v = goldilocks{v.raw() + goldilocks::modulus};
    }
    CHECK(hasher::hash(other_representative) == hasher::hash(numbers(19, 5)));
    CHECK(hash::keccak_hasher<goldilocks>::hash(other_representative) ==
          hash::keccak_hasher<goldilocks>::hash(numbers(19, 5)));
}

TEST_CASE("compression: feed-forward and arity", "[sponge]") {
    using digest = std::array<goldilocks, 4>;
    const digest a{goldilocks{1}, goldilocks{2}, goldilocks{3}, goldilocks{4}};
    const digest b{goldilocks{5}, goldilocks{6}, goldilocks{7}, goldilocks{8}};
    CHECK(hash::truncated_permutation<increment, 4>::compress(a, b)[3] == goldilocks{5});
    CHECK(hash::feed_forward_compression<increment, 4>::compress(a, b)[3] == goldilocks{9});
    using three_to_one = hash::truncated_permutation<hash::poseidon2_goldilocks_12, 4, 3>;
    const std::array<digest, 3> in{a, b, a};
    const std::array<digest, 3> swapped{b, a, a};
    CHECK(three_to_one::compress(in) != three_to_one::compress(swapped));
    CHECK_FALSE(three_to_one::collision_resistant);
    // The chain's node hash.
    CHECK(hash::goldilocks_poseidon_suite::compression::compress(a, b) ==
          hash::poseidon({a[0], a[1], a[2], a[3], b[0], b[1], b[2], b[3]}, hash::hash4{}));
}

TEST_CASE("Keccak digests of field elements", "[sponge]") {
    // Keccak-256 of 01 00.. (8 bytes: the count) 05 00.. (8 bytes), read as four little-endian numbers mod p.
    bytes in(16);
    in[0] = 1;
    in[8] = 5;
    const bytes32 raw = hash::keccak256(in);
    const auto digest = hash::keccak_hasher<goldilocks>::hash(std::vector{goldilocks{5}});
    for (std::size_t i = 0; i < 4; ++i) {
        std::uint64_t lane = 0;
        for (std::size_t k = 0; k < 8; ++k) {
            lane |= std::uint64_t{raw[8 * i + k]} << (8 * k);
        }
        CHECK(digest[i] == goldilocks{lane});
    }
    CHECK(hash::keccak_digest<field::koala_bear>::length == 8);
}

} // namespace hash_sponge_tests
