#include <fstream>
#include <string>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>

#include "stark/systems.hpp"
#include "support/catch.hpp"
#include "support/source_dir.hpp"
#include "support/vectors.hpp"

namespace stark_wire_tests {

namespace {

using namespace zonogon;
using config = test::quick_config;

/// A system with buses, preprocessed, periodic and public columns, tables of three heights, and its honest proof.
struct pinned {
    stark::proving_key<config> key = *stark::setup<config>(test::lookup_tables<config>(4));
    test::witness<config> witness = test::lookup_witness<config>(3, 4);
    bytes proof = stark::serialize<config>(*stark::prove(key, witness.traces, witness.publics));

    bytes digest() const {
        bytes out;
        for (const auto& element : key.verifying.digest) {
            append_big_endian<8>(out, element.value());
        }
        return out;
    }
};

std::string fixture_name() {
    return "wire/proof-" + std::to_string(stark::proof_version) + ".json";
}

} // namespace

TEST_CASE("a proof of this version's format is read, and the prover still writes the same bytes", "[stark][wire]") {
    // When this fails, proofs written before are not what is written now: give stark::proof_version its next number and
    // write a fixture with `zonogon-test-stark "[.write-fixture]"`.
    const auto fixture = test::load_vector(fixture_name());
    const pinned now;
    const bytes old = *from_hex(fixture.at("proof").get<std::string>());
    REQUIRE(old.front() == stark::proof_version);
    CHECK(to_hex(now.digest()) == fixture.at("key").get<std::string>());
    CHECK(stark::verify(now.key.verifying, now.witness.publics, old).ok());
    CHECK(old == now.proof);
}

TEST_CASE("proofs of other versions are refused", "[stark][wire]") {
    pinned now;
    for (const int change : {-1, 1}) {
        now.proof.front() = static_cast<std::uint8_t>(stark::proof_version + change);
        const auto parsed = stark::parse(now.key.verifying, now.proof);
        REQUIRE(!parsed);
        CHECK(parsed.why().message == "the proof has an unknown version");
    }
}

TEST_CASE("write the fixture of this version", "[.write-fixture]") {
    const pinned now;
    const nlohmann::ordered_json fixture{
        {"system", "lookup_tables(4) with lookup_witness(3, 4) of test/stark/systems.hpp"},
        {"key", to_hex(now.digest())},
        {"proof", to_hex(now.proof)}};
    std::ofstream out(test::source_dir() / "test/vectors" / fixture_name());
    out << fixture.dump(1) << "\n";
    REQUIRE(out);
}

} // namespace stark_wire_tests
