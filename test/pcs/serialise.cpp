#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <zonogon/pcs/serialise.hpp>

#include "pcs/fixture.hpp"
#include "support/catch.hpp"

namespace pcs_serialise_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;

const std::vector<std::vector<table>> tables{{{6, 3, 2}, {3, 2, 1}}, {{6, 2, 1}}};

bytes encode(const session<small_config>& s) {
    bytes out;
    pcs::append_opening_proof(out, s.proof);
    return out;
}

result<pcs::native_opening_proof<small_config>> decode(const session<small_config>& s, byte_view in) {
    pcs::value_reader reader(in);
    const auto shape = pcs::derive_shape(small_config::parameters, small_config::field::two_adicity, s.shapes);
    auto proof = pcs::read_opening_proof<small_config>(reader, *shape);
    if (proof) {
        if (const status end = reader.finish(); !end) {
            return end.why();
        }
    }
    return proof;
}

} // namespace

TEST_CASE("an opening proof survives its encoding, which has the announced size") {
    const auto s = prove<small_config>(tables, 7);
    const bytes encoded = encode(s);
    const auto shape = pcs::derive_shape(small_config::parameters, small_config::field::two_adicity, s.shapes);
    CHECK(encoded.size() == pcs::opening_proof_size<small_config>(*shape));
    const auto decoded = decode(s, encoded);
    REQUIRE(decoded);
    CHECK(*decoded == s.proof);
}

TEST_CASE("an encoding that is too short or too long is refused") {
    const auto s = prove<small_config>(tables, 7);
    const bytes encoded = encode(s);
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, encoded.size() / 2, encoded.size() - 1}) {
        const auto decoded = decode(s, byte_view(encoded).first(size));
        REQUIRE(!decoded);
        CHECK(decoded.why().message == "the proof is too short");
    }
    bytes longer = encoded;
    longer.push_back(0);
    REQUIRE(!decode(s, longer));
    CHECK(decode(s, longer).why().message == "the proof is too long");
}

TEST_CASE("a field element that is not canonical is refused") {
    const auto s = prove<small_config>(tables, 7);
    bytes encoded = encode(s);
    // The first element as itself plus p; its low half is then at least one, its high half all ones.
    encoded[0] = 1;
    for (std::size_t i = 1; i < 4; ++i) {
        encoded[i] = 0;
    }
    for (std::size_t i = 4; i < 8; ++i) {
        encoded[i] = 0xff;
    }
    const auto decoded = decode(s, encoded);
    REQUIRE(!decoded);
    CHECK(decoded.why().message == "a field element of the proof is not canonical");
}

TEST_CASE("every changed byte of an opening proof is noticed") {
    const auto s = prove<small_config>(tables, 7);
    REQUIRE(verify<small_config>(s));
    const bytes encoded = encode(s);
    std::size_t accepted = 0;
    for (std::size_t at = 0; at < encoded.size(); at += 1 + at % 13) {
        bytes changed = encoded;
        changed[at] = static_cast<std::uint8_t>(changed[at] ^ (1U << (at % 8)));
        auto forged = s;
        auto decoded = decode(s, changed);
        if (!decoded) {
            continue;
        }
        forged.proof = *std::move(decoded);
        if (verify<small_config>(forged)) {
            ++accepted;
            UNSCOPED_INFO("byte " << at);
        }
    }
    CHECK(accepted == 0);
}

} // namespace pcs_serialise_tests
