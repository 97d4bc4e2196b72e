#pragma once

// A small protocol around the commitment scheme: commit to random tables, sample points, open, verify.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/pcs/open.hpp>
#include <zonogon/pcs/verify.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/transcript.hpp>

#include <zonogon/field/baby_bear5.hpp>
#include <zonogon/field/koala_bear5.hpp>
#include <zonogon/hash/keccak_hasher.hpp>
#include <zonogon/hash/poseidon2_baby_bear_parameters.hpp>
#include <zonogon/hash/poseidon2_koala_bear_parameters.hpp>
#include <zonogon/stark/default_config.hpp>

namespace zonogon::test {

/// Few queries, so that tests are quick; of course not sound.
struct small_config : stark::default_config {
    static constexpr soundness::parameters parameters{.log_blowup = 1,
                                                      .log_folding = 2,
                                                      .queries = 10,
                                                      .grinding_bits = 4,
                                                      .cap_height = 2,
                                                      .log_final_length = 2,
                                                      .max_log_height = 12};
};

/// The same size over other fields and hashes.
struct koala_bear_config : small_config {
    using field = zonogon::field::koala_bear;
    using extension = zonogon::field::koala_bear5;
    using permutation = hash::poseidon2_koala_bear_16;
    using hasher = hash::sponge<permutation, 8, 8>;
    using compression = hash::truncated_permutation<permutation, 8>;
};
struct baby_bear_config : small_config {
    using field = zonogon::field::baby_bear;
    using extension = zonogon::field::baby_bear5;
    using permutation = hash::poseidon2_baby_bear_24;
    using hasher = hash::sponge<permutation, 16, 8>;
    using compression = hash::truncated_permutation<permutation, 8>;
};
struct keccak_tree_config : small_config {
    using hasher = hash::keccak_hasher<field>;
    using compression = hash::keccak_compression<field>;
};

struct table {
    std::size_t log_height = 0;
    std::size_t width = 0;
    std::size_t points = 1;
    std::size_t log_stack = 0;
};

struct fixture_protocol
    : transcript::protocol<transcript::absorb<"commitments", transcript::digests>, transcript::sample<"point">,
                           transcript::part<"opening", pcs::open_protocol>> {};

template <class Config>
struct session {
    std::vector<pcs::round_shape> shapes;
    std::vector<std::vector<typename Config::compression::digest>> commitments;
    pcs::native_opening_proof<Config> proof;
};

/// The points at which a table is opened: z, z g, z g^2, .. with g the trace domain's generator.
template <class Config>
std::vector<typename Config::extension> points_of(const pcs::matrix_shape& shape, typename Config::extension point) {
    std::vector<typename Config::extension> points;
    for (std::size_t i = 0; i < shape.points; ++i) {
        points.push_back(point);
        point = point * Config::field::two_adic_generator(shape.log_height);
    }
    return points;
}

/// Opens all that is committed; a matrix at points_at(round, matrix) points.
template <class Config>
session<Config> open_session(
    std::span<const pcs::committed<Config>> data,
    const std::function<std::size_t(std::size_t, std::size_t)>& points_at = [](std::size_t, std::size_t) {
        return std::size_t{1};
    }) {
    session<Config> out;
    std::vector<typename Config::compression::digest> all;
    for (std::size_t r = 0; r < data.size(); ++r) {
        out.commitments.push_back(data[r].commitment());
        all.insert(all.end(), out.commitments.back().begin(), out.commitments.back().end());
        pcs::round_shape shape;
        for (std::size_t m = 0; m < data[r].matrix_count(); ++m) {
            shape.push_back(
                {data[r].log_height(m), data[r].extension(m).width(), points_at(r, m), data[r].log_stack(m)});
        }
        out.shapes.push_back(std::move(shape));
    }
    transcript::native_backend<Config> backend;
    typename Config::extension point;
    auto t = transcript::transcript<transcript::native_backend<Config>, fixture_protocol>(backend)
                 .template absorb<"commitments">(all)
                 .template sample<"point">(point);
    std::vector<pcs::opening_round<Config>> opened;
    for (std::size_t r = 0; r < data.size(); ++r) {
        pcs::opening_round<Config> round{&data[r], {}};
        for (const auto& shape : out.shapes[r]) {
            round.points.push_back(points_of<Config>(shape, point));
        }
        opened.push_back(std::move(round));
    }
    auto end = std::move(t).template part<"opening">([&](auto inner) {
        return pcs::open<Config>(std::span<const pcs::opening_round<Config>>(opened), std::move(inner), out.proof);
    });
    static_assert(decltype(end)::complete);
    return out;
}

/// Commits to random tables and opens them.
template <class Config>
session<Config> prove(const std::vector<std::vector<table>>& rounds, std::uint64_t seed) {
    using field = typename Config::field;
    std::mt19937_64 random(seed);
    std::vector<pcs::committed<Config>> data;
    for (const auto& round : rounds) {
        std::vector<matrix::row_major<field>> traces;
        std::vector<std::size_t> log_stacks;
        for (const table& t : round) {
            log_stacks.push_back(t.log_stack);
            traces.emplace_back(std::size_t{1} << t.log_height, t.width);
            for (auto& v : traces.back().data()) {
                v = field{random() % field::modulus};
            }
        }
        data.push_back(pcs::commit<Config>(std::move(traces), log_stacks));
    }
    return open_session<Config>(data, [&](std::size_t r, std::size_t m) { return rounds[r][m].points; });
}

/// The verifier on any back end; import turns native values and lists of them into the back end's.
template <class Config, class B, class Import>
status verify_on(B& backend, const session<Config>& s, Import&& import) {
    const auto shape = pcs::derive_shape(Config::parameters, Config::field::two_adicity, s.shapes);
    if (!shape) {
        return shape.why();
    }
    std::vector<pcs::claim_round<B>> rounds;
    std::vector<typename B::digest> all;
    for (const auto& commitment : s.commitments) {
        const auto imported = import(commitment);
        all.insert(all.end(), imported.begin(), imported.end());
    }
    std::span<const typename B::digest> left(all);
    for (std::size_t r = 0; r < s.shapes.size(); ++r) {
        rounds.push_back({transcript::fixed(left.first(s.commitments[r].size())), s.shapes[r], {}});
        left = left.subspan(s.commitments[r].size());
    }
    typename B::ext point;
    auto t = transcript::transcript<B, fixture_protocol>(backend)
                 .template absorb<"commitments">(all)
                 .template sample<"point">(point);
    for (auto& round : rounds) {
        for (const auto& m : round.shape) {
            auto& points = round.points.emplace_back();
            typename B::ext here = point;
            for (std::size_t i = 0; i < m.points; ++i) {
                points.push_back(here);
                here = here * backend.constant(Config::field::two_adic_generator(m.log_height));
            }
        }
    }
    const pcs::opening_proof<typename B::felt, typename B::ext, typename B::digest> proof{
        import(s.proof.values),       import(s.proof.layer_digests), import(s.proof.final_polynomial),
        import(s.proof.work_witness), import(s.proof.rows),          import(s.proof.siblings),
        import(s.proof.paths)};
    auto end = std::move(t).template part<"opening">([&](auto inner) {
        return pcs::verify(backend, *shape, std::span<const pcs::claim_round<B>>(rounds), proof, std::move(inner));
    });
    static_assert(decltype(end)::complete);
    return backend.outcome();
}

template <class Config>
status verify(const session<Config>& s) {
    transcript::native_backend<Config> backend;
    return verify_on(backend, s, [](const auto& values) { return values; });
}

} // namespace zonogon::test

// These are compiled once, in the library test_proofs (test/support/proofs).
extern template zonogon::test::session<zonogon::test::small_config>
zonogon::test::open_session<zonogon::test::small_config>(
    std::span<const zonogon::pcs::committed<zonogon::test::small_config>>,
    const std::function<std::size_t(std::size_t, std::size_t)>&);
extern template zonogon::test::session<zonogon::test::small_config>
zonogon::test::prove<zonogon::test::small_config>(const std::vector<std::vector<zonogon::test::table>>&, std::uint64_t);
extern template zonogon::status
zonogon::test::verify<zonogon::test::small_config>(const zonogon::test::session<zonogon::test::small_config>&);
