#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/air/evaluate.hpp>
#include <zonogon/air/ir.hpp>
#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/lookup/argument.hpp>
#include <zonogon/pcs/opening_proof.hpp>
#include <zonogon/pcs/verify.hpp>
#include <zonogon/stark/codec.hpp>
#include <zonogon/stark/key.hpp>
#include <zonogon/stark/proof.hpp>
#include <zonogon/stark/protocol.hpp>
#include <zonogon/stark/prover.hpp>
#include <zonogon/stark/shape.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/provenance.hpp>
#include <zonogon/transcript/transcript.hpp>

namespace zonogon::stark {
namespace detail {

/// The opened values of one table, read from the proof.
template <class B>
struct table_values {
    using ext = typename B::ext;

    std::array<std::span<const ext>, 2> witness;
    std::array<std::span<const ext>, 2> preprocessed;
    std::span<const ext> helpers;
    std::array<std::span<const ext>, 2> running_sum;
    std::span<const ext> quotient;
};

/// The element of the extension that `degree` opened coefficient columns from `at` on stand for.
template <class B>
constexpr typename B::ext join(B& backend, std::span<const typename B::ext> values, std::size_t at) {
    using ext = typename B::config::extension;
    typename B::ext out{};
    for (std::size_t k = 0; k < ext::degree; ++k) {
        out = out + values[at * ext::degree + k] * backend.constant(ext::basis(k));
    }
    return out;
}

/// Asserts that the quotient of table `t` is what its constraints give at the point.
template <class B, class Config>
constexpr void check_table(B& backend, const key_table<Config>& t, std::size_t log_height,
                           const table_values<B>& values, std::span<const typename B::felt> publics,
                           const typename B::ext& sum, const lookup::challenges<typename B::ext>& buses,
                           const typename B::ext& composition, const typename B::ext& point) {
    using field = typename Config::field;
    using ext = typename B::ext;
    const air::ir v = t.ir.view();
    const auto lift = [&](const field& f) { return backend.constant(typename Config::extension(f)); };

    std::vector<ext> powers{point};
    for (std::size_t i = 0; i < log_height; ++i) {
        powers.push_back(powers.back() * powers.back());
    }
    const ext vanishing = powers.back() - backend.constant(field::one());
    static_cast<void>(backend.inverse(vanishing, "the out-of-domain point lies in a trace domain"));
    const auto lagrange = [&](const field& root) {
        const ext distance = point - backend.constant(root);
        return vanishing * backend.inverse(distance, "the out-of-domain point lies in a trace domain") *
               backend.constant(root * lookup::inverse_of_height<field>(log_height));
    };
    ext first_row{};
    ext last_row{};
    if (t.uses_first_row) {
        first_row = lagrange(field::one());
    }
    if (t.uses_last_row) {
        last_row = lagrange(field::two_adic_generator(log_height).inverse());
    }
    std::vector<ext> periodic;
    for (const std::vector<field>& coefficients : t.periodic) {
        const ext& x = powers[log_height - log2_strict(coefficients.size())];
        ext value{};
        for (std::size_t i = coefficients.size(); i-- > 0;) {
            value = value * x + backend.constant(coefficients[i]);
        }
        periodic.push_back(value);
    }

    std::vector<ext> nodes(v.nodes.size());
    air::evaluate_nodes<ext>(
        v,
        [&](const air::node& n) -> ext {
            switch (n.kind) {
            case air::op::constant:
                return lift(air::to_field<field>(v.constants[n.a]));
            case air::op::witness:
                return values.witness[n.b][n.a];
            case air::op::preprocessed:
                return values.preprocessed[n.b][n.a];
            case air::op::periodic:
                return periodic[n.a];
            case air::op::public_value:
                return backend.extend(publics[n.a]);
            case air::op::first_row:
                return first_row;
            case air::op::last_row:
                return last_row;
            default:
                return lift(field::one()) - last_row;
            }
        },
        nodes);

    ext total{};
    ext power = lift(field::one());
    const auto fold = [&](const ext& value) {
        total = total + power * value;
        power = power * composition;
    };
    for (const air::constraint& c : v.constraints) {
        fold(nodes[c.root]);
    }
    const std::size_t batches = t.buses.batches.size();
    for (std::size_t j = 0; j < batches; ++j) {
        const std::vector<std::uint32_t> places = lookup::batch_nodes(v, t.buses.batches[j]);
        const auto prepared = lookup::prepare<field, ext>(v, t.buses, j, places, buses, lift);
        const auto f = lookup::batch_fraction<ext, ext>(
            prepared, [](const ext& e) { return e; }, [&](std::uint32_t node) { return nodes[node]; },
            [](const ext& e) { return e; });
        ext column{};
        if (j + 1 < batches) {
            column = join(backend, values.helpers, j);
        } else {
            column = join(backend, values.running_sum[1], 0) - join(backend, values.running_sum[0], 0) +
                     sum * backend.constant(lookup::inverse_of_height<field>(log_height));
            for (std::size_t h = 0; h + 1 < batches; ++h) {
                column = column - join(backend, values.helpers, h);
            }
        }
        fold(column * f.denominator - f.numerator);
    }

    ext quotient{};
    for (std::size_t chunk = t.chunks; chunk-- > 0;) {
        quotient = quotient * powers.back() + join(backend, values.quotient, chunk);
    }
    backend.assert_zero(total - quotient * vanishing, "the constraints of a table do not hold at the point");
}

/// A proof as the verifier meets it (transcript/provenance.hpp). A view.
template <class B>
struct proof_claims {
    constexpr explicit proof_claims(const basic_proof<typename B::felt, typename B::ext, typename B::digest>& proof)
        : traces(proof.traces), sums(proof.sums), bus_columns(proof.bus_columns), quotients(proof.quotients),
          opening(proof.opening) {}

