#pragma once

// A prover of whole proofs that says what an attacker wants it to say, in the order of the protocol, and verifiers that
// leave messages out of their transcript.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/stark/verifier.hpp>

#include "security/loose_transcript.hpp"
#include "security/stark_attacks.hpp"

namespace zonogon::test {

using skipped_messages = std::set<std::string_view>;

/// What an attacker sends. Matrices are given on the rows of their tables.
template <class Config>
struct forgery {
    using field = typename Config::field;
    using ext = typename Config::extension;
    using matrices = std::vector<matrix::row_major<field>>;
    using seen_type = observations<transcript::native_backend<Config>>;

    matrices traces;
    stark::public_values<Config> publics;
    /// The columns of all buses, after the bus challenges.
    std::function<matrices(const seen_type&)> bus_columns = [](const seen_type&) { return matrices{}; };
    /// The chunks of all quotients, after the composition challenge.
    std::function<matrices(const seen_type&)> quotients;
    /// The totals: stated before the composition challenge, and once more when all challenges are known.
    std::function<std::vector<ext>(const seen_type&)> sums = [](const seen_type&) { return std::vector<ext>{}; };
};

/// A matrix of `width` columns that hold zero.
template <class Config>
matrix::row_major<typename Config::field> zeros(std::size_t log_height, std::size_t width) {
    return matrix::row_major<typename Config::field>(std::size_t{1} << log_height, width);
}

/// Writes an element of the extension as the coefficient columns from `at` on of a row.
template <class Config>
void set_wide(matrix::row_major<typename Config::field>& to, std::size_t row, std::size_t at,
              const typename Config::extension& value) {
    for (std::size_t i = 0; i < Config::extension::degree; ++i) {
        to(row, at + i) = value.coefficient(i);
    }
}

/// The proof that the attacker's messages make on a transcript. `seen` becomes its challenges.
template <class Config, class Transcript>
stark::proof<Config> forge_on(Transcript start, const stark::proving_key<Config>& key, const forgery<Config>& f,
                              typename forgery<Config>::seen_type& seen) {
    using field = typename Config::field;
    const auto& vk = key.verifying;
    std::vector<std::size_t> log_heights;
    stark::proof<Config> out;
    for (std::size_t i = 0; i < f.traces.size(); ++i) {
        log_heights.push_back(log2_strict(f.traces[i].height()));
        if (!vk.tables[i].fixed_log_height) {
            out.log_heights.push_back(static_cast<std::uint8_t>(log_heights.back()));
        }
    }
    const auto shape = *stark::derive_shape(vk, log_heights);
    typename Config::extension offset;
    typename Config::extension base;
    typename Config::extension composition;
    typename Config::extension point;
    seen = {};

    const auto stage1 = pcs::commit<Config>(f.traces, shape.log_stacks(shape.traces_round));
    out.traces = stage1.commitment();
    auto with_traces =
        std::move(start)
            .template absorb<"verifying key">(std::vector{vk.digest})
            .template absorb<"heights">(stark::encode_heights(shape))
            .template absorb<"public values">(stark::detail::flatten(std::span<const std::vector<field>>(f.publics)))
            .template absorb<"traces">(out.traces)
            .template sample<"bus offset">(offset)
            .template sample<"bus base">(base);
    seen.challenges["bus offset"] = {offset};
    seen.challenges["bus base"] = {base};
    std::vector<pcs::committed<Config>> stage2;
    if (shape.has_buses) {
        stage2.push_back(pcs::commit<Config>(f.bus_columns(seen), shape.log_stacks(shape.bus_round)));
        out.bus_columns = stage2.back().commitment();
    }
    out.sums = f.sums(seen);
    auto with_buses = std::move(with_traces)
                          .template absorb<"cumulative sums">(out.sums)
                          .template absorb<"bus columns">(out.bus_columns)
                          .template sample<"composition">(composition);
    seen.challenges["composition"] = {composition};
    const auto stage3 = pcs::commit<Config>(f.quotients(seen), shape.log_stacks(shape.quotients_round));
    out.quotients = stage3.commitment();
    auto with_point = std::move(with_buses).template absorb<"quotients">(out.quotients).template sample<"point">(point);
    seen.challenges["point"] = {point};
    out.sums = f.sums(seen);

    auto points = stark::opening_points(
        vk, shape, point, [&](std::size_t i) { return point * field::two_adic_generator(shape.log_heights[i]); });
    std::vector<pcs::opening_round<Config>> rounds(shape.rounds.size());
    if (shape.has_preprocessed) {
        rounds[0].data = key.committed.get();
    }
    rounds[shape.traces_round].data = &stage1;
    if (shape.has_buses) {
        rounds[shape.bus_round].data = &stage2.back();
    }
    rounds[shape.quotients_round].data = &stage3;
    for (std::size_t r = 0; r < rounds.size(); ++r) {
        rounds[r].points = std::move(points[r]);
    }
    static_cast<void>(std::move(with_point).template part<"opening">([&](auto inner) {
        return pcs::open<Config>(std::span<const pcs::opening_round<Config>>(rounds), std::move(inner), out.opening);
    }));
    return out;
}

/// The same on a transcript that leaves some messages out, and on the real one.
template <class Config>
stark::proof<Config> forge(const stark::proving_key<Config>& key, const forgery<Config>& f,
                           const skipped_messages& skipped, typename forgery<Config>::seen_type& seen) {
    transcript::native_backend<Config> backend;
    typename forgery<Config>::seen_type unused;
    return forge_on(loose_transcript(backend, skipped, unused), key, f, seen);
}
template <class Config>
stark::proof<Config> forge_for_real(const stark::proving_key<Config>& key, const forgery<Config>& f,
                                    typename forgery<Config>::seen_type& seen) {
    using backend_type = transcript::native_backend<Config>;
    backend_type backend;
    return forge_on(transcript::transcript<backend_type, stark::protocol>(backend), key, f, seen);
}

/// The verdict of a verifier whose transcript leaves some messages out: "" when it accepts, else its reason.
template <class Config>
std::string mutant_verdict(const stark::proving_key<Config>& key, const stark::public_values<Config>& publics,
                           const stark::proof<Config>& proof, const skipped_messages& skipped) {
    using backend_type = transcript::native_backend<Config>;
    const auto shape = stark::derive_shape(key.verifying, std::span<const std::uint8_t>(proof.log_heights));
    if (!shape) {
        return shape.why().message;
    }
    backend_type backend;
    observations<backend_type> seen;
    stark::verify_with<backend_type, Config>(backend, key.verifying, *shape,
                                             std::span<const std::vector<typename Config::field>>(publics), proof,
                                             loose_transcript<backend_type>(backend, skipped, seen));
    return backend.outcome() ? "" : backend.outcome().why().message;
}

/// The verdict of the real verifier.
template <class Config>
std::string our_verdict(const stark::proving_key<Config>& key, const stark::public_values<Config>& publics,
                        const stark::proof<Config>& proof) {
    const status outcome = stark::verify(key.verifying, publics, proof);
    return outcome ? "" : outcome.why().message;
}

} // namespace zonogon::test
