#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/curve/batch_to_affine.hpp>
#include <zonogon/curve/short_weierstrass.hpp>

namespace zonogon::curve {

/// Multiples of one point by a table of all its multiples by a digit of `window_bits` bits in each place: an addition
/// for each digit, no doublings. Variable time: not for secrets that somebody can time.
template <class Curve>
class fixed_base {
public:
    using point = affine_point<Curve>;
    using scalar = typename Curve::scalar_field;
    static constexpr std::size_t window_bits = 8;

    /// About 8,000 additions.
    explicit fixed_base(const point& p);
    jacobian_point<Curve> multiply(const scalar& k) const;
    /// k P for every scalar, on all threads. Precondition: out.size() == scalars.size().
    void multiply(std::span<const scalar> scalars, std::span<point> out) const;

private:
    static constexpr std::size_t row = (std::size_t{1} << window_bits) - 1;
    static constexpr std::size_t windows = (scalar::modulus.bit_width() + window_bits - 1) / window_bits;

    /// Of each place the multiples by 1, 2, ..., 2^window_bits - 1.
    std::vector<point> table_;
};

template <class Curve>
fixed_base<Curve>::fixed_base(const point& p) : table_(windows * row) {
    std::vector<jacobian_point<Curve>> all(table_.size());
    jacobian_point<Curve> base(p);
    for (std::size_t w = 0; w < windows; ++w) {
        jacobian_point<Curve> multiple = base;
        for (std::size_t d = 0; d < row; ++d) {
            all[w * row + d] = multiple;
            multiple = multiple + base;
        }
        base = multiple;
    }
    batch_to_affine<Curve>(all, table_);
}

template <class Curve>
jacobian_point<Curve> fixed_base<Curve>::multiply(const scalar& k) const {
    const auto v = k.value();
    jacobian_point<Curve> out;
    for (std::size_t w = 0; w < windows; ++w) {
        if (const std::uint8_t digit = v.byte(w); digit != 0) {
            out = out + table_[w * row + digit - 1U];
        }
    }
    return out;
}

template <class Curve>
void fixed_base<Curve>::multiply(std::span<const scalar> scalars, std::span<point> out) const {
    constexpr std::size_t chunk = 4096;
    for (std::size_t begin = 0; begin < scalars.size(); begin += 16 * chunk) {
        const std::size_t count = std::min(16 * chunk, scalars.size() - begin);
        std::vector<jacobian_point<Curve>> sums(count);
        parallel_for(count, 64, [&](std::size_t i) { sums[i] = multiply(scalars[begin + i]); });
        batch_to_affine<Curve>(sums, out.subspan(begin, count));
    }
}

} // namespace zonogon::curve
