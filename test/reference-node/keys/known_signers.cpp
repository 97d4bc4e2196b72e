#include "keys/known_signers.hpp"

#include <cstdint>
#include <thread>
#include <vector>

#include "support/catch.hpp"

namespace keys_known_signers_tests {

using namespace zonogon;

TEST_CASE("a signer is found by all of the signature, or not at all") {
    keys::known_signers known{4};
    const bytes32 hash{1};
    const u256 r{2};
    const u256 s{3};
    const address signer{4};
    CHECK(!known.find(hash, r, s, 27));
    CHECK(!known.find({}, {}, {}, 0));
    known.keep(hash, r, s, 27, signer);
    CHECK(known.find(hash, r, s, 27) == signer);
    CHECK(!known.find({2}, r, s, 27));
    CHECK(!known.find(hash, u256{2 + 16}, s, 27));
    CHECK(!known.find(hash, r, u256{4}, 27));
    CHECK(!known.find(hash, r, s, 28));
    // Another in its place.
    known.keep(hash, u256{2 + 16}, s, 27, address{5});
    CHECK(!known.find(hash, r, s, 27));
    CHECK(known.find(hash, u256{2 + 16}, s, 27) == address{5});
}

TEST_CASE("threads find what they kept, or nothing") {
    keys::known_signers known{6};
    std::vector<std::thread> threads;
    std::vector<int> wrong(4, 0);
    for (std::uint8_t t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (std::uint64_t i = 0; i < 20'000; ++i) {
                const u256 r{i % 100};
                known.keep(bytes32{t}, r, u256{t}, 27, address{t, static_cast<std::uint8_t>(i % 100)});
                const auto found = known.find(bytes32{t}, r, u256{t}, 27);
                wrong[t] += found && *found != address{t, static_cast<std::uint8_t>(i % 100)} ? 1 : 0;
            }
        });
    }
    for (std::thread& t : threads) {
        t.join();
    }
    CHECK(wrong == std::vector<int>(4, 0));
}

} // namespace keys_known_signers_tests
