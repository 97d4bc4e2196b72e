#pragma once

#include <algorithm>
#include <array>
#include <atomic>
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

/// What a thread needs to sum up the points of one window after the other.
template <class Curve>
class window_adder {
    using point = affine_point<Curve>;
    using indices = std::span<const std::uint32_t>;

public:
    explicit window_adder(std::size_t bits)
        : places_((std::size_t{1} << (bits - 1)) + 2), buckets_(std::size_t{1} << bits) {}

    /// The sum of digit(i) * points[i] over the lists' i, for digits of at most `bits` bits with their sign.
    template <class Digit>
    jacobian_point<Curve> sum(std::span<const point> points, std::span<const indices> lists, const Digit& digit);

private:
    template <class Digit>
    void sort(std::span<const indices> lists, const Digit& digit);
    jacobian_point<Curve> weighted_sum_of_buckets();

    static std::size_t key_of(std::int32_t digit) { return static_cast<std::size_t>(digit < 0 ? -digit : digit); }

    /// Where in the order the points of a key begin; once they are sorted, where they end.
    std::vector<std::uint32_t> places_;
    std::vector<std::int32_t> digits_;
    /// Points by the absolute value of their digit: 2 i, or 2 i + 1 for negative digits.
    std::vector<std::uint32_t> order_;
    std::vector<point> buckets_;
    std::vector<point> square_;
    run_sums<Curve> adder_;
};

/// Counting sort by the digits' absolute values.
template <class Curve>
template <class Digit>
void window_adder<Curve>::sort(std::span<const indices> lists, const Digit& digit) {
    std::ranges::fill(places_, 0);
    digits_.clear();
    for (const indices list : lists) {
        for (const std::uint32_t i : list) {
            const std::int32_t d = digit(i);
            digits_.push_back(d);
            ++places_[key_of(d) + 1];
        }
    }
    for (std::size_t i = 1; i < places_.size(); ++i) {
        places_[i] += places_[i - 1];
    }
    order_.resize(digits_.size());
    std::size_t at = 0;
    for (const indices list : lists) {
        for (const std::uint32_t i : list) {
            const std::int32_t d = digits_[at++];
            order_[places_[key_of(d)]++] = 2 * i + (d < 0 ? 1 : 0);
        }
    }
}

template <class Curve>
template <class Digit>
jacobian_point<Curve> window_adder<Curve>::sum(std::span<const point> points, std::span<const indices> lists,
                                               const Digit& digit) {
    sort(lists, digit);
    std::ranges::fill(buckets_, point{});
    adder_.add_to(buckets_);
    std::size_t key = 1;
    for (std::size_t i = places_[0]; i < order_.size(); ++i) {
        constexpr std::size_t ahead = 32;
        if (i + ahead < order_.size()) {
            __builtin_prefetch(&points[order_[i + ahead] / 2]);
        }
        while (i == places_[key]) {
            ++key;
        }
        adder_.add(key, points[order_[i] / 2], order_[i] % 2 != 0);
    }
    adder_.finish();
    return weighted_sum_of_buckets();
}

/// The sum of key * buckets[key]: the buckets are summed by rows and by columns of a square first, which shares
/// inversions.
template <class Curve>
jacobian_point<Curve> window_adder<Curve>::weighted_sum_of_buckets() {
    const std::size_t column_bits = static_cast<std::size_t>(std::countr_zero(buckets_.size())) / 2;
    const std::size_t columns = std::size_t{1} << column_bits;
    const std::size_t rows = buckets_.size() / columns;
    square_.assign(rows + columns, point{});
    const auto by_rows = std::span(square_).first(rows);
    const auto by_columns = std::span(square_).last(columns);
    adder_.add_to(by_rows);
    for (std::size_t i = columns; i < buckets_.size(); ++i) {
        if (!buckets_[i].is_zero()) {
            adder_.add(i / columns, buckets_[i], false);
        }
    }
    adder_.finish();
    adder_.add_to(by_columns);
    for (std::size_t column = 1; column < columns; ++column) {
        for (std::size_t i = column; i < buckets_.size(); i += columns) {
            if (!buckets_[i].is_zero()) {
                adder_.add(column, buckets_[i], false);
            }
        }
    }
    adder_.finish();
    auto sum = weighted_sum<Curve>(by_rows);
    for (std::size_t i = 0; i < column_bits; ++i) {
        sum = sum.doubled();
    }
    return sum + weighted_sum<Curve>(by_columns);
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
    // More threads than windows share a window's points.
    const std::size_t parts = (thread_count() + windows.count() - 1) / windows.count();
    const std::size_t tasks = windows.count() * parts;
    std::vector<jacobian_point<Curve>> sums(tasks);
    std::atomic<std::size_t> next{0};
    parallel_for(std::min(tasks, thread_count()), 1, [&](std::size_t) {
        detail::window_adder<Curve> adder(bits);
        for (std::size_t task = next.fetch_add(1); task < tasks; task = next.fetch_add(1)) {
            const std::size_t window = task / parts;
            const auto share = [&](const std::vector<std::uint32_t>& list) {
                const std::size_t begin = list.size() * (task % parts) / parts;
                const std::size_t end = list.size() * (task % parts + 1) / parts;
                return std::span(list).subspan(begin, end - begin);
            };
            const bool with_small = window * bits <= small_bits;
            const std::array<std::span<const std::uint32_t>, 2> lists{
                share(large), with_small ? share(small) : std::span<const std::uint32_t>{}};
            sums[task] = adder.sum(points, lists, [&](std::uint32_t i) { return windows.digit(scalars[i], window); });
        }
    });
    jacobian_point<Curve> total;
    for (std::size_t window = windows.count(); window-- > 0;) {
        for (std::size_t i = 0; i < bits; ++i) {
            total = total.doubled();
        }
        for (std::size_t part = 0; part < parts; ++part) {
            total = total + sums[window * parts + part];
        }
    }
    return total;
}

} // namespace zonogon::curve