    transcript::claimed<typename B::digest> traces;
    transcript::claimed<typename B::ext> sums;
    transcript::claimed<typename B::digest> bus_columns;
    transcript::claimed<typename B::digest> quotients;
    pcs::claims_on<B> opening;
};

/// A native digest as the back end's constants.
template <class B, class Digest>
constexpr typename B::digest constant_digest(B& backend, const Digest& native) {
    typename B::digest out;
    for (std::size_t i = 0; i < native.size(); ++i) {
        out[i] = backend.constant(native[i]);
    }
    return out;
}

/// Asserts that all buses balance and the constraints of all tables hold for the opened values.
template <class B, class Config>
constexpr void check_tables(B& backend, const verifying_key<Config>& key, const proof_shape& shape,
                            std::span<const std::vector<typename B::felt>> publics,
                            const transcript::absorbed<typename B::ext>& opened,
                            const transcript::absorbed<typename B::ext>& sums,
                            const lookup::challenges<typename B::ext>& buses, const typename B::ext& composition,
                            const typename B::ext& point) {
    using ext = typename B::ext;
    ext total{};
    for (const ext& sum : sums) {
        total = total + sum;
    }
    backend.assert_zero(total, "the buses do not balance");

    const pcs::value_layout layout(shape.rounds);
    std::size_t trace_matrix = 0;
    std::size_t fixed_matrix = 0;
    std::size_t bus_matrix = 0;
    std::size_t next_sum = 0;
    for (std::size_t i = 0; i < key.tables.size(); ++i) {
        const key_table<Config>& t = key.tables[i];
        if (!shape.has(i)) {
            continue;
        }
        const auto read = [&](std::size_t round, std::size_t matrix, std::size_t at) {
            return layout.at(opened.values(), round, matrix, at);
        };
        table_values<B> values;
        ext sum{};
        for (std::size_t p = 0; p < 2; ++p) {
            if (p == 0 || t.reads_next_witness) {
                values.witness[p] = read(shape.traces_round, trace_matrix, p);
            }
            if (t.fixed_log_height && (p == 0 || t.reads_next_preprocessed)) {
                values.preprocessed[p] = read(0, fixed_matrix, p);
            }
        }
        fixed_matrix += t.fixed_log_height ? 1 : 0;
        if (!t.buses.empty()) {
            if (t.buses.helper_count() != 0) {
                values.helpers = read(shape.bus_round, bus_matrix++, 0);
            }
            values.running_sum = {read(shape.bus_round, bus_matrix, 0), read(shape.bus_round, bus_matrix, 1)};
            ++bus_matrix;
            sum = sums[next_sum++];
        }
        values.quotient = read(shape.quotients_round, trace_matrix++, 0);
        check_table<B, Config>(backend, t, shape.log_heights[i], values, publics[i], sum, buses, composition, point);
    }
}

/// verify_with, where nothing of the proof can be read before its time.
template <class B, class Config, class Transcript>
constexpr void verify_claims(B& backend, const verifying_key<Config>& key, const proof_shape& shape,
                             std::span<const std::vector<typename B::felt>> publics, const proof_claims<B>& claims,
                             Transcript start) {
    using field = typename Config::field;
    using ext = typename B::ext;
    using digest = typename B::digest;

    if (claims.sums.size() != shape.sums || !claims.opening.has_shape(shape.opening)) {
        backend.assert_zero(backend.constant(field::one()), "the proof has another shape than its tables");
        return;
    }
    ext bus_offset;
    ext bus_base;
    ext composition;
    ext point;
    transcript::absorbed<digest> traces;
    transcript::absorbed<ext> sums;
    transcript::absorbed<digest> bus_columns;
    transcript::absorbed<digest> quotients;
    auto opening_next =
        std::move(start)
            .template absorb<"verifying key">(std::array<digest, 1>{constant_digest(backend, key.digest)})
            .template absorb<"heights">(encode_heights(shape))
            .template absorb<"public values">(flatten(publics))
            .template absorb<"traces">(claims.traces, traces)
            .template sample<"bus offset">(bus_offset)
            .template sample<"bus base">(bus_base)
            .template absorb<"cumulative sums">(claims.sums, sums)
            .template absorb<"bus columns">(claims.bus_columns, bus_columns)
            .template sample<"composition">(composition)
            .template absorb<"quotients">(claims.quotients, quotients)
            .template sample<"point">(point);

    std::vector<pcs::claim_round<B>> rounds(shape.rounds.size());
    auto points = opening_points(key, shape, point, [&](std::size_t i) {
        return point * backend.constant(field::two_adic_generator(shape.log_heights[i]));
    });
    for (std::size_t r = 0; r < rounds.size(); ++r) {
        rounds[r].shape = shape.rounds[r];
        rounds[r].points = std::move(points[r]);
    }
    std::vector<digest> preprocessed;
    if (shape.has_preprocessed) {
        for (const auto& d : key.preprocessed) {
            preprocessed.push_back(constant_digest(backend, d));
        }
        rounds[0].commitment = transcript::fixed(std::span<const digest>(preprocessed));
    }
    rounds[shape.traces_round].commitment = traces;
    if (shape.has_buses) {
        rounds[shape.bus_round].commitment = bus_columns;
    }
    rounds[shape.quotients_round].commitment = quotients;
    const lookup::challenges<ext> buses(bus_offset, bus_base, widest_tuple(key));
    const auto done = std::move(opening_next).template part<"opening">([&](auto inner) {
        return pcs::verify<B>(backend, shape.opening, std::span<const pcs::claim_round<B>>(rounds), claims.opening,
                              std::move(inner), [&](const transcript::absorbed<ext>& opened) {
                                  check_tables<B, Config>(backend, key, shape, publics, opened, sums, buses,
                                                          composition, point);
                              });
    });
    static_assert(std::remove_cvref_t<decltype(done)>::complete);
}

} // namespace detail

/// The verifier, written once for every back end: asserts that the proof is valid for the key and public values.
///
/// `shape` is derive_shape's result for the proof's heights. Preconditions: the public values have the key's numbers;
/// `start` is a fresh transcript<B, protocol> (the tests of test/security give others, to show what they let through).
/// A proof of another size fails and is never read out of bounds. Nothing branches over a value.
template <transcript::verifier_backend B, class Config, class Transcript = transcript::transcript<B, protocol>>
constexpr void verify_with(B& backend, const verifying_key<Config>& key, const proof_shape& shape,
                           std::span<const std::vector<typename B::felt>> publics,
                           const basic_proof<typename B::felt, typename B::ext, typename B::digest>& proof,
                           Transcript start) {
    detail::verify_claims<B, Config>(backend, key, shape, publics, detail::proof_claims<B>(proof), std::move(start));
}
template <transcript::verifier_backend B, class Config>
constexpr void verify_with(B& backend, const verifying_key<Config>& key, const proof_shape& shape,
                           std::span<const std::vector<typename B::felt>> publics,
                           const basic_proof<typename B::felt, typename B::ext, typename B::digest>& proof) {
    verify_with<B, Config>(backend, key, shape, publics, proof, transcript::transcript<B, protocol>(backend));
}

/// Whether a proof is valid, and if not the first rule that it breaks. Reads nothing out of bounds and never throws,
/// whatever the proof holds.
template <class Config>
constexpr status verify(const verifying_key<Config>& key, const public_values<Config>& publics,
                        const proof<Config>& p) {
    using field = typename Config::field;
    if (status fine = detail::check_publics(key, publics); !fine) {
        return fine;
    }
    const auto shape = derive_shape(key, std::span<const std::uint8_t>(p.log_heights));
    if (!shape) {
        return shape.why();
    }
    if (!shape->has_buses && !p.bus_columns.empty()) {
        return error{"the proof has bus columns though no table has a bus"};
    }
    transcript::native_backend<Config> backend;
    verify_with<transcript::native_backend<Config>, Config>(backend, key, *shape,
                                                            std::span<const std::vector<field>>(publics), p);
    return backend.outcome();
}

/// The same from untrusted bytes.
template <class Config>
constexpr status verify(const verifying_key<Config>& key, const public_values<Config>& publics, byte_view encoded) {
    const auto p = parse(key, encoded);
    if (!p) {
        return p.why();
    }
    return verify(key, publics, *p);
}

} // namespace zonogon::stark
