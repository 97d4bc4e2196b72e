#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/field/batch_inverse.hpp>
#include <zonogon/poly/vector_ntt.hpp>
#include <zonogon/snark/fflonk/polynomial.hpp>
#include <zonogon/snark/fflonk/proving_key.hpp>
#include <zonogon/snark/fflonk/types.hpp>
#include <zonogon/snark/fflonk/witness.hpp>

namespace zonogon::snark::fflonk {

/// Computes z and the quotients T0, T1 and T2 of the proof.
///
/// The .zkey has every column's values on the 4 n-th roots of one. Those at odd powers are a coset of the 2 n-th roots
/// (`wide` below, shifted by w4, on which X^(2n) = -1), those at twice an odd number a coset of the n-th roots
/// (`narrow`, shifted by w2, on which X^n = -1). On both the vanishing polynomial X^n - 1 is not zero, so a quotient's
/// values come by division, without transforming any column. T0 has less than 2 n coefficients: its values on `wide`
/// determine it. T2 has 3 n: see combine.
class quotient_domain {
public:
    explicit quotient_domain(const proving_key& key);

    /// Values on both cosets.
    struct values {
        polynomial wide;
        polynomial narrow;
    };

    /// From coefficients, at most 2 n of them and n + 3 where they are more than n.
    values evaluate(std::span<const scalar> p) const;
    /// Coefficients of the polynomial with less than 3 n coefficients that has these values.
    polynomial combine(values v) const;

    /// The numerator's value at place i of a coset from the step, which tells the columns' place.
    std::size_t rows() const noexcept { return rows_; }
    const poly::vector_ntt<scalar>& narrow_plan() const noexcept { return narrow_; }
    const poly::vector_ntt<scalar>& wide_plan() const noexcept { return wide_; }
    const scalar& wide_shift() const noexcept { return wide_shift_; }
    const scalar& narrow_shift() const noexcept { return narrow_shift_; }

    /// 1 / (X^n - 1) at place i of `wide`: depends on whether i is even.
    const scalar& wide_inverse(std::size_t i) const noexcept { return wide_inverse_[i % 2]; }
    /// The same everywhere on `narrow`.
    const scalar& narrow_inverse() const noexcept { return narrow_inverse_; }

private:
    std::size_t rows_;
    poly::vector_ntt<scalar> narrow_;
    poly::vector_ntt<scalar> wide_;
    scalar wide_shift_, narrow_shift_;
    std::array<scalar, 2> wide_inverse_;
    scalar narrow_inverse_;
};

inline quotient_domain::quotient_domain(const proving_key& key)
    : rows_(key.rows()), narrow_(key.power()), wide_(key.power() + 1),
      wide_shift_(scalar::two_adic_generator(key.power() + 2)),
      narrow_shift_(scalar::two_adic_generator(key.power() + 1)) {
    // (w4 w2^i)^n is a fourth root of one times a sign.
    const scalar root = scalar::two_adic_generator(2);
    wide_inverse_ = {(root - scalar::one()).inverse(), (-root - scalar::one()).inverse()};
    narrow_inverse_ = (-scalar{2}).inverse();
}

inline quotient_domain::values quotient_domain::evaluate(std::span<const scalar> p) const {
    values out;
    out.wide.assign(p.begin(), p.end());
    out.wide.resize(2 * rows_);
    wide_.forward_coset(out.wide, wide_shift_);
    // X^n = -1 on the narrow coset.
    out.narrow.assign(p.begin(), p.begin() + static_cast<std::ptrdiff_t>(std::min(p.size(), rows_)));
    out.narrow.resize(rows_);
    for (std::size_t i = rows_; i < p.size(); ++i) {
        out.narrow[i - rows_] -= p[i];
    }
    narrow_.forward_coset(out.narrow, narrow_shift_);
    return out;
}

inline polynomial quotient_domain::combine(values v) const {
    // p = u + (X^(2n) + 1) r with u the remainder, which has p's values where X^(2n) = -1. Where X^n = -1, p = u + 2 r.
    polynomial p = std::move(v.wide);
    wide_.inverse_coset(p, wide_shift_);
    polynomial remainder(p.begin(), p.begin() + static_cast<std::ptrdiff_t>(rows_));
    for (std::size_t i = 0; i < rows_; ++i) {
        remainder[i] -= p[rows_ + i];
    }
    polynomial rest = std::move(v.narrow);
    narrow_.inverse_coset(rest, narrow_shift_);
    p.resize(3 * rows_);
    const scalar half = scalar{2}.inverse();
    for (std::size_t i = 0; i < rows_; ++i) {
        const scalar r = (rest[i] - remainder[i]) * half;
        p[i] += r;
        p[2 * rows_ + i] = r;
    }
    return p;
}

/// T0 = (ql a + qr b + qm a b + qo c + qc + PI) / (X^n - 1) from the values of a, b and c on the wide coset; PI is
/// minus the public inputs on the first rows. Has 2 n coefficients. Precondition: every gate holds.
inline polynomial gate_quotient(const proving_key& key, const quotient_domain& on, std::span<const scalar> publics,
                                const scalar* a, const scalar* b, const scalar* c) {
    polynomial out(on.rows());
    for (std::size_t i = 0; i < publics.size(); ++i) {
        out[i] = -publics[i];
    }
    on.narrow_plan().inverse(out);
    out.resize(2 * on.rows());
    on.wide_plan().forward_coset(out, on.wide_shift());
    parallel_for(out.size(), std::size_t{1} << 12, [&](std::size_t i) {
        const auto q = [&](std::size_t column) { return key.column(column).values[2 * i + 1]; };
        const scalar sum = (q(0) + q(2) * b[i]) * a[i] + q(1) * b[i] + q(3) * c[i] + q(4) + out[i];
        out[i] = sum * on.wide_inverse(i);
    });
    on.wide_plan().inverse_coset(out, on.wide_shift());
    return out;
}

/// The permutation's numbers at one place.
struct permutation_factors {
    scalar beta, gamma;

