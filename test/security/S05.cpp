// The final polynomial must be fixed before the queries are drawn (Plonky3 #393, #398).

#include <cstddef>
#include <set>
#include <vector>

#include "security/mutants.hpp"
#include "support/catch.hpp"

namespace security_S05_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;

/// The polynomial below 2^log_length that agrees with the word where it is looked at.
std::vector<attacked_ext> through(const std::vector<attacked_ext>& word, const std::set<std::size_t>& rows,
                                  std::size_t log_length) {
    const std::size_t bits = log2_strict(word.size());
    const auto point = [&](std::size_t row) {
        return attacked_field::two_adic_generator(bits).pow(reverse_bits(row, bits));
    };
    std::vector<attacked_ext> sum(std::size_t{1} << log_length);
    for (const std::size_t row : rows) {
        std::vector<attacked_ext> term{word[row]};
        for (const std::size_t other : rows) {
            if (other != row) {
                const attacked_field scale = (point(row) - point(other)).inverse();
                std::vector<attacked_ext> next(term.size() + 1);
                for (std::size_t i = 0; i < term.size(); ++i) {
                    next[i + 1] += term[i] * scale;
                    next[i] -= term[i] * (scale * point(other));
                }
                term = next;
            }
        }
        for (std::size_t i = 0; i < term.size(); ++i) {
            sum[i] += term[i];
        }
    }
    return sum;
}

} // namespace

TEST_CASE("S05: a final polynomial chosen after the queries proves anything, unless it was absorbed") {
    // The queries must meet the last word in no more places than the polynomial has coefficients: the attacker tries
    // words until they do.
    for (std::uint64_t seed = 0;; ++seed) {
        REQUIRE(seed < 1000);
        const statement lie = false_statement(6, seed);
        const auto shape = lie.shape();
        observations<attacked_backend> seen;
        attacked_proof proof = prove_loosely(lie, "final polynomial", seen);
        std::set<std::size_t> rows;
        for (const std::size_t index : pcs::detail::to_indices(seen.queries)) {
            rows.insert(index >> (shape.log_height - shape.log_final_height));
        }
        if (rows.size() > std::size_t{1} << shape.log_final_length) {
            continue;
        }
        const auto word = last_word(lie, shape, proof.values, seen);
        proof.final_polynomial = through(word, rows, shape.log_final_length);
        CHECK(verify_loosely(lie, shape, proof, "final polynomial").ok());
        CHECK(!verify_for_real(lie, proof));
        CHECK(!verify_loosely(lie, shape, proof, ""));
        CHECK(!verify_for_real(lie, prove_for_real(lie)));
        break;
    }
}

} // namespace security_S05_tests
