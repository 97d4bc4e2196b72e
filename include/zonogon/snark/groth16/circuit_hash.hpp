#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include <zonogon/base/little_endian.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/curve/batch_to_affine.hpp>
#include <zonogon/curve/ceremony.hpp>
#include <zonogon/curve/stored_points.hpp>
#include <zonogon/hash/blake2b_512.hpp>

namespace zonogon::snark::groth16 {

/// Digests a new key, so that two .zkey files can be told to be of one circuit: BLAKE2b-512 of its points as snarkjs
/// takes them. BN254 only.
class circuit_hasher {
public:
    using g1 = curve::bn254;
    using digest_type = curve::ceremony::digest;

    template <class Point>
    void point(const Point& p) {
        curve::ceremony::absorb(hasher_, p);
    }
    /// A number of points that follow.
    void count(std::size_t n) {
        std::array<std::uint8_t, 4> out{};
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = static_cast<std::uint8_t>(n >> (8 * (3 - i)));
        }
        hasher_.update(out);
    }
    template <class Curve>
    void points(std::span<const curve::affine_point<Curve>> ps);

    /// tau^(i + n) - tau^i for the i that snarkjs takes: from 0 up to n - 2, and n - 1 too if n is above 2^14, as it
    /// takes whole pieces of 2^14. `from` has the file from tau^0 on, to its end: if the powers end at tau^(2 n - 2),
    /// snarkjs reads what comes next in the file as a point, and so does this. `powers` is how many there are. A reason
    /// if the file ends before.
    status differences(byte_view from, std::size_t powers, std::uint32_t log_n);

    digest_type digest() const { return hasher_.digest(); }

private:
    hash::blake2b_512 hasher_;
};

namespace circuit_hash_detail {

/// Arithmetic as ffjavascript's WebAssembly does it on numbers that may not be reduced, to get its result where it
/// reads bytes that are no point. All numbers are below 2^256 and in Montgomery form.
struct unreduced {
    static constexpr u256 prime = field::bn254_base::modulus;

    static u256 subtract(const u256& a, const u256& b) {
        const auto [difference, borrow] = u256::sub_borrow(a, b);
        return borrow ? difference + prime : difference;
    }
    static u256 add(const u256& a, const u256& b) {
        const auto [sum, carry] = u256::add_carry(a, b);
        return carry || sum >= prime ? sum - prime : sum;
    }
    /// (a b + m p) / 2^256 with the m that makes it whole, less p at most once.
    static u256 multiply(const u256& a, const u256& b) {
        using wide = wide_uint<9>;
        // -p^-1 mod 2^256 by Newton's steps.
        u256 inverse{1};
        for (int i = 0; i < 8; ++i) {
            inverse = inverse * (u256{2} - prime * inverse);
        }
        const u512 product = a.mul_full(b);
        const u256 m = u256{product} * (u256{} - inverse);
        const wide sum = wide{product} + wide{m.mul_full(prime)};
        const wide high = sum >> 256;
        const u256 low{high};
        return high.limb(4) != 0 || low >= prime ? low - prime : low;
    }
    /// The element that a number stands for.
    static field::bn254_base element(const u256& v) {
        const u256 rest = v % prime;
        return field::bn254_base::from_raw_unchecked({rest.limb(0), rest.limb(1), rest.limb(2), rest.limb(3)});
    }
};

/// (x1, y1) - q by the formulas of mixed addition (add-2007-bl with Z = 1), x1 and y1 any numbers.
inline curve::bn254::point difference(const u256& x1, const u256& y1, const curve::bn254::point& q) {
    using n = unreduced;
    const auto number = [](const field::bn254_base& v) { return u256{v.raw()}; };
    const u256 x2 = number(q.x());
    const u256 y2 = number((-q).y());
    const u256 h = n::subtract(x2, x1);
    const u256 y_difference = n::subtract(y2, y1);
    const u256 hh = n::multiply(h, h);
    u256 i = n::add(hh, hh);
    i = n::add(i, i);
    const u256 j = n::multiply(h, i);
    const u256 r = n::add(y_difference, y_difference);
    const u256 v = n::multiply(x1, i);
    const u256 x3 = n::subtract(n::subtract(n::multiply(r, r), j), n::add(v, v));
    u256 y1_j = n::multiply(y1, j);
    y1_j = n::add(y1_j, y1_j);
    const u256 y3 = n::subtract(n::multiply(n::subtract(v, x3), r), y1_j);
    const auto inverse = n::element(n::add(h, h)).inverse();
    const auto square = inverse.square();
    return {n::element(x3) * square, n::element(y3) * square * inverse};
}

} // namespace circuit_hash_detail

template <class Curve>
void circuit_hasher::points(std::span<const curve::affine_point<Curve>> ps) {
    constexpr std::size_t size = sizeof(curve::affine_point<Curve>);
    constexpr std::size_t piece = std::size_t{1} << 15;
    bytes encoded;
    for (std::size_t at = 0; at < ps.size(); at += piece) {
        const std::size_t n = std::min(piece, ps.size() - at);
        encoded.resize(n * size);
        parallel_for(n, 512, [&](std::size_t i) {
            const auto one = curve::ceremony::uncompressed(ps[at + i]);
            std::memcpy(encoded.data() + i * size, one.data(), size);
        });
        hasher_.update(encoded);
    }
}

inline status circuit_hasher::differences(byte_view from, std::size_t powers, std::uint32_t log_n) {
    const std::size_t n = std::size_t{1} << log_n;
    constexpr std::size_t piece = std::size_t{1} << 14;
    count(n - 1);
    const std::size_t total = n > piece ? n : n - 1;
    constexpr std::size_t size = sizeof(g1::point);
    if (from.size() < (n + total) * size) {
        return error{"ptau: the file ends soon after section 2, which snarkjs reads beyond"};
    }
    const curve::stored_points<g1> stored(from);
    std::vector<curve::jacobian_point<g1>> sums(std::min(piece, total));
    std::vector<g1::point> out(sums.size());
    for (std::size_t at = 0; at < total; at += piece) {
        const std::size_t step = std::min(piece, total - at);
        parallel_for(step, 256, [&](std::size_t i) {
            sums[i] = curve::jacobian_point<g1>(stored.unchecked(n + at + i)) + -stored.unchecked(at + i);
        });
        curve::batch_to_affine<g1>(std::span<const curve::jacobian_point<g1>>(sums).first(step),
                                   std::span<g1::point>(out).first(step));
        if (n + at + step > powers) {
            const std::uint8_t* beyond = from.data() + powers * size;
            out[step - 1] = circuit_hash_detail::difference(
                load_u256_little_endian(beyond), load_u256_little_endian(beyond + 32), stored.unchecked(n - 1));
        }
        points<g1>(std::span<const g1::point>(out).first(step));
    }
    return {};
}

} // namespace zonogon::snark::groth16
