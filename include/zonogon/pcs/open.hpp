#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/matrix/flatten.hpp>
#include <zonogon/pcs/committed.hpp>
#include <zonogon/pcs/deep_quotient.hpp>
#include <zonogon/pcs/fold.hpp>
#include <zonogon/pcs/open_protocol.hpp>
#include <zonogon/pcs/opening_proof.hpp>
#include <zonogon/pcs/shape.hpp>
#include <zonogon/poly/lde.hpp>

namespace zonogon::pcs {

/// Committed matrices and, per matrix, the points at which all of its columns are opened.
template <class Config>
struct opening_round {
    const committed<Config>* data = nullptr;
    std::vector<std::vector<typename Config::extension>> points;
};

/// The shapes of what is opened, as the verifier will know them.
template <class Config>
std::vector<round_shape> shapes_of(std::span<const opening_round<Config>> rounds) {
    std::vector<round_shape> shapes;
    for (const auto& round : rounds) {
        round_shape shape;
        for (std::size_t i = 0; i < round.data->matrix_count(); ++i) {
            shape.push_back({round.data->log_height(i), round.data->extension(i).width(), round.points[i].size(),
                             round.data->log_stack(i)});
        }
        shapes.push_back(std::move(shape));
    }
    return shapes;
}

namespace detail {

/// The indices of the queries, as numbers.
template <class Bits>
std::vector<std::size_t> to_indices(const std::vector<Bits>& queries) {
    std::vector<std::size_t> indices;
    for (const auto& bits : queries) {
        std::size_t index = 0;
        for (std::size_t i = bits.size(); i-- > 0;) {
            index = 2 * index + (bits[i].value ? 1 : 0);
        }
        indices.push_back(index);
    }
    return indices;
}

/// The coefficients below 2^log_length of a codeword in bit-reversed order on a subgroup.
template <class E>
std::vector<E> final_coefficients(const std::vector<E>& codeword, std::size_t log_length) {
    const auto flat = matrix::flatten(matrix::row_major<E>(codeword, 1));
    const auto coefficients = matrix::unflatten<E>(poly::coset_interpolate(flat, E::base_field::one()));
    const auto kept = coefficients.data().first(std::size_t{1} << log_length);
    return {kept.begin(), kept.end()};
}

} // namespace detail

/// Opens committed columns: writes the values at the points and their proof to `proof`, and returns the transcript at
/// its end. `t` is a transcript<native_backend<Config>, open_protocol>.
///
/// Preconditions: derive_shape accepts shapes_of(rounds); no point lies in a trace domain or its extension; the points
/// were derived from the transcript after the commitments. Cost: one pass over all extensions and one over all
/// traces, some 60 bytes of memory per row of the tallest extension beyond the committed data.
template <class Config, class Transcript>
auto open(std::span<const opening_round<Config>> rounds, Transcript t, native_opening_proof<Config>& proof) {
    using field = typename Config::field;
    using ext = typename Config::extension;
    using digest = typename Config::compression::digest;
    constexpr const auto& parameters = Config::parameters;

    const std::vector<round_shape> shapes = shapes_of(rounds);
    const opening_shape shape = *derive_shape(parameters, field::two_adicity, shapes);
    proof = {};
    proof.values = evaluate_at_points(rounds);

    ext batching;
    auto folding = std::move(t)
                       .template absorb<"opening shape">(encode_shape(parameters, shapes))
                       .template absorb<"opened values">(proof.values)
                       .template sample<"batching">(batching);

    deep_quotients<Config> quotients(rounds, proof.values, batching);
    std::vector<ext> codeword = quotients.at_height(shape.log_height);
    std::vector<tree<Config>> layers;
    auto folded = std::move(folding).template repeat<"folds">(shape.folds.size(), [&](auto round, std::size_t i) {
        const fold_shape& fold = shape.folds[i];
        layers.push_back(commit_layer<Config>(codeword, fold.log_arity));
        const std::vector<digest>& cap = layers.back().cap();
        proof.layer_digests.insert(proof.layer_digests.end(), cap.begin(), cap.end());
        ext challenge;
        auto end = std::move(round).template absorb<"layer">(cap).template sample<"folding">(challenge);
        codeword = fold_codeword(std::move(codeword), fold.log_arity, challenge);
        quotients.roll_in(codeword, fold.log_height - fold.log_arity, power_of_two(challenge, fold.log_arity));
        return end;
    });
    proof.final_polynomial = detail::final_coefficients(codeword, shape.log_final_length);
    auto committed_to = std::move(folded).template absorb<"final polynomial">(proof.final_polynomial);
    proof.work_witness = committed_to.template solve<"query work">(parameters.grinding_bits);
    std::vector<std::vector<typename Transcript::bit>> queries;
    auto end = std::move(committed_to)
                   .template grind<"query work">(parameters.grinding_bits, proof.work_witness)
                   .template sample_indices<"queries">(parameters.queries, shape.log_height, queries);

    for (const std::size_t index : detail::to_indices(queries)) {
        for (std::size_t r = 0; r < rounds.size(); ++r) {
            rounds[r].data->merkle_tree().open(index >> (shape.log_height - shape.rounds[r].log_height), proof.rows,
                                               proof.paths);
        }
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const fold_shape& fold = shape.folds[i];
            const std::size_t position = index >> (shape.log_height - fold.log_height);
            open_layer<Config>(layers[i], fold.log_arity, position, proof.siblings, proof.paths);
        }
    }
    return end;
}

} // namespace zonogon::pcs
