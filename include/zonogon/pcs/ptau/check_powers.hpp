#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/curve/msm.hpp>
#include <zonogon/pcs/ptau/file.hpp>
#include <zonogon/poly/vector_ntt.hpp>

namespace zonogon::pcs::ptau {

/// Checks that a file's points are what they are called: in their groups, powers of one tau, alpha and beta times them,
/// and beta the same in both groups. By pairings of random linear combinations: wrong powers pass with a chance below
/// 2^-250. Random has scalar<F>(), a result; who makes the file must not know it.
///
/// Cost: two sums of multiples over each section, and for each point of G2 a test of membership.
template <class Pairing, class Random>
status check_powers(const file<Pairing>& in, Random& random);

/// Checks that sections 12 to 15 are the Lagrange bases of the powers, by random linear combinations. Precondition:
/// check_powers has passed.
template <class Pairing, class Random>
status check_lagrange(const file<Pairing>& in, Random& random);

namespace check_detail {

template <class Scalar, class Random>
result<std::vector<Scalar>> random_scalars(std::size_t count, Random& random) {
    std::vector<Scalar> out(count);
    for (Scalar& v : out) {
        const result<Scalar> next = random.template scalar<Scalar>();
        if (!next) {
            return next.why();
        }
        v = *next;
    }
    return out;
}

/// sum r_i P_i and sum r_i P_(i + 1) over a section's points for random r, both the sum's zero for a single point. The
/// points are checked to be on the curve and, by `in_group`, in the group.
template <class Curve>
struct shifted_sums {
    using point = typename Curve::point;
    point first;
    point plain, shifted;
};
template <class Curve, class Random, class InGroup>
result<shifted_sums<Curve>> sum_shifted(const char* name, const curve::stored_points<Curve>& section, Random& random,
                                        const InGroup& in_group) {
    using scalar = typename Curve::scalar_field;
    const auto fail = [name](const std::string& why) { return error{std::string("ptau: ") + name + ": " + why}; };
    const auto points = section.read();
    if (!points) {
        return fail(points.why().message);
    }
    std::atomic<bool> inside{true};
    parallel_for(points->size(), 16, [&](std::size_t i) {
        if (!in_group((*points)[i])) {
            inside = false;
        }
    });
    if (!inside) {
        return fail("a point is not in its group");
    }
    const auto scalars = random_scalars<scalar>(points->size() - 1, random);
    if (!scalars) {
        return scalars.why();
    }
    const std::span<const typename Curve::point> all(*points);
    return shifted_sums<Curve>{all[0], curve::msm<Curve>(all.first(scalars->size()), *scalars).to_affine(),
                               curve::msm<Curve>(all.subspan(1), *scalars).to_affine()};
}

/// Whether a section 12 to 15 is the transform of 2 to 5, for all sizes together: with random r and P_j = sum_i w^(i j)
/// L_i, sum_j r_j P_j = sum_i (sum_j r_j w^(i j)) L_i.
template <class Curve, class Random>
status check_transform(const char* name, const curve::stored_points<Curve>& powers,
                       const curve::stored_points<Curve>& lagrange, Random& random) {
    using scalar = typename Curve::scalar_field;
    const auto fail = [name](const std::string& why) { return error{std::string("ptau: ") + name + ": " + why}; };
    const auto from = powers.read();
    const auto to = lagrange.read();
    if (!from || !to) {
        return fail(!from ? from.why().message : to.why().message);
    }
    std::vector<scalar> left(from->size());
    std::vector<scalar> right;
    right.reserve(to->size());
    for (std::size_t k = 0; (std::size_t{2} << k) - 1 <= to->size(); ++k) {
        auto r = random_scalars<scalar>(std::size_t{1} << k, random);
        if (!r) {
            return r.why();
        }
        // The power beyond the last counts as zero.
        for (std::size_t j = 0; j < r->size() && j < left.size(); ++j) {
            left[j] += (*r)[j];
        }
        poly::vector_ntt<scalar>(k).forward(std::span<scalar>(*r));
        right.insert(right.end(), r->begin(), r->end());
    }
    const auto a = curve::msm<Curve>(std::span<const typename Curve::point>(*from), std::span<const scalar>(left));
    const auto b = curve::msm<Curve>(std::span<const typename Curve::point>(*to), std::span<const scalar>(right));
    if (!(a == b)) {
        return fail("not the Lagrange basis of the powers");
    }
    return {};
}

} // namespace check_detail

template <class Pairing, class Random>
status check_powers(const file<Pairing>& in, Random& random) {
    using g1 = typename Pairing::g1;
    using g2 = typename Pairing::g2;
    const auto in_g1 = [](const auto& p) { return !p.is_zero() && Pairing::in_g1(p); };
    const auto in_g2 = [](const auto& p) { return !p.is_zero() && Pairing::in_g2(p); };
    const auto tau_g1 = check_detail::sum_shifted<g1>("tau G1", in.tau_g1(), random, in_g1);
    const auto tau_g2 = check_detail::sum_shifted<g2>("tau G2", in.tau_g2(), random, in_g2);
    const auto alpha = check_detail::sum_shifted<g1>("alpha tau G1", in.alpha_tau_g1(), random, in_g1);
    const auto beta = check_detail::sum_shifted<g1>("beta tau G1", in.beta_tau_g1(), random, in_g1);
    const auto beta_g2 = check_detail::sum_shifted<g2>("beta G2", in.beta_g2(), random, in_g2);
    for (const auto* s : {&tau_g1, &alpha, &beta}) {
        if (!*s) {
            return s->why();
        }
    }
    for (const auto* s : {&tau_g2, &beta_g2}) {
        if (!*s) {
            return s->why();
        }
    }
    const auto one1 = g1::point::generator();
    const auto one2 = g2::point::generator();
    if (tau_g1->first != one1 || tau_g2->first != one2) {
        return error{"ptau: the powers do not begin with the generators"};
    }
    const auto equal = [](const typename g1::point& p, const typename g2::point& q, const typename g1::point& r,
                          const typename g2::point& s) {
        const std::array<typename Pairing::pair, 2> pairs{{{p, q}, {-r, s}}};
        return Pairing::product(pairs) == Pairing::extension::one();
    };
    if (in.power() > 0) {
        const auto tau1 = in.tau_g1().unchecked(1);
        const auto tau2 = in.tau_g2().unchecked(1);
        if (!equal(tau1, one2, one1, tau2)) {
            return error{"ptau: tau is another in G1 and in G2"};
        }
        for (const auto& [name, sums] :
             {std::pair{"tau G1", &*tau_g1}, std::pair{"alpha tau G1", &*alpha}, std::pair{"beta tau G1", &*beta}}) {
            if (!equal(sums->shifted, one2, sums->plain, tau2)) {
                return error{std::string("ptau: ") + name + ": not powers of tau"};
            }
        }
        if (!equal(tau1, tau_g2->plain, one1, tau_g2->shifted)) {
            return error{"ptau: tau G2: not powers of tau"};
        }
    }
    if (!equal(beta->first, one2, one1, beta_g2->first)) {
        return error{"ptau: beta is another in G1 and in G2"};
    }
    return {};
}

template <class Pairing, class Random>
status check_lagrange(const file<Pairing>& in, Random& random) {
    using g1 = typename Pairing::g1;
    using g2 = typename Pairing::g2;
    if (!in.prepared()) {
        return error{"ptau: the file is not prepared"};
    }
    if (const status s =
            check_detail::check_transform<g1>("Lagrange basis of tau G1", in.tau_g1(), in.all_lagrange_g1(), random);
        !s) {
        return s;
    }
    if (const status s = check_detail::check_transform<g1>("Lagrange basis of alpha tau G1", in.alpha_tau_g1(),
                                                           in.all_lagrange_alpha_g1(), random);
        !s) {
        return s;
    }
    if (const status s = check_detail::check_transform<g1>("Lagrange basis of beta tau G1", in.beta_tau_g1(),
                                                           in.all_lagrange_beta_g1(), random);
        !s) {
        return s;
    }
    return check_detail::check_transform<g2>("Lagrange basis of tau G2", in.tau_g2(), in.all_lagrange_g2(), random);
}

} // namespace zonogon::pcs::ptau
