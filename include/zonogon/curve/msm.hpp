#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/curve/run_sums.hpp>
#include <zonogon/curve/short_weierstrass.hpp>

namespace zonogon::curve {

/// A number below Curve's group order, as it is and not in Montgomery form: what a witness file holds.
template <class Curve>
using scalar_integer = std::remove_cvref_t<decltype(Curve::scalar_field::modulus)>;

/// The sum of scalars[i] * points[i], on all threads.
///
/// Preconditions: both spans have the same size, below 2^31; scalars are below the group order. Points may be zero,
/// equal or opposite. Zero points, zero scalars and small scalars cost next to nothing. Variable time: not for secrets
/// that somebody can time.
///
/// Buckets of signed digits (Pippenger; Bernstein, Doumen, Lange and Oosterwijk, Indocrypt 2012), filled by affine
/// additions that share inversions (run_sums). Memory beside the arguments: 8 bytes a point and thread, and the
/// buckets.
template <class Curve>
jacobian_point<Curve> msm(std::span<const affine_point<Curve>> points, std::span<const scalar_integer<Curve>> scalars);

/// The same for elements of the scalar field, of which it keeps the integers.
template <class Curve>
jacobian_point<Curve> msm(std::span<const affine_point<Curve>> points,
                          std::span<const typename Curve::scalar_field> scalars) {
    std::vector<scalar_integer<Curve>> integers(scalars.size());
    parallel_for(scalars.size(), 4096, [&](std::size_t i) { integers[i] = scalars[i].value(); });
    return msm<Curve>(points, std::span<const scalar_integer<Curve>>(integers));
}

namespace detail {

/// Numbers below a bound in digits between -2^(bits - 1) and 2^(bits - 1), each read by itself: digit i of s is
/// digit i of s + (2^(bits - 1) in every digit), less 2^(bits - 1).
template <std::size_t Limbs>
class signed_windows {
public:
    /// Digits for numbers up to `bound`; 1 < bits < 31.
    signed_windows(std::size_t bits, const wide_uint<Limbs>& bound) : bits_(bits) {
        using wide = wide_uint<Limbs + 1>;
        wide offset;
        do {
            offset += wide::power_of_two(bits * count_ + bits - 1);
            ++count_;
        } while ((wide{bound} + offset).bit_width() > bits * count_);
        for (std::size_t i = 0; i <= Limbs; ++i) {
            offset_[i] = offset.limb(i);
        }
    }
    std::size_t count() const noexcept { return count_; }
    std::int32_t digit(const wide_uint<Limbs>& number, std::size_t window) const noexcept {
        const std::size_t at = window * bits_;
        const std::size_t last = (at + bits_ - 1) / 64;
        std::uint64_t carry = 0;
        std::uint64_t below = 0;
        std::uint64_t limb = 0;
        for (std::size_t i = 0; i <= last; ++i) {
            below = limb;
            const std::uint64_t partial = (i < Limbs ? number.limb(i) : 0) + carry;
            const std::uint64_t overflow = partial < carry ? 1 : 0;
            limb = partial + offset_[i];
            carry = overflow | (limb < offset_[i] ? 1 : 0);
        }
        const std::size_t shift = at % 64;
        const std::uint64_t bits = last == at / 64 ? limb >> shift : (below >> shift) | (limb << (64 - shift));
        return static_cast<std::int32_t>(bits & ((std::uint64_t{1} << bits_) - 1)) -
               static_cast<std::int32_t>(std::uint32_t{1} << (bits_ - 1));
    }

private:
    std::size_t bits_;
    std::size_t count_ = 0;
    std::array<std::uint64_t, Limbs + 1> offset_{};
};

/// The width of windows that makes their number times (points + 2 additions for each bucket) least.
inline std::size_t window_bits(std::size_t points, std::size_t scalar_bits) {
    std::size_t best = 2;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (std::size_t bits = 2; bits <= 20; ++bits) {
        const std::size_t cost = (scalar_bits / bits + 1) * (points + (std::size_t{2} << (bits - 1)) + 64);
        if (cost < least) {
            least = cost;
            best = bits;
        }
    }
    return best;
}

/// The sum of key * totals[key].
template <class Curve>
jacobian_point<Curve> weighted_sum(std::span<const affine_point<Curve>> totals) {
    jacobian_point<Curve> from_top;
    jacobian_point<Curve> sum;
    for (std::size_t key = totals.size(); key-- > 1;) {
        from_top = from_top + totals[key];
        sum = sum + from_top;
    }
    return sum;
}

/// The same for 2^k totals: their sums by rows and by columns of a square first, in shared inversions.
template <class Curve>
jacobian_point<Curve> weighted_sum_by_square(std::span<const affine_point<Curve>> totals) {
    const std::size_t column_bits = static_cast<std::size_t>(std::countr_zero(totals.size())) / 2;
    const std::size_t columns = std::size_t{1} << column_bits;
    const std::size_t rows = totals.size() / columns;
    std::vector<affine_point<Curve>> sums(std::max(rows, columns));
    run_sums<Curve> adder(sums);
    for (std::size_t i = columns; i < totals.size(); ++i) {
        if (!totals[i].is_zero()) {
            adder.add(i / columns, totals[i], false);
        }
    }
    adder.finish();
    auto sum = weighted_sum<Curve>(std::span(sums).first(rows));
    for (std::size_t i = 0; i < column_bits; ++i) {
        sum = sum.doubled();
    }
    std::ranges::fill(sums, affine_point<Curve>{});
    for (std::size_t column = 1; column < columns; ++column) {
        for (std::size_t i = column; i < totals.size(); i += columns) {
            if (!totals[i].is_zero()) {
                adder.add(column, totals[i], false);
            }
        }
    }
    adder.finish();
    return sum + weighted_sum<Curve>(std::span(sums).first(columns));
}

/// The sum of digit * point for one window's digits.
template <class Curve, class Digit>
jacobian_point<Curve> window_sum(std::span<const affine_point<Curve>> points, std::size_t bits,
                                 std::span<const std::span<const std::uint32_t>> lists, const Digit& digit) {
    const std::size_t half = std::size_t{1} << (bits - 1);
    std::size_t count = 0;
    for (const auto list : lists) {
        count += list.size();
    }
    std::vector<std::uint32_t> places(half + 2);
    std::vector<std::int32_t> digits;
    digits.reserve(count);
    for (const auto list : lists) {
        for (const std::uint32_t i : list) {
            const std::int32_t d = digit(i);
            digits.push_back(d);
            ++places[static_cast<std::size_t>(d < 0 ? -d : d) + 1];
        }
    }
    // Counting sort of the points by the absolute value of their digit, zeros in front.
    for (std::size_t i = 1; i < places.size(); ++i) {
        places[i] += places[i - 1];
    }
    const std::size_t zeros = places[1];
    std::vector<std::uint32_t> order(count);
    std::size_t at = 0;
    for (const auto list : lists) {
        for (const std::uint32_t i : list) {
            const std::int32_t d = digits[at++];
            order[places[static_cast<std::size_t>(d < 0 ? -d : d)]++] = 2 * i + (d < 0 ? 1 : 0);
        }
    }
    std::vector<std::int32_t>().swap(digits);
    std::vector<affine_point<Curve>> buckets(std::bit_ceil(half + 1));
    run_sums<Curve> adder(buckets);
    std::size_t key = 1;
    for (std::size_t i = zeros; i < count; ++i) {
        constexpr std::size_t ahead = 32;
        if (i + ahead < count) {
            __builtin_prefetch(&points[order[i + ahead] / 2]);
        }
        while (i == places[key]) { // which by now is where the next digit's points begin
            ++key;
        }
        adder.add(key, points[order[i] / 2], order[i] % 2 != 0);
    }
    adder.finish();
    return weighted_sum_by_square<Curve>(buckets);
}

} // namespace detail

template <class Curve>
jacobian_point<Curve> msm(std::span<const affine_point<Curve>> points, std::span<const scalar_integer<Curve>> scalars) {
    std::vector<std::uint32_t> small;
    std::vector<std::uint32_t> large;
    constexpr std::size_t small_bits = 12;
    for (std::size_t i = 0; i < scalars.size(); ++i) {
        if (const std::size_t width = scalars[i].bit_width(); width != 0 && !points[i].is_zero()) {
            (width <= small_bits ? small : large).push_back(static_cast<std::uint32_t>(i));
        }
    }
    const auto& order = Curve::scalar_field::modulus;
    const std::size_t bits = detail::window_bits(large.size(), order.bit_width());
    const detail::signed_windows windows(bits, order);
    std::vector<jacobian_point<Curve>> sums(windows.count());
    parallel_for(windows.count(), 1, [&](std::size_t window) {
        const bool with_small = window * bits <= small_bits;
        const std::array<std::span<const std::uint32_t>, 2> lists{
            large, with_small ? std::span<const std::uint32_t>(small) : std::span<const std::uint32_t>{}};
        sums[window] = detail::window_sum<Curve>(points, bits, lists,
                                                 [&](std::uint32_t i) { return windows.digit(scalars[i], window); });
    });
    jacobian_point<Curve> total;
    for (std::size_t window = windows.count(); window-- > 0;) {
        for (std::size_t i = 0; i < bits; ++i) {
            total = total.doubled();
        }
        total = total + sums[window];
    }
    return total;
}

} // namespace zonogon::curve
