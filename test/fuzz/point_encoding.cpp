#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <zonogon/curve/bls12_381_pairing.hpp>
#include <zonogon/curve/bn254_pairing.hpp>
#include <zonogon/curve/point_encoding.hpp>
#include <zonogon/curve/stored_points.hpp>

namespace {

using namespace zonogon;

/// Bytes that are a point are its only encoding, and the point is on the curve.
template <class Codec>
void check(byte_view in) {
    if (const auto p = Codec::decompress(in)) {
        if (!p->on_curve() || !std::ranges::equal(Codec::compress(*p), in)) {
            __builtin_trap();
        }
    }
    if (const auto p = Codec::read_whole(in)) {
        if (!p->on_curve() || !std::ranges::equal(Codec::whole(*p), in)) {
            __builtin_trap();
        }
    }
    const curve::stored_points<typename Codec::point::curve> stored(in);
    if (const auto all = stored.read()) {
        if (!std::ranges::equal(curve::stored_bytes(std::span<const typename Codec::point>(*all)),
                                stored.bytes().first(all->size() * sizeof((*all)[0])))) {
            __builtin_trap();
        }
    }
}

} // namespace

// Any bytes, read as points of every curve in every encoding.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const byte_view in{data, size};
    check<curve::point_encoding<curve::bn254, curve::ceremony_format>>(in);
    check<curve::point_encoding<curve::bn254_twist, curve::ceremony_format>>(in);
    check<curve::point_encoding<curve::bls12_381, curve::zcash_format>>(in);
    check<curve::point_encoding<curve::bls12_381_twist, curve::zcash_format>>(in);
    return 0;
}
