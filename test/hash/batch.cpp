#include <zonogon/hash/batch.hpp>
#include <zonogon/hash/hashers.hpp>

#include <random>
#include <vector>

#include "support/catch.hpp"

namespace hash_batch_tests {

using namespace zonogon;
using field::goldilocks;

namespace {

/// Representatives at the ends of the range, where carries and borrows happen, and random ones.
goldilocks awkward(std::mt19937_64& random) {
    switch (random() % 6) {
    case 0:
        return goldilocks{~std::uint64_t{0} - random() % 3};
    case 1:
        return goldilocks{goldilocks::modulus - 2 + random() % 5};
    case 2:
        return goldilocks{random() % 3};
    case 3:
        return goldilocks{0xffffffff00000000ULL | (random() & 0xffffffff)};
    default:
        return goldilocks{random()};
    }
}

template <class Field>
Field value_of(std::mt19937_64& random) {
    if constexpr (std::is_same_v<Field, goldilocks>) {
        return awkward(random);
    } else {
        return Field{random() % 3 == 0 ? Field::modulus - 1 : random()};
    }
}

template <class P, class Reference>
void check_batches(Reference&& reference, int rounds) {
    std::mt19937_64 random{11};
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t count = 0; count <= 35; ++count) {
            std::vector<hash::state_of<P>> states(count);
            for (auto& s : states) {
                for (auto& v : s) {
                    v = value_of<typename P::field>(random);
                }
            }
            auto expected = states;
            auto singly = states;
            for (std::size_t i = 0; i < count; ++i) {
                reference(expected[i]);
                P::permute(singly[i]);
            }
            hash::permute_batch<P>(states);
            CHECK(states == expected);
            CHECK(singly == expected);
        }
    }
}

} // namespace

TEST_CASE("Poseidon: vectors agree with the definition", "[poseidon]") {
    check_batches<hash::poseidon_goldilocks_12>([](auto& s) { hash::poseidon_goldilocks::permute_reference(s); }, 8);
}

TEST_CASE("Poseidon2: vectors agree with the generic form", "[poseidon2]") {
    check_batches<hash::poseidon2_goldilocks_8>([](auto& s) { hash::poseidon2_goldilocks_8::permute_values(s); }, 8);
    check_batches<hash::poseidon2_goldilocks_12>([](auto& s) { hash::poseidon2_goldilocks_12::permute_values(s); }, 8);
    check_batches<hash::poseidon2_koala_bear_16>([](auto& s) { hash::poseidon2_koala_bear_16::permute_values(s); }, 2);
    check_batches<hash::poseidon2_baby_bear_24>([](auto& s) { hash::poseidon2_baby_bear_24::permute_values(s); }, 2);
}

} // namespace hash_batch_tests
