#include "support/catch.hpp"

#include <zonogon/hash/chacha20.hpp>

namespace hash_chacha20_tests {

using namespace zonogon;

// RFC 8439, appendix A.1, test vectors 1 and 2 (key zero, blocks 0 and 1).
TEST_CASE("ChaCha20 gives the RFC's key stream", "[hash]") {
    hash::chacha20_stream stream({});
    const std::array<std::uint32_t, 16> first{0xade0b876, 0x903df1a0, 0xe56a5d40, 0x28bd8653, 0xb819d2bd, 0x1aed8da0,
                                              0xccef36a8, 0xc70d778b, 0x7c5941da, 0x8d485751, 0x3fe02477, 0x374ad8b8,
                                              0xf4b8436a, 0x1ca11815, 0x69b687c3, 0x8665eeb2};
    for (const std::uint32_t word : first) {
        CHECK(stream.next() == word);
    }
    CHECK(stream.next() == 0xbee7079f);
    CHECK(stream.next() == 0x7a385155);
}

} // namespace hash_chacha20_tests
