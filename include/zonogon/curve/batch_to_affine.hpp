#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/curve/short_weierstrass.hpp>
#include <zonogon/field/batch_inverse.hpp>

namespace zonogon::curve {

/// Writes the affine form of every point, with one inversion per thousand points and on all threads. Precondition:
/// out.size() == points.size().
template <class Curve>
void batch_to_affine(std::span<const jacobian_point<Curve>> points, std::span<affine_point<Curve>> out) {
    using coordinate = typename Curve::base_field;
    constexpr std::size_t chunk = 1024;
    parallel_chunks(points.size(), chunk, [&](std::size_t begin, std::size_t end) {
        std::vector<coordinate> inverses(end - begin);
        std::vector<coordinate> scratch(end - begin);
        std::transform(points.begin() + static_cast<std::ptrdiff_t>(begin),
                       points.begin() + static_cast<std::ptrdiff_t>(end), inverses.begin(),
                       [](const jacobian_point<Curve>& p) { return p.z(); });
        field::batch_inverse(std::span<coordinate>(inverses), std::span<coordinate>(scratch));
        for (std::size_t i = begin; i < end; ++i) {
            out[i] = points[i].to_affine(inverses[i - begin]);
        }
    });
}

} // namespace zonogon::curve
