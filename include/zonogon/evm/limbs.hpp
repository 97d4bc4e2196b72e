#pragma once

#include <array>
#include <bit>
#include <cstdint>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <zonogon/base/int128.hpp>
#include <zonogon/base/u256.hpp>

// g++ puts neighbouring limbs together into vectors, which takes longer than what it saves.
#if defined(__GNUC__) && !defined(__clang__)
#define ZONOGON_EVM_SCALAR [[gnu::optimize("no-tree-slp-vectorize")]]
#else
#define ZONOGON_EVM_SCALAR
#endif

namespace zonogon::evm {

/// The carry of a chain of additions or the borrow of a chain of subtractions.
using carry_flag = unsigned char;

/// a + b + carry; the carry out goes to `carry`.
[[gnu::always_inline]] inline std::uint64_t add_limb(std::uint64_t a, std::uint64_t b, carry_flag& carry) noexcept {
#if defined(__x86_64__)
    unsigned long long out = 0;
    carry = _addcarry_u64(carry, a, b, &out);
    return out;
#else
    const uint128 t = static_cast<uint128>(a) + b + carry;
    carry = static_cast<carry_flag>(t >> 64);
    return static_cast<std::uint64_t>(t);
#endif
}

/// a - b - borrow; the borrow out goes to `borrow`.
[[gnu::always_inline]] inline std::uint64_t sub_limb(std::uint64_t a, std::uint64_t b, carry_flag& borrow) noexcept {
#if defined(__x86_64__)
    unsigned long long out = 0;
    borrow = _subborrow_u64(borrow, a, b, &out);
    return out;
#else
    const uint128 t = static_cast<uint128>(a) - b - borrow;
    borrow = static_cast<carry_flag>((t >> 64) & 1);
    return static_cast<std::uint64_t>(t);
#endif
}

/// A word held in registers.
///
/// The interpreter moves words by 64-bit loads and stores only: a wide load of a word that was just stored limb by limb
/// would wait until all four stores have left the store buffer, which costs more than the whole instruction.
struct word {
    std::uint64_t v0 = 0;
    std::uint64_t v1 = 0;
    std::uint64_t v2 = 0;
    std::uint64_t v3 = 0;

    word() = default;
    word(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d) noexcept : v0(a), v1(b), v2(c), v3(d) {}
    [[gnu::always_inline]] explicit word(const u256& from) noexcept
        : v0(load(from, 0)), v1(load(from, 1)), v2(load(from, 2)), v3(load(from, 3)) {}

