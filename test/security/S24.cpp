// What is folded must be fixed before the challenge that it is folded with (Aztec BarVD-PG-001, barretenberg #1381: the
// folded commitments were not hashed).

#include <random>

#include "security/algebra.hpp"
#include "support/catch.hpp"

namespace security_S24_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;

constexpr std::size_t log_height = 5;
constexpr std::size_t width = attacked_ext::degree;

/// Three columns, each of which is to be zero at the point.
statement claimed_zero(matrix::row_major<attacked_field> extension) {
    std::vector<matrix::row_major<attacked_field>> extensions;
    extensions.push_back(std::move(extension));
    statement out;
    out.data.emplace_back(std::move(extensions));
    out.shapes.push_back({{log_height, width, 1}});
    return out;
}

/// Columns of no low degree whose quotient folds to zero. In every row of neighbours all but the last are random; the
/// columns, combined by powers of `batching`, can take any value of the extension there.
statement folding_to_zero(const pcs::opening_shape& shape, const attacked_ext& batching, const attacked_ext& folding) {
    const std::size_t size = std::size_t{1} << shape.log_height;
    const std::size_t arity = std::size_t{1} << shape.folds[0].log_arity;
    const wide_basis powers{attacked_ext::one(), batching, batching * batching};
    // What folding multiplies each neighbour with: it is linear.
    std::vector<std::vector<attacked_ext>> weights;
    for (std::size_t j = 0; j < arity; ++j) {
        std::vector<attacked_ext> unit(size);
        for (std::size_t i = j; i < size; i += arity) {
            unit[i] = attacked_ext::one();
        }
        weights.push_back(pcs::fold_codeword(std::move(unit), shape.folds[0].log_arity, folding));
    }
    const auto points = pcs::bit_reversed_points<attacked_field>(size);
    std::mt19937_64 random(21);
    matrix::row_major<attacked_field> columns(size, width);
    for (std::size_t row = 0; row < size / arity; ++row) {
        attacked_ext sum;
        for (std::size_t j = 0; j < arity; ++j) {
            const std::size_t i = row * arity + j;
            // What the combined columns are multiplied with in the quotient, but for its sign.
            const attacked_field x = points[i] * pcs::code_shift<attacked_config>();
            const attacked_ext factor =
                (attacked_ext::one() + powers[1] * powers[2] * x) * (attacked_ext(x) - statement::point()).inverse();
            if (j + 1 < arity) {
                attacked_ext combined;
                for (std::size_t c = 0; c < width; ++c) {
                    columns(i, c) = attacked_field{random()};
                    combined += powers[c] * columns(i, c);
                }
                sum += weights[j][row] * combined * factor;
            } else {
                const auto last = coordinates(-(sum * (weights[j][row] * factor).inverse()), powers);
                for (std::size_t c = 0; c < width; ++c) {
                    columns(i, c) = last[c];
                }
            }
        }
    }
    return claimed_zero(std::move(columns));
}

/// The attacker looks at the folding challenge before the first layer is there, and makes the layer accordingly.
std::pair<statement, attacked_proof> attack(const std::set<std::string_view>& skipped) {
    const std::vector<pcs::round_shape> shapes{{{log_height, width, 1}}};
    const auto shape = *pcs::derive_shape(attacked_config::parameters, attacked_field::two_adicity, shapes);
    attacked_backend backend;
    observations<attacked_backend> seen;
    attacked_proof proof;
    proof.values.resize(width);
    attacked_ext batching;
    auto t = loose_transcript<attacked_backend>(backend, skipped, seen)
                 .absorb<"opening shape">(pcs::encode_shape(attacked_config::parameters, shapes))
                 .absorb<"opened values">(proof.values)
                 .sample<"batching">(batching);
    attacked_ext folding;
    auto ahead = t;
    static_cast<void>(std::move(ahead).sample<"folding">(folding));
    statement lie = folding_to_zero(shape, batching, folding);
    const auto rounds = lie.rounds();
    const pcs::deep_quotients<attacked_config> quotients(rounds, proof.values, batching);
    const auto word = quotients.at_height(shape.log_height);
    CHECK(pcs::fold_codeword(word, shape.folds[0].log_arity, folding) ==
          std::vector<attacked_ext>(word.size() >> shape.folds[0].log_arity));
    fold_and_open(lie, shape, word, std::move(t), proof);
    return {std::move(lie), std::move(proof)};
}

} // namespace

TEST_CASE("S24: a layer made for its folding challenge proves anything, unless it is absorbed before") {
    const auto [lie, forged] = attack({"layer"});
    CHECK(verify_loosely(lie, lie.shape(), forged, "layer").ok());
    CHECK(!verify_for_real(lie, forged));

    const auto [other, refused] = attack({""});
    const status ours = verify_loosely(other, other.shape(), refused, "");
    REQUIRE(!ours);
    CHECK(ours.why().message == "a query does not lead to the final polynomial");
    CHECK(!verify_for_real(other, prove_for_real(other)));
}

} // namespace security_S24_tests
