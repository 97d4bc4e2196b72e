#include <zonogon/curve/point_encoding.hpp>

#include <algorithm>
#include <vector>

#include <zonogon/curve/bls12_381.hpp>
#include <zonogon/curve/bn254.hpp>

#include "support/catch.hpp"

namespace curve_point_encoding_tests {

using namespace zonogon;

namespace {

/// The laws of an encoding, at multiples of the generator.
template <class Codec>
void check_laws() {
    using point = typename Codec::point;
    const point g = point::generator();
    std::vector<point> points{point{}, g, -g, g + g, curve::multiply(u256{12345}, g), -curve::multiply(u256{999}, g)};
    for (const point& p : points) {
        const auto compressed = Codec::compress(p);
        const auto whole = Codec::whole(p);
        const auto from_compressed = Codec::decompress(compressed);
        const auto from_whole = Codec::read_whole(whole);
        REQUIRE(from_compressed);
        REQUIRE(from_whole);
        CHECK(*from_compressed == p);
        CHECK(*from_whole == p);
        CHECK_FALSE(Codec::decompress(byte_view(compressed).first(compressed.size() - 1)));
        CHECK_FALSE(Codec::decompress(whole));
        CHECK_FALSE(Codec::read_whole(byte_view(whole).first(whole.size() - 1)));
        CHECK_FALSE(Codec::read_whole(compressed));
        // Whatever one bit is changed, what is read is refused or another point with that encoding.
        for (std::size_t bit = 0; bit < 8 * compressed.size(); ++bit) {
            auto changed = compressed;
            changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            if (const auto other = Codec::decompress(changed)) {
                CHECK(*other != p);
                CHECK(other->on_curve());
                CHECK(Codec::compress(*other) == changed);
            }
        }
        for (std::size_t bit = 0; bit < 8 * whole.size(); bit += 3) {
            auto changed = whole;
            changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            CHECK_FALSE(Codec::read_whole(changed));
        }
        CHECK_FALSE(Codec::decompress({}));
        CHECK_FALSE(Codec::read_whole({}));
    }
}

} // namespace

TEST_CASE("compressed and whole points are canonical and on their curves", "[curve][encoding]") {
    check_laws<curve::point_encoding<curve::bn254, curve::ceremony_format>>();
    check_laws<curve::point_encoding<curve::bn254_twist, curve::ceremony_format>>();
    check_laws<curve::point_encoding<curve::bls12_381, curve::zcash_format>>();
    check_laws<curve::point_encoding<curve::bls12_381_twist, curve::zcash_format>>();
}

TEST_CASE("coordinates of points in bytes are below the modulus", "[curve][encoding]") {
    using codec = curve::point_encoding<curve::bn254, curve::ceremony_format>;
    using base = curve::bn254::base_field;
    const auto put = [](auto encoded, std::size_t at, const u256& v) {
        const auto bytes = v.to_bytes();
        std::copy(bytes.begin(), bytes.end(), encoded.begin() + static_cast<std::ptrdiff_t>(at));
        return encoded;
    };
    const auto g = curve::bn254::point::generator();
    CHECK(codec::read_whole(put(codec::whole(g), 0, u256{1})));
    CHECK_FALSE(codec::read_whole(put(codec::whole(g), 0, base::modulus + u256{1})));
    CHECK_FALSE(codec::read_whole(put(codec::whole(g), 32, base::modulus + u256{2})));
    CHECK(codec::decompress(put(codec::compress(g), 0, u256{1})));
    CHECK_FALSE(codec::decompress(put(codec::compress(g), 0, base::modulus + u256{1})));
    // 4^3 + 3 is no square.
    CHECK_FALSE(codec::decompress(put(codec::compress(g), 0, u256{4})));
}

} // namespace curve_point_encoding_tests
