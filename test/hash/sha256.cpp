#include <zonogon/hash/sha256.hpp>

#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/hex.hpp>

#include "support/catch.hpp"

namespace hash_sha256_tests {

using namespace zonogon;

static_assert(hash::sha256(byte_view{})[0] == 0xe3, "sha256 runs in constant evaluation");

TEST_CASE("SHA-256 constants", "[sha256]") {
    // FIPS 180-4, sections 4.2.2 and 5.3.3.
    CHECK(hash::sha256_initial_state[0] == 0x6a09e667);
    CHECK(hash::sha256_initial_state[7] == 0x5be0cd19);
    CHECK(hash::sha256_round_constants[0] == 0x428a2f98);
    CHECK(hash::sha256_round_constants[63] == 0xc67178f2);
}

TEST_CASE("SHA-256 known answers", "[sha256]") {
    const bytes abc{'a', 'b', 'c'};
    CHECK(to_hex(hash::sha256(abc)) == "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    // Byte i is 7i + 1; digests by Python's hashlib.
    const std::vector<std::pair<std::size_t, std::string>> known{
        {0, "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {1, "0x4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"},
        {55, "0x16fa57a0a3423a715d594516339f36189d6b5f93754a9714fef202616a9fabfe"},
        {56, "0xc37b44e5f1b18554b36966f4f8e08bfbf3164c4b6c10374d12d89850892073c5"},
        {63, "0xbbba992d2c85af960fb2987a1fd05e0aa82a3db3c740dd8982a9e273b75e36a3"},
        {64, "0x66bd4633ed6f71c4ecfa4763bf7ba1c8ec7612de9aa6c0578a7b675207c71e0b"},
        {119, "0xa3ed307b730fa77c07531300c6e4a282330011d4d4caf6bb7b63ae05950f4b66"},
        {120, "0x8e3b15d9fea7472655aa069620b7f8c2e55ee1499f763200a7515fe826e99d20"},
        {1000, "0x095ecb62e30793ab4b954cd6a0586d0cc91f7ea5b1332694d8da780e98676d78"},
    };
    for (const auto& [length, digest] : known) {
        bytes in(length);
        for (std::size_t i = 0; i < length; ++i) {
            in[i] = static_cast<std::uint8_t>(7 * i + 1);
        }
        CAPTURE(length);
        CHECK(to_hex(hash::sha256(in)) == digest);
    }
    CHECK(hash::sha256_blocks(55) == 1);
    CHECK(hash::sha256_blocks(56) == 2);
}

} // namespace hash_sha256_tests
