#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/pcs/merkle_path.hpp>
#include <zonogon/pcs/open_protocol.hpp>
#include <zonogon/pcs/opening_proof.hpp>
#include <zonogon/pcs/query.hpp>
#include <zonogon/pcs/shape.hpp>
#include <zonogon/transcript/provenance.hpp>
#include <zonogon/transcript/verifier_backend.hpp>

namespace zonogon::pcs {

/// A commitment and what is claimed about it, on a back end's values.
template <class B>
struct claim_round {
    transcript::absorbed<typename B::digest> commitment;
    /// Shapes of the matrices; points[i].size() == shape[i].points.
    round_shape shape;
    std::vector<std::vector<typename B::ext>> points;
};

/// Asserts that the columns behind the commitments are polynomials below their heights that take proof.values at the
/// points. `t` is a transcript<B, open_protocol>; returns it at its end.
///
/// `shape` is what derive_shape gives for the rounds' shapes. A proof or commitment of another size fails (and is never
/// read out of bounds). What it computes does not depend on a branch over a value. Once the opened values are absorbed,
/// use(values) is called: what else is to be checked about them goes there.
template <transcript::verifier_backend B, class Transcript, class Use>
constexpr auto verify(B& backend, const opening_shape& shape, std::span<const claim_round<B>> rounds,
                      claims_on<B> proof, Transcript t, Use&& use) {
    using felt = typename B::felt;
    using ext = typename B::ext;
    using digest = typename B::digest;
    constexpr const auto& parameters = B::config::parameters;

    std::vector<round_shape> shapes;
    bool right_size = proof.has_shape(shape);
    for (std::size_t r = 0; r < rounds.size(); ++r) {
        shapes.push_back(rounds[r].shape);
        right_size = right_size && rounds[r].commitment.size() == std::size_t{1} << shape.rounds[r].log_cap;
    }
    if (!right_size) {
        backend.assert_zero(backend.constant(B::config::field::one()), "the proof has another shape than its tables");
    }

    ext batching;
    transcript::absorbed<ext> values;
    auto with_values = std::move(t)
                           .template absorb<"opening shape">(encode_shape(parameters, shapes))
                           .template absorb<"opened values">(proof.values, values);
    use(values);
    auto folding = std::move(with_values).template sample<"batching">(batching);
    std::vector<transcript::absorbed<digest>> layer_caps(shape.folds.size());
    std::vector<ext> challenges(shape.folds.size());
    transcript::absorbed<ext> final_polynomial;
    std::vector<std::vector<typename B::bit>> queries;
    auto end = std::move(folding)
                   .template repeat<"folds">(shape.folds.size(),
                                             [&](auto round, std::size_t i) {
                                                 const auto cap =
                                                     proof.layer_digests.take(std::size_t{1} << shape.folds[i].log_cap);
                                                 return std::move(round)
                                                     .template absorb<"layer">(cap, layer_caps[i])
                                                     .template sample<"folding">(challenges[i]);
                                             })
                   .template absorb<"final polynomial">(proof.final_polynomial, final_polynomial)
                   .template grind<"query work">(parameters.grinding_bits, proof.work_witness)
                   .template sample_indices<"queries">(parameters.queries, shape.log_height, queries);

    const detail::claims<B> claims(backend, rounds, values, batching);
    detail::cursor<felt> rows(proof.rows.after(end));
    detail::cursor<ext> siblings(proof.siblings.after(end));
    detail::cursor<digest> paths(proof.paths.after(end));
    for (const auto& bits : queries) {
        const detail::query_point<B> at(backend, bits);
        std::vector<ext> opened(shape.log_height + 1);
        for (std::size_t r = 0; r < rounds.size(); ++r) {
            std::vector<std::vector<felt>> matrices;
            for (const matrix_shape& m : rounds[r].shape) {
                matrices.push_back(rows.take(m.stacked_width()));
            }
            check_rows(backend, rounds[r].shape, parameters.log_blowup, matrices, at.index(shape.rounds[r].log_height),
                       paths.take(shape.rounds[r].path_length), rounds[r].commitment);
            claims.add(backend, r, matrices, at, opened);
        }
        ext value = opened[shape.log_height];
        for (std::size_t i = 0; i < shape.folds.size(); ++i) {
            const fold_shape& fold = shape.folds[i];
            const auto row = detail::complete_row(backend, value, siblings.take((std::size_t{1} << fold.log_arity) - 1),
                                                  at.index(fold.log_height).first(fold.log_arity));
            check_layer(backend, row, at.index(fold.log_height - fold.log_arity), paths.take(fold.path_length),
                        layer_caps[i]);
            ext power = challenges[i];
            value = detail::fold_row(backend, row, at.inverse_row_point(fold.log_height, fold.log_arity), power);
            if (shape.is_opened[fold.log_height - fold.log_arity]) {
                value = value + power * opened[fold.log_height - fold.log_arity];
            }
        }
        const ext expected = detail::evaluate(backend, final_polynomial.values(), at.point(shape.log_final_height));
        backend.assert_zero(value - expected, "a query does not lead to the final polynomial");
    }
    return end;
}
template <transcript::verifier_backend B, class Transcript>
constexpr auto verify(B& backend, const opening_shape& shape, std::span<const claim_round<B>> rounds,
                      const opening_proof<typename B::felt, typename B::ext, typename B::digest>& proof, Transcript t) {
    return verify(backend, shape, rounds, claims_on<B>(proof), std::move(t),
                  [](const transcript::absorbed<typename B::ext>&) {});
}

} // namespace zonogon::pcs
