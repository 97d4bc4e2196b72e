#pragma once

#include <algorithm>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::zkasm {

/// A signed integer of any size, for constant expressions and free inputs, which the language leaves unbounded.
///
/// Sign and magnitude; division truncates toward zero; bit operations see two's complement with endless sign bits.
/// Everything is usable in constant evaluation. Not meant for long loops: every value owns a vector.
class big_int {
public:
    /// Operations that could make larger numbers from a short text (power, shift) refuse to go beyond this.
    static constexpr std::size_t max_bits = 1 << 16;

    constexpr big_int() = default;
    constexpr big_int(std::int64_t v) : negative_(v < 0) { // NOLINT: an integer literal is a number
        auto rest = negative_ ? ~static_cast<std::uint64_t>(v) + 1 : static_cast<std::uint64_t>(v);
        for (; rest != 0; rest >>= 32) {
            digits_.push_back(static_cast<std::uint32_t>(rest));
        }
    }
    constexpr explicit big_int(const u256& v) {
        for (std::size_t i = 0; i < 8; ++i) {
            digits_.push_back(v.word32(i));
        }
        trim();
    }

    constexpr bool is_zero() const noexcept { return digits_.empty(); }
    constexpr bool is_negative() const noexcept { return negative_; }
    constexpr std::size_t bit_width() const noexcept {
        return is_zero() ? 0 : 32 * digits_.size() - static_cast<std::size_t>(std::countl_zero(digits_.back()));
    }

    friend constexpr bool operator==(const big_int&, const big_int&) = default;
    friend constexpr std::strong_ordering operator<=>(const big_int& a, const big_int& b) noexcept {
        if (a.negative_ != b.negative_) {
            return a.negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
        }
        return a.negative_ ? compare(b.digits_, a.digits_) : compare(a.digits_, b.digits_);
    }

    constexpr big_int operator-() const {
        big_int out = *this;
        out.negative_ = !negative_ && !is_zero();
        return out;
    }
    friend constexpr big_int operator+(const big_int& a, const big_int& b) {
        if (a.negative_ == b.negative_) {
            return make(a.negative_, add(a.digits_, b.digits_));
        }
        if (compare(a.digits_, b.digits_) >= 0) {
            return make(a.negative_, sub(a.digits_, b.digits_));
        }
        return make(b.negative_, sub(b.digits_, a.digits_));
    }
    friend constexpr big_int operator-(const big_int& a, const big_int& b) { return a + -b; }
    friend constexpr big_int operator*(const big_int& a, const big_int& b) {
        digits product = zeros(a.digits_.size() + b.digits_.size());
        for (std::size_t i = 0; i < a.digits_.size(); ++i) {
            std::uint64_t carry = 0;
            for (std::size_t j = 0; j < b.digits_.size(); ++j) {
                const std::uint64_t t =
                    static_cast<std::uint64_t>(a.digits_[i]) * b.digits_[j] + product[i + j] + carry;
                product[i + j] = static_cast<std::uint32_t>(t);
                carry = t >> 32;
            }
            product[i + b.digits_.size()] = static_cast<std::uint32_t>(carry);
        }
        return make(a.negative_ != b.negative_, std::move(product));
    }
    struct quotient_remainder;
    /// Quotient toward zero and the remainder, which has the dividend's sign. Precondition: b is not zero.
    static constexpr quotient_remainder divide(const big_int& a, const big_int& b);
    friend constexpr big_int operator/(const big_int& a, const big_int& b);
    friend constexpr big_int operator%(const big_int& a, const big_int& b);

    /// a * 2^shift for a shift of either sign, rounding down; nothing when the result would be larger than max_bits.
    static constexpr std::optional<big_int> shift(const big_int& a, std::int64_t shift) {
        if (shift < 0) {
            const auto down = ~static_cast<std::uint64_t>(shift) + 1;
            if (down >= a.bit_width()) {
                return big_int{a.negative_ ? -1 : 0};
            }
            const big_int power = make(false, power_of_two(down));
            if (a.negative_) {
                return (a - power + big_int{1}) / power;
            }
            return a / power;
        }
        const auto up = static_cast<std::uint64_t>(shift);
        if (a.is_zero()) {
            return a;
        }
        if (up > max_bits || a.bit_width() + up > max_bits) {
            return std::nullopt;
        }
        return a * make(false, power_of_two(up));
    }
    /// base^exponent; nothing for a negative exponent or a result larger than max_bits.
    static constexpr std::optional<big_int> pow(const big_int& base, const big_int& exponent) {
        if (exponent.negative_) {
            return std::nullopt;
        }
        if (base.bit_width() <= 1) { // 0, 1, -1
            if (exponent.is_zero()) {
                return big_int{1};
            }
            if (exponent.is_odd()) {
                return base;
            }
            return base * base;
        }
        if (exponent.bit_width() > 32 || (base.bit_width() - 1) * exponent.low64() > max_bits) {
            return std::nullopt;
        }
        big_int power{1};
        big_int square = base;
        for (std::uint64_t e = exponent.low64(); e != 0; e >>= 1) {
            if ((e & 1) != 0) {
                power = power * square;
            }
            if (e > 1) {
                square = square * square;
            }
        }
        return power;
    }
    friend constexpr big_int operator&(const big_int& a, const big_int& b) { return bitwise(a, b, '&'); }
    friend constexpr big_int operator|(const big_int& a, const big_int& b) { return bitwise(a, b, '|'); }
    friend constexpr big_int operator^(const big_int& a, const big_int& b) { return bitwise(a, b, '^'); }

