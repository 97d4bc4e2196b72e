#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/field/concept.hpp>
#include <zonogon/poly/detail/goldilocks_math.hpp>
#include <zonogon/poly/detail/lane_math.hpp>

namespace zonogon::poly::detail {

/// Whether transforms over F of 2^6 points get by with roots of unity that are cheap.
template <class F>
inline constexpr bool cheap_64 = lane_math<F, packed::best>::root64_is_cheap;

/// The binary logarithm of the radix of the first stage of a transform of 2^log_size points if that stage has a table
/// of twiddle factors, else 0: what is left is then done with roots of order at most 16, or 64 where those are cheap.
///
/// Radix 8 is what fits sixteen vector registers; 16 saves multiplications at the price of some spills. Chosen by
/// measuring transforms of 2^8 to 2^12 points.
template <class F>
constexpr std::size_t next_radix(std::size_t log_size) {
    if (log_size <= 4 || (log_size == 6 && cheap_64<F>)) {
        return 0;
    }
    if (log_size == 5) {
        return 2;
    }
    return log_size == 8 || (log_size == 10 && cheap_64<F>) ? 4 : 3;
}

/// The twiddle factors of transforms of 2^log_size points in one direction.
template <field::two_adic_field F, bool Inverse>
class column_plan {
public:
    explicit column_plan(std::size_t log_size) : log_size_(log_size), reversed_(std::size_t{1} << log_size) {
        for (std::size_t i = 0; i < reversed_.size(); ++i) {
            reversed_[i] = static_cast<std::uint32_t>(reverse_bits(i, log_size));
        }
        // A field without roots of order 16 has no transform that asks for them.
        constexpr std::size_t missing = F::two_adicity < 4 ? 4 - F::two_adicity : 0;
        const F unit = root(4 - missing);
        for (std::size_t k = 0; k < roots_.size(); ++k) {
            roots_[k] = unit.pow(k >> missing);
        }
        for (std::size_t rest = log_size; next_radix<F>(rest) != 0;) {
            const std::size_t radix = next_radix<F>(rest);
            add_stage(rest, radix);
            rest -= radix;
        }
    }

    std::size_t log_size() const { return log_size_; }
    std::size_t size() const { return std::size_t{1} << log_size_; }
    /// The bit reversal of a position: where the value with that index is after the transform.
    std::size_t reversed(std::size_t i) const { return reversed_[i]; }
    const std::uint32_t* reversed() const { return reversed_.data(); }
    const F* stage(std::size_t index) const { return stages_[index].data(); }
    /// Powers of the root of unity of order 16.
    const F* roots() const { return roots_.data(); }

private:
    static F root(std::size_t bits) {
        const F w = F::two_adic_generator(bits);
        return Inverse ? w.inverse() : w;
    }
    /// For every offset j in the stride, w^(j q) for q = 1 .. radix - 1, in the bit-reversed order of outputs.
    void add_stage(std::size_t log_block, std::size_t log_radix) {
        const std::size_t radix = std::size_t{1} << log_radix;
        const std::size_t stride = std::size_t{1} << (log_block - log_radix);
        std::vector<F>& table = stages_.emplace_back((radix - 1) * stride);
        const F w = root(log_block);
        F step = F::one();
        for (std::size_t j = 0; j < stride; ++j) {
            F power = step;
            for (std::size_t q = 1; q < radix; ++q) {
                table[j * (radix - 1) + reverse_bits(q, log_radix) - 1] = power;
                power *= step;
            }
            step *= w;
        }
    }

    std::size_t log_size_;
    std::vector<std::uint32_t> reversed_;
    std::array<F, 8> roots_;
    std::vector<std::vector<F>> stages_;
};

} // namespace zonogon::poly::detail
