#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/field/concept.hpp>

namespace zonogon::poly {

/// Transforms of one vector of 2^log_size elements of a large two-adic field, in place and on all threads; for the
/// matrices of small fields see poly/ntt.hpp.
///
/// The roots are w^i with w = F::two_adic_generator(log_size). Vectors are in natural order on both sides; the
/// functions with `bit_reversed` in their name leave a permutation out. Every span must have size() elements. The plan
/// holds size() / 2 elements and may be used by several threads at once. n / 2 log2(n) products per transform.
template <field::two_adic_field F>
class vector_ntt {
public:
    /// Precondition: log_size <= F::two_adicity.
    explicit vector_ntt(std::size_t log_size);

    std::size_t log_size() const noexcept { return log_size_; }
    std::size_t size() const noexcept { return std::size_t{1} << log_size_; }

    /// Coefficients become values at w^i.
    void forward(std::span<F> v) const;
    /// Values at w^i become coefficients.
    void inverse(std::span<F> v) const;
    /// Coefficients become values at shift w^i.
    void forward_coset(std::span<F> v, const F& shift) const;
    /// Values at shift w^i become coefficients. Precondition: shift is not zero.
    void inverse_coset(std::span<F> v, const F& shift) const;
    /// Values at w^i become values at shift w^i of the same polynomial.
    void move_to_coset(std::span<F> v, const F& shift) const;

    /// Coefficients become values, of which place i has the one at w^reverse_bits(i).
    void forward_to_bit_reversed(std::span<F> v) const;
    /// Values, of which place i has the one at w^reverse_bits(i), become size() times the coefficients.
    void unscaled_inverse_from_bit_reversed(std::span<F> v) const;
    /// Element i goes to place reverse_bits(i).
    void reverse(std::span<F> v) const;

private:
    /// Blocks of that many elements go through their last levels within a core's cache.
    static constexpr std::size_t block_size = std::size_t{1} << 14;
    static constexpr std::size_t grain = std::size_t{1} << 12;

    void scale_by_powers(std::span<F> v, const F& first, const F& ratio) const;

    std::size_t log_size_;
    /// Place k has w^(reverse_bits(k) / 2), whatever the size: the square root of the constant that x^m takes in
    /// block k of any level.
    std::vector<F> twiddles_;
};

template <field::two_adic_field F>
vector_ntt<F>::vector_ntt(std::size_t log_size) : log_size_(log_size), twiddles_(std::max<std::size_t>(1, size() / 2)) {
    twiddles_[0] = F::one();
    for (std::size_t level = 0; (std::size_t{2} << level) <= twiddles_.size(); ++level) {
        const F root = F::two_adic_generator(level + 2);
        for (std::size_t k = 0; k < std::size_t{1} << level; ++k) {
            twiddles_[(std::size_t{1} << level) + k] = twiddles_[k] * root;
        }
    }
}

template <field::two_adic_field F>
void vector_ntt<F>::forward_to_bit_reversed(std::span<F> v) const {
    const auto butterflies = [](F* low, F* high, std::size_t count, const F& z) {
        for (std::size_t i = 0; i < count; ++i) {
            const F product = high[i] * z;
            high[i] = low[i] - product;
            low[i] += product;
        }
    };
    std::size_t half = size() / 2;
    for (; half >= block_size; half /= 2) {
        parallel_chunks(size() / 2, grain, [&](std::size_t begin, std::size_t end) {
            const std::size_t block = begin / half;
            F* low = v.data() + 2 * half * block + begin % half;
            butterflies(low, low + half, end - begin, twiddles_[block]);
        });
    }
    const std::size_t last = 2 * half;
    parallel_for(size() / std::max<std::size_t>(1, last), 1, [&](std::size_t part) {
        for (std::size_t m = half; m > 0; m /= 2) {
            for (std::size_t at = 0; at < last; at += 2 * m) {
                F* low = v.data() + part * last + at;
                butterflies(low, low + m, m, twiddles_[(part * last + at) / (2 * m)]);
            }
        }
    });
}

template <field::two_adic_field F>
void vector_ntt<F>::unscaled_inverse_from_bit_reversed(std::span<F> v) const {
    // 1 / z of block k is -z of the block that lies opposite.
    const auto butterflies = [this](F* low, F* high, std::size_t count, std::size_t block) {
        if (block == 0) {
            for (std::size_t i = 0; i < count; ++i) {
                const F difference = low[i] - high[i];
                low[i] += high[i];
                high[i] = difference;
            }
            return;
        }
        const F& z = twiddles_[3 * std::bit_floor(block) - 1 - block];
        for (std::size_t i = 0; i < count; ++i) {
            const F difference = high[i] - low[i];
            low[i] += high[i];
            high[i] = difference * z;
        }
    };
    const std::size_t last = std::min(size(), block_size);
    parallel_for(size() / last, 1, [&](std::size_t part) {
        for (std::size_t m = 1; m < last; m *= 2) {
            for (std::size_t at = 0; at < last; at += 2 * m) {
                F* low = v.data() + part * last + at;
                butterflies(low, low + m, m, (part * last + at) / (2 * m));
            }
        }
    });
    for (std::size_t half = last; half < size(); half *= 2) {
        parallel_chunks(size() / 2, grain, [&](std::size_t begin, std::size_t end) {
            const std::size_t block = begin / half;
            F* low = v.data() + 2 * half * block + begin % half;
            butterflies(low, low + half, end - begin, block);
        });
    }
}

template <field::two_adic_field F>
void vector_ntt<F>::reverse(std::span<F> v) const {
    parallel_for(size(), std::size_t{1} << 14, [&](std::size_t i) {
        const std::size_t j = reverse_bits(i, log_size_);
        if (i < j) {
            std::swap(v[i], v[j]);
        }
    });
}

template <field::two_adic_field F>
void vector_ntt<F>::scale_by_powers(std::span<F> v, const F& first, const F& ratio) const {
    parallel_chunks(v.size(), grain, [&](std::size_t begin, std::size_t end) {
        F factor = first * ratio.pow(begin);
        for (std::size_t i = begin; i < end; ++i) {
            v[i] *= factor;
            factor *= ratio;
        }
    });
}

template <field::two_adic_field F>
void vector_ntt<F>::forward(std::span<F> v) const {
    forward_to_bit_reversed(v);
    reverse(v);
}

template <field::two_adic_field F>
void vector_ntt<F>::inverse(std::span<F> v) const {
    inverse_coset(v, F::one());
}

template <field::two_adic_field F>
void vector_ntt<F>::forward_coset(std::span<F> v, const F& shift) const {
    scale_by_powers(v, F::one(), shift);
    forward(v);
}

template <field::two_adic_field F>
void vector_ntt<F>::inverse_coset(std::span<F> v, const F& shift) const {
    reverse(v);
    unscaled_inverse_from_bit_reversed(v);
    scale_by_powers(v, F{static_cast<std::uint64_t>(size())}.inverse(), shift.inverse());
}

template <field::two_adic_field F>
void vector_ntt<F>::move_to_coset(std::span<F> v, const F& shift) const {
    reverse(v);
    unscaled_inverse_from_bit_reversed(v);
    scale_by_powers(v, F{static_cast<std::uint64_t>(size())}.inverse(), shift);
    forward(v);
}

} // namespace zonogon::poly