    /// Decimal digits, or hexadecimal ones after 0x; underscores between digits are ignored. Nothing for other text.
    static constexpr std::optional<big_int> parse(std::string_view text) {
        const bool hex = text.starts_with("0x") || text.starts_with("0X");
        if (hex) {
            text.remove_prefix(2);
        }
        if (text.empty() || text.size() > max_bits / 4) {
            return std::nullopt;
        }
        big_int out;
        bool any = false;
        for (const char c : text) {
            if (c == '_') {
                continue;
            }
            const int digit = hex_digit(c);
            if (digit < 0 || (!hex && digit > 9)) {
                return std::nullopt;
            }
            any = true;
            out.multiply_add(hex ? 16 : 10, static_cast<std::uint32_t>(digit));
        }
        if (!any) {
            return std::nullopt;
        }
        return out;
    }
    std::string to_decimal() const {
        std::string out;
        digits rest = digits_;
        do {
            std::uint64_t remainder = 0;
            for (std::size_t i = rest.size(); i-- > 0;) {
                const std::uint64_t t = (remainder << 32) | rest[i];
                rest[i] = static_cast<std::uint32_t>(t / 10);
                remainder = t % 10;
            }
            while (!rest.empty() && rest.back() == 0) {
                rest.pop_back();
            }
            out.push_back(static_cast<char>('0' + remainder));
        } while (!rest.empty());
        if (negative_) {
            out.push_back('-');
        }
        std::ranges::reverse(out);
        return out;
    }

    /// The low 64 bits of the magnitude.
    constexpr std::uint64_t low64() const noexcept {
        return (digits_.empty() ? 0 : digits_[0]) |
               (digits_.size() < 2 ? 0 : static_cast<std::uint64_t>(digits_[1]) << 32);
    }
    constexpr bool is_odd() const noexcept { return !digits_.empty() && (digits_[0] & 1) != 0; }
    /// The value when it fits.
    constexpr std::optional<std::int64_t> to_int64() const noexcept {
        if (bit_width() > 63) {
            return std::nullopt;
        }
        const auto magnitude = static_cast<std::int64_t>(low64());
        return negative_ ? -magnitude : magnitude;
    }
    /// The value modulo 2^256, negative numbers in two's complement.
    constexpr u256 to_u256() const noexcept {
        u256 out;
        for (std::size_t i = 0; i < std::min<std::size_t>(8, digits_.size()); ++i) {
            out.set_limb(i / 2, out.limb(i / 2) | static_cast<std::uint64_t>(digits_[i]) << (32 * (i % 2)));
        }
        return negative_ ? -out : out;
    }

private:
    using digits = std::vector<std::uint32_t>;

