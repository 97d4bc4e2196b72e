#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/poly/vector_ntt.hpp>
#include <zonogon/snark/groth16/zkey.hpp>

namespace zonogon::snark::groth16 {

namespace quotient_detail {

/// Adds the coefficients in [begin, end) to the rows of A and B, whose place is bit-reversed. With `sorted`,
/// constraints must not fall and stay below `bound`: then threads that have neighbouring ranges never meet. Yields
/// false, with some rows written, if they do not; a reason for a coefficient that no key has.
template <class Scalar>
result<bool> add_rows(const zkey_coefficients<Scalar>& coefficients, std::size_t begin, std::size_t end, bool sorted,
                      std::uint64_t bound, std::uint32_t log_domain, std::span<const u256> witness, std::span<Scalar> a,
                      std::span<Scalar> b) {
    std::uint32_t last = 0;
    for (std::size_t i = begin; i < end; ++i) {
        const auto k = coefficients[i];
        if (k.matrix > 1 || k.constraint >= a.size() || k.wire >= witness.size()) {
            return error{"zkey: section 4: coefficient " + std::to_string(i) +
                         " names a matrix, a row or a wire that is not there"};
        }
        const auto value = Scalar::from_raw(k.raw);
        if (!value) {
            return error{"zkey: section 4: coefficient " + std::to_string(i) + " is not below the prime"};
        }
        if (sorted && (k.constraint < last || k.constraint >= bound)) {
            return false;
        }
        last = k.constraint;
        // The file's coefficient has the factor 2^512, which cancels with the product's 2^-256 to the stored form.
        const u256& w = witness[k.wire];
        const Scalar stored = Scalar::from_raw_unchecked({w.limb(0), w.limb(1), w.limb(2), w.limb(3)});
        (k.matrix == 0 ? a : b)[reverse_bits(k.constraint, log_domain)] += *value * stored;
    }
    return true;
}

/// Where to cut the coefficients for a thread so that no constraint is in two parts, if they are sorted.
template <class Scalar>
std::size_t cut(const zkey_coefficients<Scalar>& coefficients, std::size_t wanted) {
    while (wanted > 0 && wanted < coefficients.size() &&
           coefficients[wanted].constraint == coefficients[wanted - 1].constraint) {
        ++wanted;
    }
    return wanted;
}

/// The values of A w and B w on the domain, row i at place reverse_bits(i), by one thread for each part.
template <class Scalar>
status rows_of_witness(const zkey_coefficients<Scalar>& coefficients, std::uint32_t log_domain,
                       std::span<const u256> witness, std::span<Scalar> a, std::span<Scalar> b) {
    const std::size_t parts = thread_count() * 4;
    std::vector<std::size_t> cuts;
    bool sorted = coefficients.size() >= 4096;
    for (std::size_t part = 0; sorted && part <= parts; ++part) {
        cuts.push_back(cut(coefficients, coefficients.size() * part / parts));
        // Neighbouring parts must not share rows; within parts add_rows looks.
        const std::size_t at = cuts.back();
        sorted = at == 0 || at >= coefficients.size() || coefficients[at - 1].constraint < coefficients[at].constraint;
    }
    std::vector<result<bool>> outcomes(sorted ? parts : 0, true);
    parallel_for(outcomes.size(), 1, [&](std::size_t part) {
        const std::size_t end = cuts[part + 1];
        const std::uint64_t bound = end < coefficients.size() ? coefficients[end].constraint : a.size();
        outcomes[part] = add_rows(coefficients, cuts[part], end, true, bound, log_domain, witness, a, b);
    });
    for (const auto& outcome : outcomes) {
        if (!outcome) {
            return outcome.why();
        }
        sorted = sorted && *outcome;
    }
    if (!sorted) {
        std::fill(a.begin(), a.end(), Scalar{});
        std::fill(b.begin(), b.end(), Scalar{});
        if (const auto added =
                add_rows(coefficients, 0, coefficients.size(), false, a.size(), log_domain, witness, a, b);
            !added) {
            return added.why();
        }
    }
    return {};
}

/// Values on the domain (bit-reversed) become values on its coset (bit-reversed).
template <class Scalar>
void move_to_coset(const poly::vector_ntt<Scalar>& plan, const Scalar& shift, std::span<Scalar> v) {
    plan.unscaled_inverse_from_bit_reversed(v);
    const Scalar scale = Scalar{std::uint64_t{v.size()}}.inverse();
    parallel_chunks(v.size(), 4096, [&](std::size_t begin, std::size_t end) {
        Scalar factor = scale * shift.pow(std::uint64_t{begin});
        for (std::size_t i = begin; i < end; ++i) {
            v[i] *= factor;
            factor *= shift;
        }
    });
    plan.forward_to_bit_reversed(v);
}

} // namespace quotient_detail

/// The values of (A w)(B w) - C w on the coset by the root of order 2 n of the domain of n rows, where C w = (A w)(B w)
/// on the rows themselves: the numbers that section 9 of a .zkey is multiplied with. A reason if a coefficient is
/// impossible.
///
/// Precondition: witness.size() == key.wires(), canonical values. Cost: six transforms of n; memory: 3.5 vectors of n.
template <class Pairing>
result<std::vector<typename zkey<Pairing>::scalar>> coset_quotient(const zkey<Pairing>& key,
                                                                   std::span<const u256> witness);

template <class Pairing>
result<std::vector<typename zkey<Pairing>::scalar>> coset_quotient(const zkey<Pairing>& key,
                                                                   std::span<const u256> witness) {
    using scalar = typename zkey<Pairing>::scalar;
    const std::size_t rows = std::size_t{1} << key.log_domain();
    std::vector<scalar> a(rows);
    std::vector<scalar> b(rows);
    if (status built = quotient_detail::rows_of_witness(key.coefficients(), key.log_domain(), witness,
                                                        std::span<scalar>(a), std::span<scalar>(b));
        !built) {
        return built.why();
    }
    key.done_with(key.content(zkey_section::coefficients));
    std::vector<scalar> c(rows);
    parallel_for(rows, 4096, [&](std::size_t i) { c[i] = a[i] * b[i]; });
    const poly::vector_ntt<scalar> plan(key.log_domain());
    const scalar shift = scalar::two_adic_generator(key.log_domain() + 1);
    for (auto* v : {&a, &b, &c}) {
        quotient_detail::move_to_coset(plan, shift, std::span<scalar>(*v));
    }
    parallel_for(rows, 4096, [&](std::size_t i) { a[i] = a[i] * b[i] - c[i]; });
    plan.reverse(a);
    return a;
}

} // namespace zonogon::snark::groth16
