#include "support/catch.hpp"

#include "support/snark.hpp"
#include <zonogon/snark/groth16/json.hpp>

namespace snark_groth16_json_tests {

using namespace zonogon;
using namespace zonogon::snark;

namespace {

// The text with the first occurrence of a part replaced.
std::string with(std::string text, const std::string& part, const std::string& other) {
    const std::size_t at = text.find(part);
    REQUIRE(at != std::string::npos);
    return text.replace(at, part.size(), other);
}

} // namespace

TEST_CASE("a proof's text is refused unless it is one that snarkjs would write", "[snark]") {
    const std::string text = test::snark_text("pow3_proof.json");
    const auto reason = [](const std::string& changed) {
        const auto read = groth16::read_proof(changed);
        return read ? std::string() : read.why().message;
    };
    const std::string prime = field::bn254_base::modulus.to_decimal();
    const std::string x = groth16::read_proof(text)->a.x().value().to_decimal();
    CHECK(reason(with(text, "groth16", "plonk")) == "field protocol is not groth16");
    CHECK(reason(with(text, "bn128", "bls12381")) == "field curve is not bn128");
    // rapidsnark's proofs name no curve.
    CHECK(*groth16::read_proof(with(text, ",\n \"curve\": \"bn128\"", "")) == *groth16::read_proof(text));
    CHECK(reason(with(text, x, prime)) == "field pi_a[0] is not below the prime");
    CHECK(reason(with(text, x, "0x1")) == "field pi_a[0] is not a decimal number below 2^256");
    CHECK(reason(with(text, x, "-1")) == "field pi_a[0] is not a decimal number below 2^256");
    CHECK(reason(with(text, x, std::string(78, '9'))) == "field pi_a[0] is not a decimal number below 2^256");
    CHECK(reason(with(text, "\"" + x + "\"", "7")) == "field pi_a[0] is not a string");
    CHECK(reason(with(text, "\"1\"\n ]", "\"2\"\n ]")) == "field pi_a[2] is neither 0 nor 1");
    CHECK(reason(with(text, ",\n  \"1\"\n ]", "\n ]")) == "field pi_a does not have 3 elements");
    CHECK(reason(with(text, "\"protocol\"", "\"pi_a\": [], \"protocol\"")) == "field pi_a stands twice in one object");
    CHECK(reason(with(text, "pi_c", "pi_d")) == "field pi_d is unknown");
    CHECK(reason("").starts_with("not a JSON text"));
    CHECK(reason("[]") == "the file is not an object");
    CHECK(reason(std::string(100000, '[')).starts_with("not a JSON text"));
    for (std::size_t size = 0; size < text.size(); size += 13) {
        CHECK_FALSE(groth16::read_proof(text.substr(0, size)));
    }
}

TEST_CASE("a key's text is refused unless its points fit", "[snark]") {
    const std::string text = test::snark_text("pow3_vk.json");
    const auto reason = [](const std::string& changed) {
        const auto read = groth16::read_verification_key(changed);
        return read ? std::string() : read.why().message;
    };
    CHECK(reason(with(text, "\"nPublic\": 5", "\"nPublic\": 4")) ==
          "field nPublic is not one less than the points in IC");
    CHECK(reason(with(text, "\"nPublic\": 5", "\"nPublic\": -1")) ==
          "field nPublic is not a whole number from 0 up to 2^64 - 1");
    const std::string x = groth16::read_verification_key(text)->alpha.x().value().to_decimal();
    CHECK(reason(with(text, x, "1")) == "verification key: alpha is not in G1");
    CHECK(reason(with(text, "vk_gamma_2", "gamma")) == "field vk_gamma_2 is missing");
    CHECK(read_publics("[\"1\", 2]").why().message == "field [1] is not a string");
    CHECK(read_publics("{}").why().message == "the file is not an array");
    CHECK(read_publics("[]")->empty());
}

TEST_CASE("zero is written and read as snarkjs writes it", "[snark]") {
    groth16::proof<> zero;
    const std::string text = groth16::write_proof(zero);
    CHECK(groth16::read_proof(text).has_value());
    CHECK(*groth16::read_proof(text) == zero);
    CHECK(text.find("\"0\",\n  \"1\",\n  \"0\"") != std::string::npos);
}

} // namespace snark_groth16_json_tests