    bool is_zero() const noexcept { return (v0 | v1 | v2 | v3) == 0; }
    bool fits64() const noexcept { return (v1 | v2 | v3) == 0; }
    bool negative() const noexcept { return (v3 >> 63) != 0; }

private:
    /// The empty statement keeps the compiler from loading four limbs as one vector.
    [[gnu::always_inline]] static std::uint64_t load(const u256& from, std::size_t i) noexcept {
        std::uint64_t out = from.limb(i);
        asm("" : "+r"(out));
        return out;
    }
};

/// Stores a word limb by limb. The empty statements keep the compiler from assembling a vector first.
[[gnu::always_inline]] inline void store(u256& to, const word& w) noexcept {
    to.set_limb(0, w.v0);
    asm("" : "+m"(to));
    to.set_limb(1, w.v1);
    asm("" : "+m"(to));
    to.set_limb(2, w.v2);
    asm("" : "+m"(to));
    to.set_limb(3, w.v3);
    asm("" : "+m"(to));
}

[[gnu::always_inline]] inline void store(u256& to, std::uint64_t low) noexcept {
    store(to, word{low, 0, 0, 0});
}

[[gnu::always_inline]] inline word add(const word& a, const word& b) noexcept {
    carry_flag c = 0;
    word out;
    out.v0 = add_limb(a.v0, b.v0, c);
    out.v1 = add_limb(a.v1, b.v1, c);
    out.v2 = add_limb(a.v2, b.v2, c);
    out.v3 = add_limb(a.v3, b.v3, c);
    return out;
}

[[gnu::always_inline]] inline word sub(const word& a, const word& b, carry_flag& borrow) noexcept {
    borrow = 0;
    word out;
    out.v0 = sub_limb(a.v0, b.v0, borrow);
    out.v1 = sub_limb(a.v1, b.v1, borrow);
    out.v2 = sub_limb(a.v2, b.v2, borrow);
    out.v3 = sub_limb(a.v3, b.v3, borrow);
    return out;
}

[[gnu::always_inline]] inline word sub(const word& a, const word& b) noexcept {
    carry_flag borrow = 0;
    return sub(a, b, borrow);
}

[[gnu::always_inline]] inline word negate(const word& a) noexcept {
    return sub(word{}, a);
}

[[gnu::always_inline]] inline bool less(const word& a, const word& b) noexcept {
    carry_flag borrow = 0;
    sub(a, b, borrow);
    return borrow != 0;
}

/// As numbers in two's complement.
[[gnu::always_inline]] inline bool less_signed(const word& a, const word& b) noexcept {
    constexpr std::uint64_t sign = std::uint64_t{1} << 63;
    return less({a.v0, a.v1, a.v2, a.v3 ^ sign}, {b.v0, b.v1, b.v2, b.v3 ^ sign});
}

[[gnu::always_inline]] inline bool equal(const word& a, const word& b) noexcept {
    return ((a.v0 ^ b.v0) | (a.v1 ^ b.v1) | (a.v2 ^ b.v2) | (a.v3 ^ b.v3)) == 0;
}

[[gnu::always_inline]] inline word operator&(const word& a, const word& b) noexcept {
    return {a.v0 & b.v0, a.v1 & b.v1, a.v2 & b.v2, a.v3 & b.v3};
}
[[gnu::always_inline]] inline word operator|(const word& a, const word& b) noexcept {
    return {a.v0 | b.v0, a.v1 | b.v1, a.v2 | b.v2, a.v3 | b.v3};
}
[[gnu::always_inline]] inline word operator^(const word& a, const word& b) noexcept {
    return {a.v0 ^ b.v0, a.v1 ^ b.v1, a.v2 ^ b.v2, a.v3 ^ b.v3};
}
[[gnu::always_inline]] inline word operator~(const word& a) noexcept {
    return {~a.v0, ~a.v1, ~a.v2, ~a.v3};
}

/// The low half of the product.
[[gnu::always_inline]] inline word mul(const word& a, const word& b) noexcept {
    const auto high = [](uint128 t) { return static_cast<std::uint64_t>(t >> 64); };
    const auto wide = [](std::uint64_t x, std::uint64_t y) { return static_cast<uint128>(x) * y; };
    word out;
    uint128 t = wide(a.v0, b.v0);
    out.v0 = static_cast<std::uint64_t>(t);
    uint128 u = wide(a.v0, b.v1) + high(t);
    t = wide(a.v1, b.v0) + static_cast<std::uint64_t>(u);
    out.v1 = static_cast<std::uint64_t>(t);
    // Weight 2^128: what is above 2^256 is dropped, so the two high limbs need only one 128-bit sum.
    uint128 top = static_cast<uint128>(high(u)) + high(t);
    top += wide(a.v0, b.v2);
    top += wide(a.v1, b.v1);
    top += wide(a.v2, b.v0);
    top += static_cast<uint128>(a.v0 * b.v3 + a.v1 * b.v2 + a.v2 * b.v1 + a.v3 * b.v0) << 64;
    out.v2 = static_cast<std::uint64_t>(top);
    out.v3 = high(top);
    return out;
}

/// a << shift, for shift below 256.
[[gnu::always_inline]] inline word shift_left(const word& a, std::uint64_t shift) noexcept {
    const std::uint64_t part = shift % 64;
    const auto join = [part](std::uint64_t upper, std::uint64_t lower) {
        return (upper << part) | ((lower >> 1) >> (63 - part));
    };
    switch (shift / 64) {
    case 0:
        return {a.v0 << part, join(a.v1, a.v0), join(a.v2, a.v1), join(a.v3, a.v2)};
    case 1:
        return {0, a.v0 << part, join(a.v1, a.v0), join(a.v2, a.v1)};
    case 2:
        return {0, 0, a.v0 << part, join(a.v1, a.v0)};
    default:
        return {0, 0, 0, a.v0 << part};
    }
}

/// a >> shift with copies of `fill`'s bits coming in, for shift below 256; fill is 0 or all ones.
[[gnu::always_inline]] inline word shift_right(const word& a, std::uint64_t shift, std::uint64_t fill = 0) noexcept {
    const std::uint64_t part = shift % 64;
    const auto join = [part](std::uint64_t upper, std::uint64_t lower) {
        return (lower >> part) | ((upper << 1) << (63 - part));
    };
    switch (shift / 64) {
    case 0:
        return {join(a.v1, a.v0), join(a.v2, a.v1), join(a.v3, a.v2), join(fill, a.v3)};
    case 1:
        return {join(a.v2, a.v1), join(a.v3, a.v2), join(fill, a.v3), fill};
    case 2:
        return {join(a.v3, a.v2), join(fill, a.v3), fill, fill};
    default:
        return {join(fill, a.v3), fill, fill, fill};
    }
}

} // namespace zonogon::evm
