#include <zonogon/hash/keccak.hpp>

#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/hex.hpp>

#include "support/catch.hpp"

namespace hash_keccak_tests {

using namespace zonogon;

namespace {

bytes pattern(std::size_t length) {
    bytes out(length);
    for (std::size_t i = 0; i < length; ++i) {
        out[i] = static_cast<std::uint8_t>(7 * i + 1);
    }
    return out;
}

constexpr bytes32 digest_of_nothing = hash::keccak256(byte_view{});
static_assert(digest_of_nothing[0] == 0xc5 && digest_of_nothing[31] == 0x70, "keccak256 runs in constant evaluation");

} // namespace

TEST_CASE("Keccak-f[1600] of the zero state", "[keccak]") {
    // FIPS 202 reference intermediate values (KeccakF-1600-IntermediateValues, first permutation).
    hash::keccak_state state{};
    hash::keccak_f1600(state);
    CHECK(state[0] == 0xf1258f7940e1dde7);
    CHECK(state[1] == 0x84d5ccf933c0478a);
    CHECK(state[12] == 0x81a57c16dbcf555f);
    CHECK(state[24] == 0xeaf1ff7b5ceca249);
    hash::keccak_f1600(state);
    CHECK(state[0] == 0x2d5c954df96ecb3c);
}

TEST_CASE("Keccak-256 known answers", "[keccak]") {
    CHECK(to_hex(hash::keccak256(byte_view{})) == "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    const bytes abc{'a', 'b', 'c'};
    CHECK(to_hex(hash::keccak256(abc)) == "0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
}

TEST_CASE("Keccak-256 at the borders of blocks", "[keccak]") {
    // Byte i is 7i + 1; digests by an independent implementation that agrees with another one's SHA3-256 when it
    // pads with 0x06.
    const std::vector<std::pair<std::size_t, std::string>> known{
        {1, "0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2"},
        {135, "0x34bd7bed52ea092f88bc887256e7f06500ee814afa9a5566e22030af2ef1c5c0"},
        {136, "0x2b31811a93dfc4bdc41b6aa7790e784b987c25a2c8a0e101cfa694552dc8ae39"},
        {137, "0xa6103b089a404974c2b460048bfddd45108748fbdd9bad451f54d1fe95f8f284"},
        {271, "0x3915ac0d86093104c62ea954228b28802e32a97eaaf854cccaaf526dd14f919e"},
        {272, "0x415fd325cae3a2f957fea2770d710027317ced7e7266a59905102c14fdb9959a"},
        {300, "0xc679632f366575cf2a1dad1f4a5de16e09def44390e346ad45cca63f4509c93f"},
    };
    for (const auto& [length, digest] : known) {
        CAPTURE(length);
        CHECK(to_hex(hash::keccak256(pattern(length))) == digest);
    }
    CHECK(hash::keccak256_blocks(135) == 1);
    CHECK(hash::keccak256_blocks(136) == 2);
}

TEST_CASE("Keccak-256 of two words", "[keccak]") {
    // The first zero hash of the deposit tree.
    CHECK(to_hex(hash::keccak256(bytes32{}, bytes32{})) ==
          "0xad3228b676f7d3cd4284a5443f17f1962b36e491b30a40b2405849e597ba5fb5");
    CHECK(hash::keccak256(digest_of_nothing, bytes32{}) != hash::keccak256(bytes32{}, digest_of_nothing));
}

} // namespace hash_keccak_tests
