#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/int128.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/evm/precompiles/input.hpp>
#include <zonogon/evm/precompiles/natural.hpp>

namespace zonogon::evm::precompiles {

namespace modexp_detail {

/// No number longer than this is taken, whatever gas is offered: its cost is above 10^11 gas.
inline constexpr std::uint64_t longest = std::uint64_t{1} << 22;

struct lengths {
    std::uint64_t base, exponent, modulus;
};

inline natural read_natural(const padded_input& in, std::uint64_t position, std::uint64_t length) {
    natural out(static_cast<std::size_t>((length + 7) / 8));
    for (std::uint64_t i = 0; i < length; ++i) {
        const std::uint64_t place = length - 1 - i;
        out[static_cast<std::size_t>(place / 8)] |= static_cast<std::uint64_t>(in.byte(position + i))
                                                    << (8 * (place % 8));
    }
    return out;
}

/// The exponent's nibbles, most significant first.
struct exponent_view {
    const padded_input* in;
    std::uint64_t position, length;

    std::uint64_t nibbles() const noexcept { return 2 * length; }
    unsigned nibble(std::uint64_t i) const noexcept {
        const unsigned byte = in->byte(position + i / 2);
        return i % 2 == 0 ? byte >> 4 : byte & 15;
    }
};

/// base^exponent in a ring, by windows of four bits.
template <class Ring>
natural power(Ring& ring, natural base, const exponent_view& exponent) {
    std::uint64_t i = 0;
    while (i < exponent.nibbles() && exponent.nibble(i) == 0) {
        ++i;
    }
    if (i == exponent.nibbles()) {
        return ring.leave(ring.enter({1}));
    }
    std::array<natural, 16> powers;
    powers[1] = ring.enter(std::move(base));
    // A short exponent does not pay for a table.
    const bool windows = exponent.nibbles() - i > 4;
    for (std::size_t k = 2; windows && k < powers.size(); ++k) {
        ring.multiply(powers[k - 1], powers[1], powers[k]);
    }
    natural out;
    const auto times = [&](const natural& factor) {
        if (out.empty()) {
            out = factor;
        } else {
            ring.multiply(out, factor, out);
        }
    };
    for (; i < exponent.nibbles(); ++i) {
        const unsigned nibble = exponent.nibble(i);
        for (unsigned bit = 4; bit-- > 0;) {
            if (!out.empty()) {
                ring.multiply(out, out, out);
            }
            if (!windows && ((nibble >> bit) & 1) != 0) {
                times(powers[1]);
            }
        }
        if (windows && nibble != 0) {
            times(powers[nibble]);
        }
    }
    return ring.leave(out);
}

/// What the exponent counts for in the price: about its bits; see EIP-198 and EIP-2565.
inline uint128 adjusted_exponent_length(const padded_input& in, const lengths& l) {
    const u256 head = in.number(96 + l.base, static_cast<std::size_t>(std::min<std::uint64_t>(l.exponent, 32)));
    const std::uint64_t head_bits = head.is_zero() ? 0 : head.bit_width() - 1;
    return (l.exponent > 32 ? static_cast<uint128>(l.exponent - 32) * 8 : 0) + head_bits;
}

/// The price by EIP-2565 (Berlin).
struct berlin_price {
    static uint128 of(uint128 size, uint128 exponent) {
        const uint128 words = (size + 7) / 8;
        return std::max<uint128>(200, words * words * std::max<uint128>(exponent, 1) / 3);
    }
};
/// The price by EIP-198 (Byzantium).
struct byzantium_price {
    static uint128 of(uint128 size, uint128 exponent) {
        const uint128 complexity = size <= 64     ? size * size
                                   : size <= 1024 ? size * size / 4 + 96 * size - 3072
                                                  : size * size / 16 + 480 * size - 199680;
        return complexity * std::max<uint128>(exponent, 1) / 20;
    }
};

/// The three lengths, or nothing if a number is too long for any gas. An exponent costs nothing, and may have any
/// length, when base and modulus are empty.
inline std::optional<lengths> read_lengths(const padded_input& in) {
    const u256 base = in.word(0);
    const u256 exponent = in.word(32);
    const u256 modulus = in.word(64);
    if (base.is_zero() && modulus.is_zero()) {
        return lengths{0, 0, 0};
    }
    constexpr std::uint64_t longest_exponent = std::uint64_t{1} << 40;
    if (base > u256{longest} || modulus > u256{longest} || exponent > u256{longest_exponent}) {
        return std::nullopt;
    }
    return lengths{base.low64(), exponent.low64(), modulus.low64()};
}

template <class Price>
precompile_outcome run(byte_view input, std::uint64_t gas_available) {
    const padded_input in(input);
    const auto l = read_lengths(in);
    if (!l) {
        return {};
    }
    const uint128 price = Price::of(std::max(l->base, l->modulus), adjusted_exponent_length(in, *l));
    if (price > gas_available) {
        return {};
    }
    precompile_outcome out{true, static_cast<std::uint64_t>(price), bytes(static_cast<std::size_t>(l->modulus))};
    const natural modulus = read_natural(in, 96 + l->base + l->exponent, l->modulus);
    const std::size_t limbs = significant_limbs(modulus);
    if (limbs == 0) {
        return out;
    }
    natural base = read_natural(in, 96, l->base);
    const exponent_view exponent{&in, 96 + l->base, l->exponent};
    natural answer;
    if ((modulus[0] & 1) != 0) {
        montgomery_ring ring(modulus);
        answer = power(ring, std::move(base), exponent);
    } else {
        remainder_ring ring(modulus);
        answer = power(ring, std::move(base), exponent);
    }
    for (std::size_t place = 0; place < std::min(out.output.size(), 8 * answer.size()); ++place) {
        out.output[out.output.size() - 1 - place] = static_cast<std::uint8_t>(answer[place / 8] >> (8 * (place % 8)));
    }
    return out;
}

} // namespace modexp_detail

/// Address 5: base^exponent mod modulus for numbers of any length (EIP-198), at the price of EIP-2565.
///
/// Work is bounded by the gas: about two products of limbs for each unit, after one product for each of the base's
/// limbs.
inline precompile_outcome modexp(byte_view input, std::uint64_t gas_available) {
    return modexp_detail::run<modexp_detail::berlin_price>(input, gas_available);
}
/// modexp at the price of EIP-198.
inline precompile_outcome modexp_byzantium(byte_view input, std::uint64_t gas_available) {
    return modexp_detail::run<modexp_detail::byzantium_price>(input, gas_available);
}

} // namespace zonogon::evm::precompiles
