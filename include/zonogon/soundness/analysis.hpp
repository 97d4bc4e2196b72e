#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <zonogon/soundness/bits.hpp>
#include <zonogon/soundness/log2.hpp>
#include <zonogon/soundness/parameters.hpp>

namespace zonogon::soundness {

/// What the model needs to know of the algebra.
struct algebra {
    /// Bounds on the base-two logarithm of the base field's size.
    fixed log_field;
    std::size_t extension_degree = 0;
    /// Base field elements of a digest, which is also the sponges' capacity.
    std::size_t digest_elements = 0;
};

/// The distance up to which the low-degree test is analysed.
enum class regime : std::uint8_t {
    /// Half the minimum distance: (1 - rate) / 2.
    unique_decoding,
    /// 1 - sqrt(rate) (1 + 1 / (2 m)).
    johnson,
};

/// The logarithms of the errors of the rounds of a proof (upper bounds), each derived in docs/soundness.md under its
/// name, and the levels that follow.
struct analysis {
    regime used = regime::unique_decoding;
    /// The Johnson regime's m.
    std::size_t multiplicity = 0;
    /// Buses: fingerprints of tuples and the sum of fractions.
    fixed lookup;
    /// Combining all constraints by powers of one challenge.
    fixed constraints;
    /// The identity of polynomials checked at one point outside the domain.
    fixed out_of_domain;
    /// Combining all opened columns by powers of one challenge.
    fixed batching;
    /// The folds of the low-degree test, with the tables that join on the way.
    fixed folding;
    /// All queries miss, the grinding included.
    fixed queries;
    /// Finding a collision (a lower bound on the work, not an error).
    fixed hash;
    bits<proven> total;
};

namespace detail {

constexpr fixed whole(std::size_t n) noexcept {
    return fixed::from_integer(static_cast<std::int64_t>(n));
}

/// The proven level in one regime. For the unique decoding regime, multiplicity is 0.
constexpr analysis analyse_regime(const parameters& p, const algebra& f, std::size_t multiplicity) noexcept {
    // Exhaustive on purpose: a new parameter must be accounted for here.
    const auto& [log_blowup, log_folding, queries, grinding_bits, cap_height, log_final_length, max_log_height,
                 log_max_tables, log_max_claims, log_max_constraints, log_max_fractions, log_max_tuple, max_log_stack,
                 target] = p;
    // These do not enter the error: a cap and a short final polynomial only leave out what would be sent anyway, a
    // stacked column is a column of its height, and the target is what the result is compared with.
    (void)cap_height;
    (void)log_final_length;
    (void)max_log_stack;
    (void)target;

    analysis out{};
    out.multiplicity = multiplicity;
    const fixed one_bit = whole(1);
    const fixed log_extension = static_cast<std::int64_t>(f.extension_degree) * f.log_field;
    const fixed log_rows = whole(max_log_height);
    const fixed log_domain = whole(max_log_height + log_blowup);
    const fixed heights = log2_upper(max_log_height + 1);
    const fixed joins = log2_upper(std::max<std::size_t>(1, max_log_height) << log_folding);

    fixed log_list;
    fixed log_batching_gap;
    fixed log_folding_gap;
    fixed log_agreement;
    if (multiplicity == 0) {
        out.used = regime::unique_decoding;
        log_list = whole(0);
        // Per combined word n / |F|, where n is the tallest domain (BCIKS20, theorem 1.5).
        log_batching_gap = log_domain + heights;
        log_folding_gap = log_domain + joins;
        const std::uint64_t inverse_rate = std::uint64_t{1} << log_blowup;
        log_agreement = log2_upper(inverse_rate + 1) - whole(log_blowup + 1);
    } else {
        out.used = regime::johnson;
        const fixed log_2m1 = log2_upper(2 * multiplicity + 1);
        const fixed half_blowup{static_cast<std::int64_t>(log_blowup) << 31};
        log_list = log_2m1 - one_bit + half_blowup;
        // (m + 1/2)^7 / (3 rate^(3/2)) n^2 and (2 m + 1) (n + 1) / sqrt(rate) per combined word (BCIKS20, theorems 1.5
        // and 7.4).
        const fixed square_term = 7 * (log_2m1 - one_bit) - log2_lower(3) + 3 * half_blowup + 2 * log_domain;
        const fixed linear_term = log_2m1 + half_blowup + log_domain + fixed{1};
        log_batching_gap = log2_sum_upper(square_term + one_bit, linear_term + heights);
        log_folding_gap = log2_sum_upper(square_term, linear_term + joins);
        log_agreement = log_2m1 - log2_lower(2 * multiplicity) - half_blowup;
    }

    out.lookup = log_list + whole(log_max_fractions + log_max_tuple) + one_bit - log_extension;
    out.constraints = log_list + whole(log_max_constraints) - log_extension;
    out.out_of_domain =
        log_list + whole(log_max_tables) + log2_upper(p.max_degree() + 1) + log_rows + one_bit - log_extension;
    out.batching = whole(log_max_claims) + log_batching_gap - log_extension;
    out.folding = log_folding_gap - log_extension;
    // The bias of a query index adds at most 1/p to the agreement: less than 2^-20 bits for p > 2^30.
    const fixed bias{std::int64_t{1} << 12};
    out.queries = static_cast<std::int64_t>(queries) * (log_agreement + bias) - whole(grinding_bits);
    out.hash = {static_cast<std::int64_t>(f.digest_elements) * f.log_field.raw / 2};

    fixed sum = out.lookup;
    for (const fixed term : {out.constraints, out.out_of_domain, out.batching, out.folding, out.queries}) {
        sum = log2_sum_upper(sum, term);
    }
    out.total = bits<proven>(std::max(whole(0), std::min(-sum, out.hash)));
    return out;
}

} // namespace detail

/// The proven level of a configuration: the better of the unique decoding regime and the Johnson regime with the best
/// m.
///
/// The errors of all rounds are added (the union bound of the interactive proof, which is at least its round-by-round
/// error); grinding lowers the query round's alone. Derivations: docs/soundness.md.
constexpr analysis analyse(const parameters& p, const algebra& f) noexcept {
    analysis best = detail::analyse_regime(p, f, 0);
    // The level rises with m while the queries dominate and falls when the gaps do.
    for (std::size_t m = 3; m <= 256; m += 1 + m / 16) {
        const analysis candidate = detail::analyse_regime(p, f, m);
        if (candidate.total > best.total) {
            best = candidate;
        }
    }
    return best;
}

/// The level by the conjecture that every query outside the code's capacity region counts log_blowup bits (ethSTARK,
/// eprint 2021/582, section 5.10.1). Parameters for which that fails are known since 2025: for comparison only.
constexpr bits<conjectured> conjectured_level(const parameters& p, const algebra& f) noexcept {
    const fixed queries = detail::whole(p.queries * p.log_blowup + p.grinding_bits);
    const fixed gaps = static_cast<std::int64_t>(f.extension_degree) * f.log_field -
                       detail::whole(p.max_log_height + p.log_blowup + p.log_max_claims);
    const fixed hash{static_cast<std::int64_t>(f.digest_elements) * f.log_field.raw / 2};
    return bits<conjectured>(std::max(detail::whole(0), std::min({queries, gaps, hash})));
}

} // namespace zonogon::soundness
