#pragma once

// Deliberately broken parts, on which the attacks of this folder work. The commitment scheme takes its transcript as a
// template argument, so prover and verifier can both be run on a broken one.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/transcript/transcript.hpp>

#include "pcs/fixture.hpp"
#include "security/loose_transcript.hpp"

namespace zonogon::test {

using attacked_config = small_config;
using attacked_backend = transcript::native_backend<attacked_config>;
using attacked_proof = pcs::native_opening_proof<attacked_config>;
using attacked_ext = attacked_config::extension;
using attacked_field = attacked_config::field;

/// One commitment opened at one point, which is a constant: the attacks are on what comes later.
struct statement {
    std::vector<pcs::committed<attacked_config>> data;
    std::vector<pcs::round_shape> shapes;

    static attacked_ext point() { return {attacked_field{5}, attacked_field{6}, attacked_field{7}}; }

    std::vector<pcs::opening_round<attacked_config>> rounds() const {
        std::vector<pcs::opening_round<attacked_config>> out;
        for (std::size_t r = 0; r < data.size(); ++r) {
            pcs::opening_round<attacked_config> round{&data[r], {}};
            round.points.resize(shapes[r].size(), {point()});
            out.push_back(std::move(round));
        }
        return out;
    }
    pcs::opening_shape shape() const {
        return *pcs::derive_shape(attacked_config::parameters, attacked_field::two_adicity, shapes);
    }
};

/// True: a table of `width` columns of random values.
inline statement true_statement(std::size_t log_height, std::size_t width) {
    std::mt19937_64 random(11);
    std::vector<matrix::row_major<attacked_field>> traces;
    traces.emplace_back(std::size_t{1} << log_height, width);
    for (auto& v : traces.back().data()) {
        v = attacked_field{random()};
    }
    statement out;
    out.data.push_back(pcs::commit<attacked_config>(std::move(traces)));
    out.shapes.push_back({{log_height, width, 1}});
    return out;
}

/// False: the committed column is no polynomial below the height.
inline statement false_statement(std::size_t log_height, std::uint64_t seed = 12) {
    std::mt19937_64 random(seed);
    std::vector<matrix::row_major<attacked_field>> extensions;
    extensions.emplace_back(std::size_t{1} << (log_height + attacked_config::parameters.log_blowup), 1);
    for (auto& v : extensions.back().data()) {
        v = attacked_field{random()};
    }
    statement out;
    out.data.emplace_back(std::move(extensions));
    out.shapes.push_back({{log_height, 1, 1}});
    return out;
}

/// The verifier's claims about a statement.
template <class B>
std::vector<pcs::claim_round<B>> claims_about(const statement& s, std::span<const pcs::round_shape> shapes) {
    std::vector<pcs::claim_round<B>> out;
    for (std::size_t r = 0; r < s.data.size(); ++r) {
        const std::span<const typename B::digest> commitment(s.data[r].commitment());
        pcs::claim_round<B> round{transcript::fixed(commitment), shapes[r], {}};
        round.points.resize(shapes[r].size(), {statement::point()});
        out.push_back(std::move(round));
    }
    return out;
}

/// Prover and verifier on a transcript that leaves out one message ("" for none).
inline attacked_proof prove_loosely(const statement& s, std::string_view skipped,
                                    observations<attacked_backend>& seen) {
    attacked_backend backend;
    attacked_proof proof;
    const auto rounds = s.rounds();
    static_cast<void>(pcs::open<attacked_config>(std::span<const pcs::opening_round<attacked_config>>(rounds),
                                                 loose_transcript<attacked_backend>(backend, skipped, seen), proof));
    return proof;
}
inline status verify_loosely(const statement& s, const pcs::opening_shape& shape, const attacked_proof& proof,
                             std::string_view skipped) {
    attacked_backend backend;
    observations<attacked_backend> seen;
    const auto claims = claims_about<attacked_backend>(s, s.shapes);
    static_cast<void>(pcs::verify(backend, shape, std::span<const pcs::claim_round<attacked_backend>>(claims), proof,
                                  loose_transcript<attacked_backend>(backend, skipped, seen)));
    return backend.outcome();
}

/// The real verifier.
struct only_opening : transcript::protocol<transcript::part<"opening", pcs::open_protocol>> {};
inline status verify_for_real(const statement& s, const attacked_proof& proof) {
    attacked_backend backend;
    const auto claims = claims_about<attacked_backend>(s, s.shapes);
    static_cast<void>(transcript::transcript<attacked_backend, only_opening>(backend).part<"opening">([&](auto inner) {
        return pcs::verify(backend, s.shape(), std::span<const pcs::claim_round<attacked_backend>>(claims), proof,
                           std::move(inner));
    }));
    return backend.outcome();
}
inline attacked_proof prove_for_real(const statement& s) {
    attacked_backend backend;
    attacked_proof proof;
    const auto rounds = s.rounds();
    static_cast<void>(transcript::transcript<attacked_backend, only_opening>(backend).part<"opening">([&](auto inner) {
        return pcs::open<attacked_config>(std::span<const pcs::opening_round<attacked_config>>(rounds),
                                          std::move(inner), proof);
    }));
    return proof;
}

/// The word at which folding stops, for a statement with one table and the challenges an attacker saw.
inline std::vector<attacked_ext> last_word(const statement& s, const pcs::opening_shape& shape,
                                           const std::vector<attacked_ext>& values,
                                           const observations<attacked_backend>& seen) {
    const auto rounds = s.rounds();
    const pcs::deep_quotients<attacked_config> quotients(rounds, values, seen.challenges.at("batching").front());
    std::vector<attacked_ext> word = quotients.at_height(shape.log_height);
    for (std::size_t i = 0; i < shape.folds.size(); ++i) {
        word = pcs::fold_codeword(std::move(word), shape.folds[i].log_arity, seen.challenges.at("folding")[i]);
    }
    return word;
}

/// The prover's steps from the first fold on, for the word that is folded and a shape of an attacker's choice.
inline void fold_and_open(const statement& s, const pcs::opening_shape& shape, std::vector<attacked_ext> word,
                          loose_transcript<attacked_backend> t, attacked_proof& proof) {
    std::vector<pcs::tree<attacked_config>> layers;
    for (const auto& fold : shape.folds) {
        layers.push_back(pcs::commit_layer<attacked_config>(word, fold.log_arity));
        const auto& cap = layers.back().cap();
        proof.layer_digests.insert(proof.layer_digests.end(), cap.begin(), cap.end());
        attacked_ext challenge;
        t = std::move(t).absorb<"layer">(cap).sample<"folding">(challenge);
        word = pcs::fold_codeword(std::move(word), fold.log_arity, challenge);
    }
    proof.final_polynomial = pcs::detail::final_coefficients(word, shape.log_final_length);
    t = std::move(t).absorb<"final polynomial">(proof.final_polynomial);
    proof.work_witness = t.solve<"query work">(attacked_config::parameters.grinding_bits);
    std::vector<std::vector<attacked_backend::bit>> queries;
    static_cast<void>(std::move(t)
                          .grind<"query work">(attacked_config::parameters.grinding_bits, proof.work_witness)
                          .sample_indices<"queries">(attacked_config::parameters.queries, shape.log_height, queries));
    for (const std::size_t index : pcs::detail::to_indices(queries)) {
        s.data[0].merkle_tree().open(index, proof.rows, proof.paths);
        for (std::size_t i = 0; i < layers.size(); ++i) {
            pcs::open_layer<attacked_config>(layers[i], shape.folds[i].log_arity,
                                             index >> (shape.log_height - shape.folds[i].log_height), proof.siblings,
                                             proof.paths);
        }
    }
}

/// All coefficients of the polynomial through a word on a subgroup in bit-reversed order.
inline std::vector<attacked_ext> interpolate(const std::vector<attacked_ext>& word) {
    return pcs::detail::final_coefficients(word, log2_strict(word.size()));
}

} // namespace zonogon::test
