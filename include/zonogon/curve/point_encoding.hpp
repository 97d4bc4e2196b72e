#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/curve/short_weierstrass.hpp>
#include <zonogon/field/square_root.hpp>

namespace zonogon::curve {

/// Where a format keeps what it tells of a point beside its coordinates: bits of the first byte.
///
/// That of powers-of-tau ceremonies over BN254 (pairing_ce, snarkjs): compressed and whole points differ by their
/// length, and the whole zero is 0, ..., 0 as in EIP-196.
struct ceremony_format {
    static constexpr std::uint8_t larger = 0x80;
    static constexpr std::uint8_t infinite = 0x40;
    static constexpr std::uint8_t compressed = 0;
    static constexpr std::uint8_t whole_infinite = 0;
};
/// That of Zcash for BLS12-381 (ZIP 224 and the protocol's specification, section 5.4.9.2; EIP-4844 and Ethereum's
/// consensus use it).
struct zcash_format {
    static constexpr std::uint8_t larger = 0x20;
    static constexpr std::uint8_t infinite = 0x40;
    static constexpr std::uint8_t compressed = 0x80;
    static constexpr std::uint8_t whole_infinite = 0x40;
};

namespace point_encoding_detail {

/// Big-endian, the highest coefficient of an extension first.
template <class F>
void write(const F& v, std::uint8_t* out) {
    if constexpr (requires { typename F::base_field; }) {
        for (std::size_t i = F::degree; i-- > 0;) {
            write(v.coefficient(i), out);
            out += F::base_field::encoded_size;
        }
    } else {
        std::ranges::copy(v.value().to_bytes(), out);
    }
}

/// False for a coordinate that is not below the modulus.
template <class F>
bool read(const std::uint8_t* in, F& out) {
    if constexpr (requires { typename F::base_field; }) {
        std::array<typename F::base_field, F::degree> parts{};
        for (std::size_t i = F::degree; i-- > 0;) {
            if (!read(in, parts[i])) {
                return false;
            }
            in += F::base_field::encoded_size;
        }
        out = F::from_coefficients(parts);
    } else {
        using integer = std::remove_cvref_t<decltype(F::modulus)>;
        const integer v = integer::from_bytes({in, F::encoded_size});
        if (!F::is_canonical(v)) {
            return false;
        }
        out = F{v};
    }
    return true;
}

/// Whether y is greater than -y, by the highest coefficient that tells.
template <class F>
bool is_larger(const F& y) {
    if constexpr (requires { typename F::base_field; }) {
        for (std::size_t i = F::degree; i-- > 0;) {
            if (!y.coefficient(i).is_zero()) {
                return is_larger(y.coefficient(i));
            }
        }
        return false;
    } else {
        return y.value() > (F::modulus >> 1);
    }
}

} // namespace point_encoding_detail

/// Points as bytes, compressed to x and a bit of y, or whole. Coordinates are big-endian; of an extension the highest
/// coefficient comes first.
///
/// A point has one encoding of each kind, and what is read is on the curve; whether it is in the subgroup is for
/// in_g1 and in_g2 of the pairing to say. Decompression takes a square root.
template <class Curve, class Format>
struct point_encoding {
    using point = affine_point<Curve>;
    using coordinate = typename Curve::base_field;
    static constexpr std::size_t coordinate_size = coordinate::encoded_size;
    using compressed_bytes = std::array<std::uint8_t, coordinate_size>;
    using whole_bytes = std::array<std::uint8_t, 2 * coordinate_size>;

    static compressed_bytes compress(const point& p) {
        compressed_bytes out{};
        point_encoding_detail::write(p.x(), out.data());
        const bool larger = point_encoding_detail::is_larger(p.y());
        out[0] = static_cast<std::uint8_t>(out[0] | Format::compressed | (p.is_zero() ? Format::infinite : 0) |
                                           (larger ? Format::larger : 0));
        return out;
    }
    static whole_bytes whole(const point& p) {
        whole_bytes out{};
        point_encoding_detail::write(p.x(), out.data());
        point_encoding_detail::write(p.y(), out.data() + coordinate_size);
        out[0] = static_cast<std::uint8_t>(out[0] | (p.is_zero() ? Format::whole_infinite : 0));
        return out;
    }
    static result<point> decompress(byte_view in);
    static result<point> read_whole(byte_view in);

private:
    /// The flags' bits are free in every coordinate.
    static constexpr std::uint8_t flags = Format::larger | Format::infinite | Format::compressed;
};

template <class Curve, class Format>
result<affine_point<Curve>> point_encoding<Curve, Format>::decompress(byte_view in) {
    if (in.size() != coordinate_size) {
        return error{"a compressed point has another length"};
    }
    compressed_bytes plain{};
    std::ranges::copy(in, plain.begin());
    const std::uint8_t found = plain[0] & flags;
    plain[0] = static_cast<std::uint8_t>(plain[0] & ~flags);
    if ((found & Format::compressed) != Format::compressed) {
        return error{"the point is not marked as compressed"};
    }
    if ((found & Format::infinite) != 0) {
        if ((found & Format::larger) != 0 || !std::ranges::all_of(plain, [](std::uint8_t b) { return b == 0; })) {
            return error{"the point at infinity has another encoding"};
        }
        return point{};
    }
    coordinate x;
    if (!point_encoding_detail::read(plain.data(), x)) {
        return error{"a coordinate is not below the modulus"};
    }
    auto y = field::square_root((x.square() + Curve::a()) * x + Curve::b());
    if (!y) {
        return error{"no point of the curve has this x"};
    }
    const bool larger = (found & Format::larger) != 0;
    if (larger && y->is_zero()) {
        return error{"y is zero, not the larger one"};
    }
    if (point_encoding_detail::is_larger(*y) != larger) {
        y = -*y;
    }
    return point{x, *y};
}

template <class Curve, class Format>
result<affine_point<Curve>> point_encoding<Curve, Format>::read_whole(byte_view in) {
    if (in.size() != 2 * coordinate_size) {
        return error{"a point has another length"};
    }
    whole_bytes plain{};
    std::ranges::copy(in, plain.begin());
    const bool infinite = Format::whole_infinite != 0 && (plain[0] & flags) == Format::whole_infinite;
    if (infinite) {
        plain[0] = static_cast<std::uint8_t>(plain[0] & ~flags);
    }
    point out;
    coordinate x;
    coordinate y;
    // What is left of the flags makes the coordinate too large.
    if (!point_encoding_detail::read(plain.data(), x) ||
        !point_encoding_detail::read(plain.data() + coordinate_size, y)) {
        return error{"a coordinate is not below the modulus"};
    }
    out = point{x, y};
    if (Format::whole_infinite != 0 && infinite != out.is_zero()) {
        return error{"the point at infinity has another encoding"};
    }
    if (!out.on_curve()) {
        return error{"the point is not on the curve"};
    }
    return out;
}

} // namespace zonogon::curve
