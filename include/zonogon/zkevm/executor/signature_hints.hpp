#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <zonogon/base/modular.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/curve/secp256k1.hpp>
#include <zonogon/zkevm/executor/short_relation.hpp>

namespace zonogon::zkevm {

/// What the prover tells the ROM's signature recovery (rom/recover.zkasm); the ROM proves all of it.
struct signature_hints {
    /// No key: s R = z G.
    bool infinite = false;
    u256 key_x, key_y;
    /// y / r modulo the group order.
    u256 multiplier;
    /// Which of x0, x1, y0, y1 are negative: bits 0 to 3.
    std::uint8_t sign = 0;
    /// By weight 2^i: bit i of x0, x1, y0, y1, in bits 0 to 3.
    std::array<std::uint8_t, 64> digits{};
    /// By weight 4^i: two bits of each quarter of t, the lowest quarter in bits 0 and 1.
    std::array<std::uint8_t, 32> generator_digits{};
};

namespace signature_hints_detail {

/// A number in [-2^64, 2^64) as 64 bits and a sign of weight -2^64.
inline std::pair<std::uint64_t, bool> two_complement(const zkasm::big_int& v) {
    return {v.to_u256().low64(), v.is_negative()};
}

} // namespace signature_hints_detail

/// Hints for z (any number), r and s in [1, n - 1] and the point R = (r, root).
inline result<signature_hints> make_signature_hints(const u256& z, const u256& r, const u256& s, const u256& root) {
    using base = field::secp256k1_base;
    using scalar = field::secp256k1_scalar;
    using point = curve::secp256k1::point;
    signature_hints out;
    const scalar inverse = scalar{r}.inverse();
    const point commitment{base{r}, base{root}};
    const point key = curve::linear_combination((-scalar{z} * inverse).value(), point::generator(),
                                                (scalar{s} * inverse).value(), commitment);
    std::array<std::uint64_t, 4> parts{};
    scalar t;
    out.infinite = key.is_zero();
    if (out.infinite) {
        parts[0] = 1;
        t = -scalar{z} * scalar{s}.inverse();
    } else {
        out.key_x = key.x().value();
        out.key_y = key.y().value();
        const auto relation = find_short_relation(r, s);
        if (!relation) {
            return error{"no short relation found for a signature"};
        }
        const std::array<const zkasm::big_int*, 4> numbers{&relation->x0, &relation->x1, &relation->y0, &relation->y1};
        std::array<scalar, 4> classes;
        for (std::size_t i = 0; i < 4; ++i) {
            const auto [low, negative] = signature_hints_detail::two_complement(*numbers[i]);
            parts[i] = low;
            out.sign = static_cast<std::uint8_t>(out.sign | (negative ? 1U << i : 0U));
            classes[i] = scalar{u256{low}} - (negative ? scalar{u256::power_of_two(64)} : scalar{});
        }
        const scalar multiplier = (classes[2] + classes[3] * scalar{secp256k1_lambda}) * inverse;
        out.multiplier = multiplier.value();
        t = multiplier * scalar{z};
    }
    for (std::size_t i = 0; i < 64; ++i) {
        for (std::size_t j = 0; j < 4; ++j) {
            out.digits[i] = static_cast<std::uint8_t>(out.digits[i] | (((parts[j] >> i) & 1) << j));
        }
    }
    const u256 number = t.value();
    for (std::size_t i = 0; i < 32; ++i) {
        for (std::size_t j = 0; j < 4; ++j) {
            out.generator_digits[i] =
                static_cast<std::uint8_t>(out.generator_digits[i] | (((number.limb(j) >> (2 * i)) & 3) << (2 * j)));
        }
    }
    return out;
}

} // namespace zonogon::zkevm