    static constexpr big_int make(bool negative, digits magnitude) {
        big_int out;
        out.digits_ = std::move(magnitude);
        out.trim();
        out.negative_ = negative && !out.is_zero();
        return out;
    }
    /// By push_back: libstdc++ 12 cannot size a vector in clang's constant evaluation.
    static constexpr digits zeros(std::size_t count) {
        digits out;
        out.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            out.push_back(0);
        }
        return out;
    }
    constexpr void trim() {
        while (!digits_.empty() && digits_.back() == 0) {
            digits_.pop_back();
        }
    }
    constexpr void multiply_add(std::uint32_t factor, std::uint32_t term) {
        std::uint64_t carry = term;
        for (std::uint32_t& digit : digits_) {
            const std::uint64_t t = static_cast<std::uint64_t>(digit) * factor + carry;
            digit = static_cast<std::uint32_t>(t);
            carry = t >> 32;
        }
        if (carry != 0) {
            digits_.push_back(static_cast<std::uint32_t>(carry));
        }
    }
    static constexpr std::strong_ordering compare(const digits& a, const digits& b) noexcept {
        if (a.size() != b.size()) {
            return a.size() <=> b.size();
        }
        for (std::size_t i = a.size(); i-- > 0;) {
            if (a[i] != b[i]) {
                return a[i] <=> b[i];
            }
        }
        return std::strong_ordering::equal;
    }
    static constexpr digits add(const digits& a, const digits& b) {
        digits out;
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
            carry += (i < a.size() ? a[i] : 0ULL) + (i < b.size() ? b[i] : 0ULL);
            out.push_back(static_cast<std::uint32_t>(carry));
            carry >>= 32;
        }
        out.push_back(static_cast<std::uint32_t>(carry));
        return out;
    }
    /// Precondition: a >= b.
    static constexpr digits sub(const digits& a, const digits& b) {
        digits out;
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            const std::uint64_t t = static_cast<std::uint64_t>(a[i]) - (i < b.size() ? b[i] : 0ULL) - borrow;
            out.push_back(static_cast<std::uint32_t>(t));
            borrow = t >> 63;
        }
        return out;
    }
    static constexpr digits power_of_two(std::size_t exponent) {
        digits out = zeros(exponent / 32 + 1);
        out.back() = std::uint32_t{1} << (exponent % 32);
        return out;
    }
    /// Two's complement digits, `count` of them.
    constexpr digits complement(std::size_t count) const {
        digits out = zeros(count);
        for (std::size_t i = 0; i < std::min(count, digits_.size()); ++i) {
            out[i] = digits_[i];
        }
        if (negative_) {
            std::uint64_t carry = 1;
            for (std::uint32_t& digit : out) {
                carry += ~digit;
                digit = static_cast<std::uint32_t>(carry);
                carry >>= 32;
            }
        }
        return out;
    }
    static constexpr big_int bitwise(const big_int& a, const big_int& b, char operation) {
        const std::size_t count = std::max(a.digits_.size(), b.digits_.size()) + 1;
        const digits x = a.complement(count);
        const digits y = b.complement(count);
        big_int out;
        for (std::size_t i = 0; i < count; ++i) {
            out.digits_.push_back(operation == '&' ? x[i] & y[i] : operation == '|' ? x[i] | y[i] : x[i] ^ y[i]);
        }
        if ((out.digits_.back() >> 31) != 0) {
            big_int negative = out;
            negative.negative_ = true;
            return make(true, negative.complement(count));
        }
        out.trim();
        return out;
    }

    bool negative_ = false;
    digits digits_; ///< least significant first, no leading zeros
};

struct big_int::quotient_remainder {
    big_int quotient, remainder;
};

constexpr big_int::quotient_remainder big_int::divide(const big_int& a, const big_int& b) {
    if (compare(a.digits_, b.digits_) < 0) {
        return {big_int{}, a};
    }
    // Knuth's algorithm D (TAOCP vol. 2, 4.3.1), the divisor's top bit moved to the top of its digit.
    const std::size_t n = b.digits_.size();
    const auto up = static_cast<std::size_t>(std::countl_zero(b.digits_.back()));
    const auto normalised = [up](const digits& from, std::size_t count) {
        digits out = zeros(count);
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint64_t high = i < from.size() ? from[i] : 0;
            const std::uint64_t low = i > 0 ? from[i - 1] : 0;
            out[i] = static_cast<std::uint32_t>((((high << 32) | low) << up) >> 32);
        }
        return out;
    };
    const digits v = normalised(b.digits_, n);
    digits u = normalised(a.digits_, a.digits_.size() + 1);
    digits quotient = zeros(u.size() - n);
    for (std::size_t j = u.size() - n; j-- > 0;) {
        const std::uint64_t top = (static_cast<std::uint64_t>(u[j + n]) << 32) | u[j + n - 1];
        std::uint64_t guess = top / v[n - 1];
        std::uint64_t rest = top % v[n - 1];
        while ((guess >> 32) != 0 || (n > 1 && guess * v[n - 2] > ((rest << 32) | u[j + n - 2]))) {
            --guess;
            rest += v[n - 1];
            if ((rest >> 32) != 0) {
                break;
            }
        }
        std::uint64_t carry = 0;
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i <= n; ++i) {
            const std::uint64_t product = i < n ? guess * v[i] + carry : carry;
            carry = product >> 32;
            const std::uint64_t t = static_cast<std::uint64_t>(u[i + j]) - (product & 0xffffffffU) - borrow;
            u[i + j] = static_cast<std::uint32_t>(t);
            borrow = t >> 63;
        }
        if (borrow != 0) {
            --guess;
            std::uint64_t sum = 0;
            for (std::size_t i = 0; i <= n; ++i) {
                sum += static_cast<std::uint64_t>(u[i + j]) + (i < n ? v[i] : 0);
                u[i + j] = static_cast<std::uint32_t>(sum);
                sum >>= 32;
            }
        }
        quotient[j] = static_cast<std::uint32_t>(guess);
    }
    digits remainder = zeros(n);
    for (std::size_t i = 0; i < n; ++i) {
        remainder[i] = static_cast<std::uint32_t>(((static_cast<std::uint64_t>(u[i + 1]) << 32) | u[i]) >> up);
    }
    return {make(a.negative_ != b.negative_, std::move(quotient)), make(a.negative_, std::move(remainder))};
}

constexpr big_int operator/(const big_int& a, const big_int& b) {
    return big_int::divide(a, b).quotient;
}
constexpr big_int operator%(const big_int& a, const big_int& b) {
    return big_int::divide(a, b).remainder;
}

} // namespace zonogon::zkasm
