#include "support/catch.hpp"

#include <string>

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/blake2b_512.hpp>

namespace hash_blake2b_512_tests {

using namespace zonogon;

namespace {

bytes text(const std::string& s) {
    return {s.begin(), s.end()};
}

} // namespace

// The first from RFC 7693, appendix A; the others from @noble/hashes.
TEST_CASE("BLAKE2b-512 gives the known digests", "[hash]") {
    CHECK(to_hex(hash::blake2b_512_of(text("abc"))) ==
          "0xba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
          "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
    CHECK(to_hex(hash::blake2b_512_of({})) == "0x786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419"
                                              "d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce");
    CHECK(to_hex(hash::blake2b_512_of(text(std::string(128, 'x')))) ==
          "0x082b91ea2e15d1556d2ceefdd5af5d64d31b4e01aff1959724578876293825b2"
          "36ee8079173a0a38160d7d6685d6bca0bfb62c177b3599b8727d9173e2115b91");
    CHECK(to_hex(hash::blake2b_512_of(text(std::string(300, 'y')))) ==
          "0xbe1203b2367078bb4d56919f18edd207b41b3713ed9dbabde402319826b970bc"
          "0c83ba2a8ac1c098cc7d6826042c9aa5a729bc80338a9a9b3c38b2a8feca58fb");
}

TEST_CASE("BLAKE2b-512 does not depend on how the text is cut", "[hash]") {
    const bytes all = text(std::string(300, 'y'));
    for (const std::size_t piece : {1U, 7U, 127U, 128U, 129U, 299U}) {
        hash::blake2b_512 hasher;
        for (std::size_t i = 0; i < all.size(); i += piece) {
            hasher.update(byte_view(all).subspan(i, std::min<std::size_t>(piece, all.size() - i)));
        }
        CHECK(hasher.digest() == hash::blake2b_512_of(all));
        CHECK(hasher.digest() == hash::blake2b_512_of(all));
    }
}

} // namespace hash_blake2b_512_tests
