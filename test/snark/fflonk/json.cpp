#include <zonogon/snark/fflonk/json.hpp>

#include <string>
#include <utility>
#include <vector>

#include "snark/fflonk/scene.hpp"
#include "support/catch.hpp"

namespace snark_fflonk_json_tests {

using namespace zonogon;
using namespace zonogon::test::fflonk;

namespace {

using json = nlohmann::ordered_json;

/// What is wrong with a file after a change.
template <class Read, class Change>
std::string refusal(const std::string& name, Read&& read, Change&& change) {
    json j = json::parse(vector_text(name));
    change(j);
    const auto out = read(j.dump());
    return out ? "" : out.why().message;
}

} // namespace

TEST_CASE("JSON files are snarkjs's byte for byte", "[fflonk]") {
    for (const std::string name : {"one", "small"}) {
        CHECK(write_proof(*read_proof(vector_text(name + ".proof.json"))) == vector_text(name + ".proof.json"));
        CHECK(write_verification_key(*read_verification_key(vector_text(name + ".vk.json"))) ==
              vector_text(name + ".vk.json"));
        const auto publics = snark::read_publics(vector_text(name + ".public.json"));
        CHECK(snark::write_publics(*publics) == vector_text(name + ".public.json"));
    }
    CHECK(snark::write_publics({}) == "[\n]");
}

TEST_CASE("a proof's JSON is refused for what it must not be", "[fflonk]") {
    const auto change = [](auto&& f) { return refusal("one.proof.json", read_proof, f); };
    CHECK(change([](json&) {}) == "");
    CHECK(change([](json& j) { j["protocol"] = "plonk"; }) == "field protocol is not fflonk");
    CHECK(change([](json& j) { j["curve"] = "bls12381"; }) == "field curve is not bn128");
    CHECK(change([](json& j) { j["more"] = 1; }) == "field more is unknown");
    CHECK(change([](json& j) { j["polynomials"]["C3"] = 1; }) != "");
    CHECK(change([](json& j) { j["evaluations"]["more"] = "1"; }) != "");
    CHECK(change([](json& j) { j = json::array(); }) != "");
    for (const auto& [name, point] : commitment_order) {
        const std::string n(name);
        CHECK(change([&](json& j) { j["polynomials"].erase(n); }) == "field polynomials." + n + " is missing");
        CHECK(change([&](json& j) { j["polynomials"][n] = "1"; }) != "");
        CHECK(change([&](json& j) { j["polynomials"][n].push_back("1"); }) != "");
        CHECK(change([&](json& j) { j["polynomials"][n] = {"0", "1", "0"}; }) ==
              "field polynomials." + n + " is no point of the curve other than zero");
        CHECK(change([&](json& j) { j["polynomials"][n] = {"0", "0", "1"}; }) != "");
        CHECK(change([&](json& j) { j["polynomials"][n][2] = "2"; }) != "");
        CHECK(change([&](json& j) { j["polynomials"][n][1] = "2"; }) != "");
        CHECK(change([&](json& j) {
                  const u256 x = *u256::parse(j["polynomials"][n][0].get<std::string>());
                  j["polynomials"][n][0] = (x + field::bn254_base::modulus).to_decimal();
              }) == "field polynomials." + n + "[0] is not below the prime");
    }
    std::vector<std::string> values{"inv"};
    for (const auto& [name, value] : evaluation_order) {
        values.emplace_back(name);
    }
    for (const std::string& n : values) {
        CHECK(change([&](json& j) { j["evaluations"].erase(n); }) != "");
        CHECK(change([&](json& j) {
                  const u256 v = *u256::parse(j["evaluations"][n].get<std::string>());
                  j["evaluations"][n] = (v + scalar::modulus).to_decimal();
              }) == "field evaluations." + n + " is not below the prime");
        CHECK(change([&](json& j) { j["evaluations"][n] = "-1"; }) != "");
        CHECK(change([&](json& j) { j["evaluations"][n] = ""; }) != "");
        CHECK(change([&](json& j) { j["evaluations"][n] = 1.5; }) != "");
        CHECK(change([&](json& j) { j["evaluations"][n] = json::array(); }) != "");
        CHECK(change([&](json& j) { j["evaluations"][n] = std::string(100, '1'); }) != "");
    }
}

TEST_CASE("a verification key's JSON is refused for what it must not be", "[fflonk]") {
    const auto change = [](auto&& f) { return refusal("one.vk.json", read_verification_key, f); };
    CHECK(change([](json&) {}) == "");
    CHECK(change([](json& j) { j["protocol"] = "groth16"; }) != "");
    for (const std::string name :
         {"protocol", "curve", "nPublic", "power", "k1", "k2", "w", "w3", "w4", "w8", "wr", "X_2", "C0"}) {
        CHECK(change([&](json& j) { j.erase(name); }) != "");
    }
    for (const std::string name : {"k1", "k2", "w", "w3", "w4", "w8", "wr"}) {
        CHECK(change([&](json& j) { j[name] = "5"; }) == "field " + name + " is not the constant of this power");
    }
    CHECK(change([](json& j) { j["power"] = 4; }) != "");
    CHECK(change([](json& j) { j["power"] = 1000000; }) != "");
    CHECK(change([](json& j) { j["nPublic"] = 100; }) == "more public inputs than rows");
    CHECK(change([](json& j) { j["C0"] = {"0", "1", "0"}; }) != "");
    CHECK(change([](json& j) { j["C0"] = {"1", "3", "1"}; }) != "");
    CHECK(change([](json& j) { j["X_2"][0][0] = "1"; }) == "X_2 is no point of G2 other than zero");
    CHECK(change([](json& j) { j["X_2"][2] = json::array({"0", "0"}); }) != "");
    CHECK(change([](json& j) { j["X_2"][2] = json::array({"1", "1"}); }) != "");
    CHECK(change([](json& j) { j["X_2"].erase(2); }) != "");
    CHECK(change([](json& j) { j["X_2"][0] = "1"; }) != "");
}

} // namespace snark_fflonk_json_tests
