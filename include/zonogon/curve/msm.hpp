#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/curve/short_weierstrass.hpp>

namespace zonogon::curve {

/// The sum of scalars[i] * points[i] on all threads (Pippenger's buckets).
///
/// Precondition: both spans have the same size. Points may be zero, equal or opposite. Variable time: not for secrets
/// that somebody can time.
template <class Curve>
jacobian_point<Curve> msm(std::span<const affine_point<Curve>> points,
                          std::span<const typename Curve::scalar_field> scalars);

template <class Curve>
jacobian_point<Curve> msm(std::span<const affine_point<Curve>> points,
                          std::span<const typename Curve::scalar_field> scalars) {
    using value = decltype(scalars[0].value());
    const std::size_t bits = std::max<std::size_t>(3, static_cast<std::size_t>(std::bit_width(points.size())) * 2 / 3);
    const std::size_t windows = (Curve::scalar_field::modulus.bit_width() + bits - 1) / bits;
    std::vector<value> numbers(scalars.size());
    parallel_for(scalars.size(), 1024, [&](std::size_t i) { numbers[i] = scalars[i].value(); });
    const auto digit = [bits](const value& v, std::size_t window) {
        return static_cast<std::size_t>((v >> (window * bits)).low64() & ((std::uint64_t{1} << bits) - 1));
    };
    std::vector<jacobian_point<Curve>> sums(windows);
    parallel_for(windows, 1, [&](std::size_t window) {
        std::vector<jacobian_point<Curve>> buckets(std::size_t{1} << bits);
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (const std::size_t d = digit(numbers[i], window); d != 0) {
                buckets[d] = buckets[d] + jacobian_point<Curve>(points[i]);
            }
        }
        jacobian_point<Curve> from_top;
        for (std::size_t d = buckets.size(); d-- > 1;) {
            from_top = from_top + buckets[d];
            sums[window] = sums[window] + from_top;
        }
    });
    jacobian_point<Curve> total;
    for (std::size_t window = windows; window-- > 0;) {
        for (std::size_t i = 0; i < bits; ++i) {
            total = total.doubled();
        }
        total = total + sums[window];
    }
    return total;
}

} // namespace zonogon::curve
