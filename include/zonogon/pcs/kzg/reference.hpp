#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/curve/bn254_pairing.hpp>
#include <zonogon/curve/msm.hpp>
#include <zonogon/pcs/ptau/file.hpp>

namespace zonogon::pcs::kzg {

/// What a verifier of KZG openings knows: tau G2, and lines of it and of G2 for the pairings.
template <class Pairing = curve::bn254_pairing>
class verifying_reference {
public:
    using g2_point = typename Pairing::g2::point;

    /// Precondition: tau_g2 is in G2; it is no secret.
    explicit verifying_reference(const g2_point& tau_g2)
        : tau_g2_(tau_g2), lines_of_one_(g2_point::generator()), lines_of_tau_(tau_g2) {}

    const g2_point& tau_g2() const noexcept { return tau_g2_; }
    /// Whether e(a, G2) = e(b, tau G2). Preconditions: a and b are in G1.
    bool same(const typename Pairing::g1::point& a, const typename Pairing::g1::point& b) const {
        const std::array<typename Pairing::prepared_pair, 2> pairs{{{a, &lines_of_one_}, {-b, &lines_of_tau_}}};
        return Pairing::product({}, pairs) == Pairing::extension::one();
    }

private:
    g2_point tau_g2_;
    typename Pairing::prepared_g2 lines_of_one_;
    typename Pairing::prepared_g2 lines_of_tau_;
};

/// The powers that polynomials of less than size() coefficients are committed with: tau^i G1.
template <class Pairing = curve::bn254_pairing>
class reference {
public:
    using g1 = typename Pairing::g1;
    using scalar = typename g1::scalar_field;
    using commitment = typename g1::point;

    /// Preconditions: powers are tau^i G1 from i = 0 and tau_g2 is tau G2 for one tau, all in their groups.
    reference(std::vector<commitment> powers, const typename Pairing::g2::point& tau_g2)
        : powers_(std::move(powers)), verifying_(tau_g2) {}

    /// The first `size` powers of a file. Checks that the points are points of the groups, that the first is the
    /// generator and that the second agrees with tau G2; ptau::check tells of the rest.
    static result<reference> from_file(const ptau::file<Pairing>& file, std::size_t size);

    std::size_t size() const noexcept { return powers_.size(); }
    std::span<const commitment> powers() const noexcept { return powers_; }
    const verifying_reference<Pairing>& verifying() const noexcept { return verifying_; }

    /// The commitment p(tau) G1, coefficients from the constant one up. Precondition: at most size() of them.
    commitment commit(std::span<const scalar> coefficients) const {
        return curve::msm<g1>(powers().first(coefficients.size()), coefficients).to_affine();
    }

private:
    std::vector<commitment> powers_;
    verifying_reference<Pairing> verifying_;
};

template <class Pairing>
result<reference<Pairing>> reference<Pairing>::from_file(const ptau::file<Pairing>& file, std::size_t size) {
    if (size < 2 || size > file.tau_g1().size()) {
        return error{"kzg: the file has " + std::to_string(file.tau_g1().size()) + " powers, not " +
                     std::to_string(size)};
    }
    auto powers = file.tau_g1().subspan(0, size).read();
    if (!powers) {
        return error{"kzg: powers of tau: " + powers.why().message};
    }
    if (file.tau_g2().size() < 2) {
        return error{"kzg: the file has no tau G2"};
    }
    const auto one = file.tau_g2().at(0);
    const auto tau = file.tau_g2().at(1);
    if (!one || !tau || *one != Pairing::g2::point::generator() || !Pairing::in_g2(*tau) || tau->is_zero()) {
        return error{"kzg: G2 or tau G2 of the file is wrong"};
    }
    for (const commitment& p : *powers) {
        if (p.is_zero() || !Pairing::in_g1(p)) {
            return error{"kzg: a power of the file is zero or not in G1"};
        }
    }
    reference out(std::move(*powers), *tau);
    if (out.powers_[0] != commitment::generator() || !out.verifying_.same(out.powers_[1], out.powers_[0])) {
        return error{"kzg: the powers of the file do not begin with G1 and tau G1"};
    }
    return out;
}

} // namespace zonogon::pcs::kzg
