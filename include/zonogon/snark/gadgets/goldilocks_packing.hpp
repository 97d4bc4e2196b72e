#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/snark/circuit/builder.hpp>
#include <zonogon/snark/gadgets/bits.hpp>
#include <zonogon/snark/gadgets/goldilocks.hpp>

namespace zonogon::snark::gadgets {

/// hash::pack_goldilocks on wires: of canonical forms, so that a list has one packing. Free for canonical values.
inline std::vector<linear> pack_goldilocks(const goldilocks_arithmetic& f, std::span<const goldilocks_value> in) {
    std::vector<linear> out;
    for (std::size_t at = 0; at < in.size(); at += 3) {
        linear_sum word;
        for (std::size_t i = 0; i < 3 && at + i < in.size(); ++i) {
            word.add(f.canonical(in[at + i]).number(), fr{u256{1} << (64 * i)});
        }
        out.push_back(word.take());
    }
    return out;
}

/// hash::goldilocks_digits on wires: the first three digits canonical, the highest what is left; 271 constraints.
///
/// The highest digit must be below that of r - 1, so that no other number with the same class passes. Numbers with just
/// that digit are refused as well: one in 2^61.
inline std::array<goldilocks_value, 4> goldilocks_digits(builder& b, const linear& in) {
    const u256 p{field::goldilocks::modulus};
    if (in.is_constant()) {
        u256 rest = in.value().value();
        std::array<goldilocks_value, 4> out;
        for (goldilocks_value& digit : out) {
            digit = goldilocks_value(field::goldilocks{(rest % p).low64()});
            rest = rest / p;
        }
        return out;
    }
    const builder::scope scope(b, "digits in base p");
    static const fr inverse_of_cube = (fr{p} * fr{p} * fr{p}).inverse();
    std::array<goldilocks_value, 4> out;
    linear rest = in;
    u256 number = in.value().value();
    fr power = fr::one();
    for (std::size_t i = 0; i < 3; ++i) {
        out[i] = goldilocks_value::witness(b, field::goldilocks{(number % p).low64()});
        rest = rest - out[i].number() * power;
        number = number / p;
        power *= fr{p};
    }
    const u256 limit = (fr::modulus - u256{1}) / p / p / p - u256{1};
    const std::vector<bit> bits = detail::decompose(b, rest * inverse_of_cube, limit.bit_width());
    assert_at_most(b, bits, limit);
    // The bits, not what is left of the input: those are few terms.
    out[3] = goldilocks_value::canonical_digits(compose(std::span(bits)), bits);
    return out;
}

} // namespace zonogon::snark::gadgets
