#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/field/concept.hpp>
#include <zonogon/poly/detail/vector_kernels.hpp>

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
    /// Values at w^i become values at shift w^i of the same polynomial, all in bit-reversed order.
    void move_bit_reversed_to_coset(std::span<F> v, const F& shift) const;
    /// Element i goes to place reverse_bits(i).
    void reverse(std::span<F> v) const;

private:
    using kernels = detail::vector_kernels<F>;
    /// Blocks of that many elements go through their last levels within a core's cache.
    static constexpr std::size_t block_size = std::size_t{1} << 14;
    static constexpr std::size_t grain = std::size_t{1} << 11;
    /// The levels below that many elements are not taken in twos.
    static constexpr std::size_t last_levels = 8;
    /// Wider vectors transform no fewer elements.
    static constexpr std::size_t smallest_wide = 64;

    const kernels& parts() const noexcept {
        const kernels* wider = detail::wider_vector_kernels<F>.load(std::memory_order_relaxed);
        return wider != nullptr && size() >= smallest_wide ? *wider : detail::plain_vector_kernels<F>::all;
    }
    /// How many levels to take at once in blocks of `length`, so that twos end at last_levels.
    static constexpr std::size_t step(std::size_t length) noexcept {
        return (log2_strict(length) - log2_strict(last_levels)) % 2 == 0 ? 2 : 1;
    }
    /// Minus the inverse of a block's twiddle, which is that of the block that lies opposite.
    F inverse_twiddle(std::size_t block) const noexcept {
        return block == 0 ? -F::one() : twiddles_[3 * std::bit_floor(block) - 1 - block];
    }
    void forward_levels(const kernels& k, F* v, std::size_t block, std::size_t length, std::size_t begin,
                        std::size_t count) const;
    void inverse_levels(const kernels& k, F* v, std::size_t block, std::size_t length, std::size_t begin,
                        std::size_t count) const;
    void inverse_small(const kernels& k, std::span<F> v, std::size_t eight) const;
    void transform_tiny(std::span<F> v, bool inverse) const;
    void scale_by_powers(std::span<F> v, const F& first, const F& ratio) const;
    void scale_inverse(std::span<F> v, const F& ratio) const {
        scale_by_powers(v, F{static_cast<std::uint64_t>(size())}.inverse(), ratio);
    }

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

/// One or two levels of a block of `length` elements at v, `count` places from `begin` on.
template <field::two_adic_field F>
void vector_ntt<F>::forward_levels(const kernels& k, F* v, std::size_t block, std::size_t length, std::size_t begin,
                                   std::size_t count) const {
    if (step(length) == 2) {
        const F z[3] = {twiddles_[block], twiddles_[2 * block], twiddles_[2 * block + 1]};
        k.forward_two(v + begin, length / 4, count, z, false);
    } else {
        k.forward_one(v + begin, length / 2, count, twiddles_[block], false);
    }
}

template <field::two_adic_field F>
void vector_ntt<F>::inverse_levels(const kernels& k, F* v, std::size_t block, std::size_t length, std::size_t begin,
                                   std::size_t count) const {
    const bool last = length == size();
    if (step(length) == 2) {
        const F z[3] = {inverse_twiddle(block), inverse_twiddle(2 * block), inverse_twiddle(2 * block + 1)};
        k.inverse_two(v + begin, length / 4, count, z, last);
    } else {
        k.inverse_one(v + begin, length / 2, count, inverse_twiddle(block), last);
    }
}

/// Vectors of less than eight elements, level by level.
template <field::two_adic_field F>
void vector_ntt<F>::transform_tiny(std::span<F> v, bool inverse) const {
    using plain = detail::plain_vector_kernels<F>;
    for (std::size_t level = 0; level < log_size_; ++level) {
        const std::size_t half = inverse ? std::size_t{1} << level : size() >> (level + 1);
        for (std::size_t block = 0; block < size() / (2 * half); ++block) {
            F* at = v.data() + 2 * half * block;
            if (inverse) {
                plain::inverse_one(at, half, half, inverse_twiddle(block), false);
            } else {
                plain::forward_one(at, half, half, twiddles_[block], false);
            }
        }
    }
}

template <field::two_adic_field F>
void vector_ntt<F>::forward_to_bit_reversed(std::span<F> v) const {
    if (size() < last_levels) {
        transform_tiny(v, false);
        return;
    }
    const kernels& k = parts();
    std::size_t length = size();
    while (length > block_size) {
        const std::size_t part = length >> step(length); // places of a block
        const std::size_t places = size() >> step(length);
        parallel_chunks(places, grain, [&](std::size_t begin, std::size_t end) {
            const std::size_t block = begin / part;
            forward_levels(k, v.data() + block * length, block, length, begin % part, end - begin);
        });
        length = part;
    }
    parallel_for(size() / length, 1, [&](std::size_t outer) {
        F* const base = v.data() + outer * length;
        std::size_t inner = length;
        while (inner > last_levels) {
            for (std::size_t at = 0; at < length; at += inner) {
                forward_levels(k, base + at, (outer * length + at) / inner, inner, 0, inner >> step(inner));
            }
            inner >>= step(inner);
        }
        const std::size_t eight = outer * length / 8;
        k.forward_last(base, length / 8, &twiddles_[eight], &twiddles_[2 * eight], &twiddles_[4 * eight], 1);
    });
}

