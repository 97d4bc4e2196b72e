#include <string>
#include <vector>

#include <zonogon/snark/groth16/solidity.hpp>

#include "support/catch.hpp"

namespace snark_groth16_solidity_tests {

using namespace zonogon;
using snark::groth16::solidity_verifier;

namespace {

/// Points that are in their groups; which ones they are is all the same to the text.
snark::groth16::verification_key<> some_key(std::size_t public_inputs) {
    snark::groth16::verification_key<> key;
    key.alpha = curve::bn254::point::generator();
    key.beta = key.gamma = key.delta = curve::bn254_twist::point::generator();
    key.inputs.assign(public_inputs + 1, curve::bn254::point::generator());
    return key;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

} // namespace

TEST_CASE("the verifier contract has a step for every public input") {
    for (const std::size_t inputs : {0U, 1U, 7U, 200U}) {
        const auto text = solidity_verifier(some_key(inputs));
        REQUIRE(text);
        CHECK(count(*text, "valid, add_multiple(") == inputs);
        CHECK(count(*text, "uint256[" + std::to_string(inputs) + "] calldata inputs") == (inputs == 0 ? 0U : 1U));
    }
}

TEST_CASE("the verifier contract bears the name asked for") {
    const auto text = solidity_verifier(some_key(1), "Transfers_2");
    REQUIRE(text);
    CHECK(count(*text, "contract Transfers_2 {") == 1);
}

TEST_CASE("no verifier contract for keys and names that cannot be") {
    CHECK_FALSE(solidity_verifier(some_key(201)));
    CHECK_FALSE(solidity_verifier({}));
    auto outside = some_key(1);
    outside.inputs[1] = {field::bn254_base{1}, field::bn254_base{1}};
    CHECK_FALSE(solidity_verifier(outside));
    auto zero = some_key(1);
    zero.delta = {};
    CHECK_FALSE(solidity_verifier(zero));
    for (const std::string& name : std::vector<std::string>{"", "1a", "a b", "a{}", "a;", std::string(65, 'a')}) {
        CHECK_FALSE(solidity_verifier(some_key(1), name));
    }
}

} // namespace snark_groth16_solidity_tests