    /// (a + beta x + gamma)(b + beta k1 x + gamma)(c + beta k2 x + gamma).
    scalar own(const scalar& a, const scalar& b, const scalar& c, const scalar& x) const {
        const scalar bx = beta * x;
        return (a + bx + gamma) * (b + column_b * bx + gamma) * (c + column_c * bx + gamma);
    }
    /// (a + beta s1 + gamma)(b + beta s2 + gamma)(c + beta s3 + gamma), sigma's values at a place of the 4 n-th roots.
    scalar permuted(const scalar& a, const scalar& b, const scalar& c, const proving_key& key,
                    std::size_t place) const {
        return (a + beta * key.column(5).values[place] + gamma) * (b + beta * key.column(6).values[place] + gamma) *
               (c + beta * key.column(7).values[place] + gamma);
    }
};

/// z on the rows: 1 in the first, and from row to row the quotient own / permuted. Fails if it does not come back to 1:
/// then cells of one wire differ, which a key that fits itself does not let happen.
inline result<polynomial> accumulate_permutation(const proving_key& key, const permutation_factors& f,
                                                 std::span<const polynomial, 3> columns) {
    const std::size_t rows = key.rows();
    polynomial own(rows);
    polynomial permuted(rows);
    const scalar step = scalar::two_adic_generator(key.power());
    parallel_chunks(rows, std::size_t{1} << 12, [&](std::size_t begin, std::size_t end) {
        scalar x = step.pow(begin);
        for (std::size_t i = begin; i < end; ++i) {
            own[i] = f.own(columns[0][i], columns[1][i], columns[2][i], x);
            permuted[i] = f.permuted(columns[0][i], columns[1][i], columns[2][i], key, 4 * i);
            x *= step;
        }
    });
    field::batch_inverse(std::span<scalar>(permuted));
    scalar z = scalar::one();
    for (std::size_t i = 0; i < rows; ++i) {
        const scalar next = z * own[i] * permuted[i];
        own[i] = z;
        z = next;
    }
    if (z != scalar::one()) {
        return error{"the wires do not fit the permutation"};
    }
    return own;
}

/// T2 = (own z(X) - permuted z(w X)) / (X^n - 1), 3 n coefficients, from values on both cosets.
inline polynomial permutation_quotient(const proving_key& key, const quotient_domain& on, const permutation_factors& f,
                                       std::span<const quotient_domain::values, 3> wires, quotient_domain::values z) {
    const auto compute = [&](polynomial quotient_domain::values::* coset, const scalar& shift, const scalar& root,
                             std::size_t stride, const auto& inverse) {
        const polynomial& zs = z.*coset;
        polynomial out(zs.size());
        // w is the (size / n)-th power of the coset's root.
        const std::size_t ahead = zs.size() / on.rows();
        parallel_chunks(zs.size(), std::size_t{1} << 12, [&](std::size_t begin, std::size_t end) {
            scalar x = shift * root.pow(begin);
            for (std::size_t i = begin; i < end; ++i) {
                const scalar& a = (wires[0].*coset)[i];
                const scalar& b = (wires[1].*coset)[i];
                const scalar& c = (wires[2].*coset)[i];
                const scalar& next = zs[(i + ahead) % zs.size()];
                const std::size_t place = stride * i + stride / 2;
                out[i] = (f.own(a, b, c, x) * zs[i] - f.permuted(a, b, c, key, place) * next) * inverse(i);
                x *= root;
            }
        });
        return out;
    };
    quotient_domain::values out;
    out.wide = compute(&quotient_domain::values::wide, on.wide_shift(), scalar::two_adic_generator(key.power() + 1), 2,
                       [&](std::size_t i) { return on.wide_inverse(i); });
    out.narrow = compute(&quotient_domain::values::narrow, on.narrow_shift(), scalar::two_adic_generator(key.power()),
                         4, [&](std::size_t) { return on.narrow_inverse(); });
    z = {};
    return on.combine(std::move(out));
}

/// T1 = (z - 1) L_1 / (X^n - 1) = (z - 1) / (n (X - 1)), as L_1 = (X^n - 1) / (n (X - 1)).
inline polynomial start_quotient(std::span<const scalar> z, std::size_t rows) {
    polynomial out(z.begin(), z.end());
    divide_by_linear(out, scalar::one());
    out.erase(out.begin());
    const scalar factor = scalar{static_cast<std::uint64_t>(rows)}.inverse();
    for (scalar& v : out) {
        v *= factor;
    }
    return out;
}

} // namespace zonogon::snark::fflonk
