// Absorbing binds the lengths of messages (Plonky3 #1769).

#include <random>
#include <set>
#include <vector>

#include "security/mutants.hpp"
#include "support/catch.hpp"

namespace security_S28_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;

struct three_messages
    : transcript::protocol<transcript::absorb<"a", transcript::felts>, transcript::absorb<"b", transcript::felts>,
                           transcript::absorb<"c", transcript::exts>, transcript::sample<"d">> {};

using numbers = std::vector<std::uint64_t>;

std::vector<attacked_field> elements(const numbers& in) {
    std::vector<attacked_field> out;
    for (const std::uint64_t v : in) {
        out.emplace_back(v);
    }
    return out;
}
std::vector<attacked_ext> extensions(const numbers& in) {
    std::vector<attacked_ext> out;
    for (std::size_t i = 0; i + 2 < in.size(); i += 3) {
        out.emplace_back(attacked_field{in[i]}, attacked_field{in[i + 1]}, attacked_field{in[i + 2]});
    }
    return out;
}
numbers as_numbers(const attacked_ext& e) {
    return {e.coefficient(0).value(), e.coefficient(1).value(), e.coefficient(2).value()};
}

numbers ours(const numbers& a, const numbers& b, const numbers& c) {
    attacked_backend backend;
    attacked_ext out;
    static_cast<void>(transcript::transcript<attacked_backend, three_messages>(backend)
                          .absorb<"a">(elements(a))
                          .absorb<"b">(elements(b))
                          .absorb<"c">(extensions(c))
                          .sample<"d">(out));
    return as_numbers(out);
}
/// Without lengths, as loose_transcript absorbs.
numbers broken(const numbers& a, const numbers& b, const numbers& c) {
    attacked_backend backend;
    observations<attacked_backend> seen;
    attacked_ext out;
    static_cast<void>(loose_transcript<attacked_backend>(backend, "", seen)
                          .absorb<"a">(elements(a))
                          .absorb<"b">(elements(b))
                          .absorb<"c">(extensions(c))
                          .sample<"d">(out));
    return as_numbers(out);
}

} // namespace

TEST_CASE("S28: moving elements between messages or appending zeros changes the challenge") {
    const std::vector<std::array<numbers, 3>> alike{
        {{{5, 7}, {}, {}}},       {{{5}, {7}, {}}},      {{{}, {5, 7}, {}}},
        {{{5, 7, 0}, {}, {}}},    {{{5, 7}, {0}, {}}},   {{{5, 7}, {0, 0}, {}}},
        {{{5, 7, 0, 0}, {}, {}}}, {{{}, {}, {5, 7, 0}}}, {{{5, 7, 0}, {}, {0, 0, 0}}},
    };
    std::set<numbers> real;
    std::set<numbers> mutant;
    for (const auto& [a, b, c] : alike) {
        real.insert(ours(a, b, c));
        mutant.insert(broken(a, b, c));
    }
    CHECK(real.size() == alike.size());
    CHECK(mutant.size() == 1);
}

TEST_CASE("S28: random splits of one sequence never collide") {
    std::mt19937_64 random(9);
    std::set<std::array<numbers, 3>> inputs;
    std::set<numbers> outputs;
    for (int i = 0; i < 300; ++i) {
        std::array<numbers, 3> split;
        for (std::size_t k = 0; k < 12; ++k) {
            split[random() % 2].push_back(k % 2);
        }
        if (inputs.insert(split).second) {
            outputs.insert(ours(split[0], split[1], split[2]));
        }
    }
    CHECK(outputs.size() == inputs.size());
}

} // namespace security_S28_tests
