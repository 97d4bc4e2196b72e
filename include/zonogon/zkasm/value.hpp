#pragma once

#include <optional>
#include <string>

#include <zonogon/base/u256.hpp>
#include <zonogon/zkasm/big_int.hpp>
#include <zonogon/zkasm/requests.hpp>

namespace zonogon::zkasm {

/// The value of a free input.
struct free_value {
    big_int number;
    /// The number stands for a field element in limb 0 (its class modulo the characteristic), other limbs zero. This is
    /// how functions give the -1 that JMPN tests. Otherwise it is reduced to 256 bits and split in eight limbs.
    bool field_element = false;
};

/// The limbs as a number when all are below 2^32.
constexpr std::optional<u256> word_to_number(const word8& w) noexcept {
    u256 out;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::uint64_t low = w[2 * i].value();
        const std::uint64_t high = w[2 * i + 1].value();
        if (((low | high) >> 32) != 0) {
            return std::nullopt;
        }
        out.set_limb(i, low | (high << 32));
    }
    return out;
}
constexpr word8 number_to_word(const u256& v) noexcept {
    word8 out{};
    for (std::size_t i = 0; i < 8; ++i) {
        out[i] = field::goldilocks{v.word32(i)};
    }
    return out;
}
/// The class of an integer.
constexpr field::goldilocks to_field(std::int64_t v) noexcept {
    return v >= 0 ? field::goldilocks{static_cast<std::uint64_t>(v)}
                  : -field::goldilocks{~static_cast<std::uint64_t>(v) + 1};
}
/// The value's limbs.
inline word8 to_word(const free_value& v) {
    if (!v.field_element) {
        return number_to_word(v.number.to_u256());
    }
    const big_int modulus = big_int{u256{field::goldilocks::modulus}};
    const big_int rest = v.number % modulus;
    const field::goldilocks magnitude{rest.low64()};
    word8 out{};
    out[0] = rest.is_negative() ? -magnitude : magnitude;
    return out;
}
/// For messages: the number where the limbs form one, else the limbs.
inline std::string word_text(const word8& w) {
    if (const auto number = word_to_number(w)) {
        return number->to_decimal();
    }
    std::string out;
    for (const field::goldilocks limb : w) {
        out += (out.empty() ? "[" : " ") + std::to_string(limb.value());
    }
    return out + "]";
}

} // namespace zonogon::zkasm
