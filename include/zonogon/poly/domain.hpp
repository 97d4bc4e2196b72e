#pragma once

#include <cstddef>

#include <zonogon/base/log2.hpp>
#include <zonogon/field/concept.hpp>

namespace zonogon::poly {

/// The points shift * <w>, w = two_adic_generator(log_size): where columns of 2^log_size values are interpolated.
///
/// In natural order point i is shift * w^i; in bit-reversed order row r holds point reverse_bits(r, log_size), so that
/// the first 2^k rows are themselves the coset shift * <w^(2^(log_size - k))> in bit-reversed order.
template <field::two_adic_field F>
class coset {
public:
    /// Preconditions: log_size <= F::two_adicity, shift is not zero.
    constexpr explicit coset(std::size_t log_size, F shift = F::one()) noexcept
        : generator_(F::two_adic_generator(log_size)), shift_(shift), log_size_(log_size) {}

    constexpr std::size_t log_size() const noexcept { return log_size_; }
    constexpr std::size_t size() const noexcept { return std::size_t{1} << log_size_; }
    constexpr F generator() const noexcept { return generator_; }
    constexpr F shift() const noexcept { return shift_; }

    constexpr F point(std::size_t i) const noexcept { return shift_ * generator_.pow(i); }
    constexpr F point_bit_reversed(std::size_t row) const noexcept { return point(reverse_bits(row, log_size_)); }

    /// shift^size, the constant that x^size takes on the coset.
    constexpr F shift_to_size() const noexcept { return power_to_size(shift_); }
    /// z^size - shift^size: zero exactly on the coset. E is F or an extension of it.
    template <class E>
    constexpr E vanishing(E z) const noexcept {
        return power_to_size(z) - E(shift_to_size());
    }

private:
    template <class E>
    constexpr E power_to_size(E z) const noexcept {
        for (std::size_t i = 0; i < log_size_; ++i) {
            z = z.square();
        }
        return z;
    }

    F generator_;
    F shift_;
    std::size_t log_size_;
};

} // namespace zonogon::poly