/// The first three levels of eight blocks of eight elements (of one, in the smallest vectors), `eight` being the first.
template <field::two_adic_field F>
void vector_ntt<F>::inverse_small(const kernels& k, std::span<F> v, std::size_t eight) const {
    if (eight >= 8) {
        const auto first = [&](std::size_t block) { return &twiddles_[3 * std::bit_floor(block) - 1 - block]; };
        k.inverse_first(v.data() + 8 * eight, 8, first(eight), first(2 * eight), first(4 * eight), -1);
        return;
    }
    for (std::size_t block = 0; block < std::min<std::size_t>(8, size() / 8); ++block) { // not all of one kind
        const F z1 = inverse_twiddle(block);
        F z2[2];
        F z3[4];
        for (std::size_t i = 0; i < 4; ++i) {
            z2[i / 2] = inverse_twiddle(2 * block + i / 2);
            z3[i] = inverse_twiddle(4 * block + i);
        }
        detail::plain_vector_kernels<F>::inverse_first(v.data() + 8 * block, 1, &z1, z2, z3, 1);
    }
}

template <field::two_adic_field F>
void vector_ntt<F>::unscaled_inverse_from_bit_reversed(std::span<F> v) const {
    if (size() < last_levels) {
        transform_tiny(v, true);
        return;
    }
    const kernels& k = parts();
    // The lengths that the way forward takes, backwards.
    std::vector<std::size_t> lengths;
    std::size_t cached = size();
    for (std::size_t length = size(); length > last_levels; length >>= step(length)) {
        lengths.push_back(length);
        cached = length > block_size ? length >> step(length) : cached;
    }
    parallel_for(size() / cached, 1, [&](std::size_t outer) {
        for (std::size_t eight = 0; eight < cached / 8; eight += 8) {
            inverse_small(k, v, outer * cached / 8 + eight);
        }
        for (std::size_t i = lengths.size(); i > 0 && lengths[i - 1] <= cached; --i) {
            const std::size_t inner = lengths[i - 1];
            for (std::size_t at = outer * cached; at < (outer + 1) * cached; at += inner) {
                inverse_levels(k, v.data() + at, at / inner, inner, 0, inner >> step(inner));
            }
        }
    });
    for (std::size_t i = lengths.size(); i-- > 0;) {
        const std::size_t length = lengths[i];
        if (length > cached) {
            const std::size_t part = length >> step(length);
            parallel_chunks(size() >> step(length), grain, [&](std::size_t begin, std::size_t end) {
                const std::size_t block = begin / part;
                inverse_levels(k, v.data() + block * length, block, length, begin % part, end - begin);
            });
        }
    }
}

template <field::two_adic_field F>
void vector_ntt<F>::reverse(std::span<F> v) const {
    // Places are (high, middle, low) with high and low of `tile` bits: the places of one middle and of its reverse are
    // swapped together, so that both are read and written in stretches.
    const std::size_t tile = std::min<std::size_t>(4, log_size_ / 2);
    const std::size_t side = std::size_t{1} << tile;
    const std::size_t middle_bits = log_size_ - 2 * tile;
    std::array<std::size_t, 16> reversed{};
    for (std::size_t i = 0; i < side; ++i) {
        reversed[i] = reverse_bits(i, tile);
    }
    parallel_for(std::size_t{1} << middle_bits, 64, [&](std::size_t middle) {
        const std::size_t opposite = reverse_bits(middle, middle_bits);
        if (middle > opposite) {
            return;
        }
        for (std::size_t high = 0; high < side; ++high) {
            for (std::size_t low = 0; low < side; ++low) {
                const std::size_t i = (((high << middle_bits) | middle) << tile) | low;
                const std::size_t k = (((reversed[low] << middle_bits) | opposite) << tile) | reversed[high];
                if (middle < opposite || i < k) {
                    std::swap(v[i], v[k]);
                }
            }
        }
    });
}

template <field::two_adic_field F>
void vector_ntt<F>::scale_by_powers(std::span<F> v, const F& first, const F& ratio) const {
    const kernels& k = parts();
    parallel_chunks(v.size(), grain, [&](std::size_t begin, std::size_t end) {
        k.scale(v.data() + begin, end - begin, first * ratio.pow(static_cast<std::uint64_t>(begin)), ratio);
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
    scale_inverse(v, shift.inverse());
}

template <field::two_adic_field F>
void vector_ntt<F>::move_to_coset(std::span<F> v, const F& shift) const {
    reverse(v);
    unscaled_inverse_from_bit_reversed(v);
    scale_inverse(v, shift);
    forward(v);
}

template <field::two_adic_field F>
void vector_ntt<F>::move_bit_reversed_to_coset(std::span<F> v, const F& shift) const {
    unscaled_inverse_from_bit_reversed(v);
    scale_inverse(v, shift);
    forward_to_bit_reversed(v);
}

} // namespace zonogon::poly
