#pragma once

#include <atomic>
#include <cstddef>
#include <span>

#include <zonogon/curve/short_weierstrass.hpp>

namespace zonogon::curve {

/// Two points to be added, each as it is or negated.
template <class Curve>
struct point_pair {
    const affine_point<Curve>* first = nullptr;
    const affine_point<Curve>* second = nullptr;
    bool negate_first = false;
    bool negate_second = false;
};

namespace detail {

/// add_pairs by wider vectors than the program is compiled for; null unless a program has it and finds the processor
/// for it (curve/wider.hpp).
template <class Curve>
struct wider {
    using function = void (*)(std::span<const point_pair<Curve>>, affine_point<Curve>*);
    static inline std::atomic<function> add_pairs{nullptr};
};

/// add_pairs on every machine.
template <class Curve>
constexpr void add_pairs_one_by_one(std::span<const point_pair<Curve>> pairs, affine_point<Curve>* sums);

} // namespace detail

/// sums[i] is the sum of pairs[i]; points may be zero, equal or opposite. No sum may lie where a point is read.
///
/// One inversion for all pairs and six multiplications each (Montgomery's trick on the slopes' denominators).
template <class Curve>
void add_pairs(std::span<const point_pair<Curve>> pairs, affine_point<Curve>* sums) {
    if (const auto wider = detail::wider<Curve>::add_pairs.load(std::memory_order_relaxed); wider != nullptr) {
        wider(pairs, sums);
    } else {
        detail::add_pairs_one_by_one(pairs, sums);
    }
}

template <class Curve>
constexpr void detail::add_pairs_one_by_one(std::span<const point_pair<Curve>> pairs, affine_point<Curve>* sums) {
    using coordinate = typename Curve::base_field;
    const auto signed_y = [](const affine_point<Curve>& p, bool negate) { return negate ? -p.y() : p.y(); };
    // On the way up a sum's place keeps the product of the denominators before it, and its own.
    coordinate product = coordinate::one();
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const affine_point<Curve>& p = *pairs[i].first;
        const affine_point<Curve>& q = *pairs[i].second;
        coordinate denominator = q.x() - p.x();
        if (p.is_zero() || q.is_zero()) {
            denominator = coordinate::one();
        } else if (denominator.is_zero()) {
            const coordinate y = signed_y(p, pairs[i].negate_first);
            const bool doubles = y == signed_y(q, pairs[i].negate_second) && !y.is_zero();
            denominator = doubles ? y + y : coordinate::one();
        }
        sums[i] = {product, denominator};
        product *= denominator;
    }
    coordinate inverse = product.inverse();
    for (std::size_t i = pairs.size(); i-- > 0;) {
        const coordinate reciprocal = inverse * sums[i].x();
        inverse *= sums[i].y();
        const affine_point<Curve>& p = *pairs[i].first;
        const affine_point<Curve>& q = *pairs[i].second;
        const coordinate py = signed_y(p, pairs[i].negate_first);
        const coordinate qy = signed_y(q, pairs[i].negate_second);
        coordinate numerator = qy - py;
        if (p.is_zero()) {
            sums[i] = {q.x(), qy};
            continue;
        }
        if (q.is_zero()) {
            sums[i] = {p.x(), py};
            continue;
        }
        if (p.x() == q.x()) {
            if (!numerator.is_zero() || py.is_zero()) {
                sums[i] = {};
                continue;
            }
            const coordinate square = p.x().square();
            numerator = square + square + square + Curve::a();
        }
        const coordinate slope = numerator * reciprocal;
        const coordinate x = slope.square() - p.x() - q.x();
        sums[i] = {x, slope * (p.x() - x) - py};
    }
}

} // namespace zonogon::curve
