#include <zonogon/snark/fflonk/solidity.hpp>

#include <string>

#include <zonogon/snark/fflonk/json.hpp>

#include "snark/fflonk/scene.hpp"
#include "support/catch.hpp"

namespace snark_fflonk_solidity_tests {

using namespace zonogon;
using namespace zonogon::test::fflonk;

// What the contract accepts is tested on a chain: test/snark/run.
TEST_CASE("a verifier contract has the key's numbers and nothing left to fill in", "[fflonk]") {
    for (const std::string name : {"one", "small"}) {
        verification_key key = *read_verification_key(vector_text(name + ".vk.json"));
        for (const std::uint32_t publics : {0U, 1U, 3U}) {
            key.publics = publics;
            const auto text = solidity_verifier(key, "Checker");
            REQUIRE(text);
            CHECK(text->find('@') == std::string::npos);
            CHECK(text->find("contract Checker {") != std::string::npos);
            for (const u256& v : {key.c0.x().value(), key.c0.y().value(), key.x2.y().coefficient(1).value()}) {
                CHECK(text->find(" = " + v.to_decimal() + ";") != std::string::npos);
            }
            const std::string parameter = "uint256[" + std::to_string(publics) + "] calldata publics) external";
            CHECK((text->find(parameter) != std::string::npos) == (publics != 0));
            CHECK((text->find("publics[i] >= R") != std::string::npos) == (publics != 0));
        }
    }
}

TEST_CASE("a contract's name is an identifier and its key well formed", "[fflonk]") {
    verification_key key = *read_verification_key(vector_text("one.vk.json"));
    for (const std::string& name : {std::string{}, std::string{"1a"}, std::string{"a b"}, std::string{"a{}"},
                                    std::string{"a\n"}, std::string(129, 'a')}) {
        CHECK_FALSE(solidity_verifier(key, name));
    }
    CHECK(solidity_verifier(key, "_Name0"));
    key.c0 = {};
    CHECK_FALSE(solidity_verifier(key));
}

} // namespace snark_fflonk_solidity_tests
