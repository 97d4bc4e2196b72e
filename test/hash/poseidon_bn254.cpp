#include <zonogon/hash/poseidon_bn254.hpp>

#include <set>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/vectors.hpp"

namespace hash_poseidon_bn254_tests {

namespace {

using namespace zonogon;
using fr = field::bn254_scalar;
using parameters = hash::poseidon_bn254_parameters;

/// The permutation by its definition (eprint 2019/458, section 4).
std::vector<fr> permute_by_definition(std::vector<fr> s) {
    const parameters& p = parameters::of(s.size());
    const std::size_t t = s.size();
    for (std::size_t r = 0; r < 8 + p.partial_rounds; ++r) {
        for (std::size_t i = 0; i < t; ++i) {
            s[i] += p.constants[r * t + i];
        }
        const bool full = r < 4 || r >= 4 + p.partial_rounds;
        for (std::size_t i = 0; i < (full ? t : 1); ++i) {
            s[i] = s[i].pow(5);
        }
        std::vector<fr> next(t);
        for (std::size_t i = 0; i < t; ++i) {
            for (std::size_t j = 0; j < t; ++j) {
                next[i] += p.matrix[i * t + j] * s[j];
            }
        }
        s = next;
    }
    return s;
}

} // namespace

TEST_CASE("Poseidon over BN254 gives circomlib's answers at all widths", "[hash]") {
    const auto file = test::load_vector("poseidon-bn254/circomlibjs.json");
    std::set<std::size_t> widths;
    for (const auto& known : file["cases"]) {
        const auto number = [](const nlohmann::json& text) { return fr{*u256::parse(text.get<std::string>())}; };
        std::vector<fr> inputs;
        for (const auto& text : known["inputs"]) {
            inputs.push_back(number(text));
        }
        const fr initial = number(known["initial"]);
        std::vector<fr> state{initial};
        state.insert(state.end(), inputs.begin(), inputs.end());
        hash::poseidon_bn254_permute(state);
        INFO(state.size());
        for (std::size_t i = 0; i < state.size(); ++i) {
            CHECK(state[i].value().to_decimal() == known["state"][i].get<std::string>());
        }
        CHECK(hash::poseidon_bn254(inputs, initial) == state[0]);
        widths.insert(state.size());
    }
    CHECK(widths.size() == 16);
}

TEST_CASE("Poseidon over BN254 by sparse matrices is Poseidon by its definition", "[hash]") {
    test::random_stream random(7);
    for (std::size_t t = parameters::min_width; t <= parameters::max_width; ++t) {
        std::vector<fr> state(t);
        for (fr& x : state) {
            x = random.element<fr>();
        }
        const auto expected = permute_by_definition(state);
        hash::poseidon_bn254_permute(state);
        CHECK(state == expected);
    }
    std::array<fr, 3> typed{fr{1}, fr{2}, fr{3}};
    hash::poseidon_bn254_permutation<3>::permute(typed);
    CHECK(std::vector<fr>(typed.begin(), typed.end()) == permute_by_definition({fr{1}, fr{2}, fr{3}}));
}

} // namespace hash_poseidon_bn254_tests
