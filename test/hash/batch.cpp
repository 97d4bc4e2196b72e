#include <zonogon/hash/batch.hpp>
#include <zonogon/hash/hashers.hpp>

#include <random>
#include <vector>

#include "support/catch.hpp"

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

template <class P, class Reference>
void check_batches(Reference&& reference, int rounds) {
    std::mt19937_64 random{11};
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t count = 0; count <= 35; ++count) {
            std::vector<std::array<goldilocks, P::width>> states(count);
            for (auto& s : states) {
                for (goldilocks& v : s) {
                    v = awkward(random);
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
