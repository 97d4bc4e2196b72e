#include "support/catch.hpp"

#include "support/snark.hpp"
#include <zonogon/snark/groth16/json.hpp>
#include <zonogon/snark/groth16/prover.hpp>
#include <zonogon/snark/groth16/verifier.hpp>
#include <zonogon/snark/witness_file.hpp>

namespace snark_groth16_interoperability_tests {

using namespace zonogon;
using namespace zonogon::snark;
using fr = field::bn254_scalar;

TEST_CASE("circom's .r1cs and .wtns are read, fit together and are written alike", "[snark]") {
    const bytes file = test::snark_file("pow3.r1cs");
    const auto system = read_r1cs<fr>(file);
    REQUIRE(system);
    CHECK(system->constraints() == 7);
    CHECK(system->public_outputs == 4);
    CHECK(system->public_inputs == 1);
    CHECK(write_r1cs(*system) == file);
    const bytes witness_file = test::snark_file("pow3.wtns");
    const auto witness = read_witness<fr>(witness_file);
    REQUIRE(witness);
    CHECK(write_witness<fr>(*witness) == witness_file);
    std::vector<fr> values = to_field<fr>(*witness);
    CHECK(system->check(values).ok());
    values[1] += fr::one();
    CHECK_FALSE(system->check(values).ok());
}

TEST_CASE("snarkjs's proof verifies, and JSON is written as snarkjs writes it", "[snark]") {
    const std::string key_text = test::snark_text("pow3_vk.json");
    const auto key = groth16::read_verification_key(key_text);
    REQUIRE(key);
    CHECK(groth16::write_verification_key(*key) == key_text);
    const std::string proof_text = test::snark_text("pow3_proof.json");
    const auto proof = groth16::read_proof(proof_text);
    REQUIRE(proof);
    CHECK(groth16::write_proof(*proof) == proof_text);
    const std::string publics_text = test::snark_text("pow3_public.json");
    const auto publics = read_publics(publics_text);
    REQUIRE(publics);
    CHECK(write_publics(*publics) == publics_text);
    CHECK(groth16::verify(*key, *publics, *proof).ok());
}

TEST_CASE("rapidsnark's proof verifies, and no changed one does", "[snark]") {
    const auto key = groth16::read_verification_key(test::snark_text("pow3_vk.json"));
    const auto proof = groth16::read_proof(test::snark_text("pow3_rapidsnark_proof.json"));
    const auto publics = read_publics(test::snark_text("pow3_rapidsnark_public.json"));
    REQUIRE(key);
    REQUIRE(proof);
    REQUIRE(publics);
    CHECK(groth16::verify(*key, *publics, *proof).ok());
    // It is another proof of the statement that snarkjs's proof is of.
    CHECK(*publics == *read_publics(test::snark_text("pow3_public.json")));
    CHECK(*proof != *groth16::read_proof(test::snark_text("pow3_proof.json")));
    const auto refused = [&](auto&& change) {
        groth16::proof<> p = *proof;
        std::vector<u256> inputs = *publics;
        change(p, inputs);
        return !groth16::verify(*key, inputs, p).ok();
    };
    using g1 = curve::bn254::point;
    using list = std::vector<u256>;
    CHECK(refused([](auto& p, list&) { p.a = -p.a; }));
    CHECK(refused([](auto& p, list&) { p.b = -p.b; }));
    CHECK(refused([](auto& p, list&) { p.c = -p.c; }));
    CHECK(refused([](auto& p, list&) { std::swap(p.a, p.c); }));
    CHECK(refused([](auto& p, list&) { p.a = g1{}; }));
    CHECK(refused([](auto& p, list&) { p.b = {}; }));
    CHECK(refused([](auto& p, list&) { p.c = g1{}; }));
    CHECK(refused([](auto& p, list&) { p.a = g1{p.a.x() + g1::coordinate::one(), p.a.y()}; }));
    CHECK(refused([](auto& p, list&) { p.c = g1{p.c.x(), p.c.y() + g1::coordinate::one()}; }));
    for (std::size_t i = 0; i < publics->size(); ++i) {
        CHECK(refused([&](auto&, list& inputs) { inputs[i] = inputs[i] + u256{1}; }));
        CHECK(refused([&](auto&, list& inputs) { inputs[i] = inputs[i] + fr::modulus; }));
    }
    CHECK(refused([](auto&, list& inputs) { inputs.pop_back(); }));
    CHECK(refused([](auto&, list& inputs) { inputs.push_back(u256{}); }));
    // Every digit of the text: another number is another point, or none.
    const std::string text = test::snark_text("pow3_rapidsnark_proof.json");
    for (std::size_t i = 0; i < text.size(); i += 11) {
        if (text[i] < '0' || text[i] > '9') {
            continue;
        }
        std::string changed = text;
        changed[i] = changed[i] == '9' ? '8' : static_cast<char>(changed[i] + 1);
        const auto read = groth16::read_proof(changed);
        INFO(i);
        CHECK((!read || !groth16::verify(*key, *publics, *read).ok()));
    }
}

TEST_CASE("a proof made with snarkjs's key and witness verifies", "[snark]") {
    const bytes key_file = test::snark_file("pow3_final.zkey");
    const auto key = groth16::zkey<>::parse(key_file);
    REQUIRE(key);
    CHECK(key->verifying() == *groth16::read_verification_key(test::snark_text("pow3_vk.json")));
    const auto witness = read_witness<fr>(test::snark_file("pow3.wtns"));
    const std::vector<u256> publics = *read_publics(test::snark_text("pow3_public.json"));
    const auto first = groth16::prove(*key, *witness);
    const auto second = groth16::prove(*key, *witness);
    REQUIRE(first);
    REQUIRE(second);
    CHECK(groth16::verify(key->verifying(), publics, *first).ok());
    CHECK(groth16::verify(key->verifying(), publics, *second).ok());
    CHECK(*first != *second);
    const auto fixed = [&] { return *groth16::prove(*key, *witness, deterministic_randomness_for_tests{5}); };
    CHECK(fixed() == fixed());
    CHECK(groth16::verify(key->verifying(), publics, fixed()).ok());

    std::vector<u256> wrong = *witness;
    wrong[6] = u256{4};
    CHECK_FALSE(groth16::verify(key->verifying(), publics, *groth16::prove(*key, wrong)).ok());
    wrong.pop_back();
    CHECK_FALSE(groth16::prove(*key, wrong));
    wrong = *witness;
    wrong[2] = fr::modulus + u256{1};
    CHECK(groth16::prove(*key, wrong).why().message == "value 2 of the witness is not below the prime");
}

TEST_CASE("a .zkey that is not whole or does not fit is refused", "[snark]") {
    const bytes file = test::snark_file("pow3_final.zkey");
    for (std::size_t size = 0; size < file.size(); size += 7) {
        REQUIRE_FALSE(groth16::zkey<>::parse(byte_view(file).first(size)));
    }
    const auto reason = [&](std::size_t place, std::uint8_t value) {
        bytes changed = file;
        changed[place] = value;
        const auto read = groth16::zkey<>::parse(changed);
        return read ? std::string() : read.why().message;
    };
    CHECK(reason(24, 2) == "zkey: section 1, byte 28: protocol 2 is not Groth16");
    CHECK(reason(44, 0) == "zkey: section 2, byte 76: coordinates of another prime");
    CHECK(reason(112, 3) == "zkey: section 2, byte 124: 5 public inputs of 3 wires");
    CHECK(reason(112, 11).starts_with("zkey: section 5, byte "));
    CHECK(reason(116, 4).starts_with("zkey: section 3, byte "));
    CHECK(reason(120, 12) == "zkey: section 2, byte 124: a domain of 12 rows");
    CHECK(reason(120, 32).starts_with("zkey: section 9, byte "));
    CHECK(reason(130, static_cast<std::uint8_t>(file[130] ^ 1)) ==
          "zkey: section 2, byte 188: alpha: point 0 is not on the curve");
}

TEST_CASE("coefficients and points of a .zkey are checked when they are used", "[snark]") {
    bytes file = test::snark_file("pow3_final.zkey");
    const auto witness = read_witness<fr>(test::snark_file("pow3.wtns"));
    const auto places = groth16::zkey<>::parse(file);
    const std::size_t coefficients = places->section(groth16::zkey_section::coefficients).offset + 4;
    const std::size_t h = places->section(groth16::zkey_section::h).offset;
    const auto reason = [&](std::size_t place, std::uint8_t value) {
        bytes changed = file;
        changed[place] = value;
        const auto key = groth16::zkey<>::parse(changed);
        REQUIRE(key);
        const auto proof = groth16::prove(*key, *witness);
        return proof ? std::string() : proof.why().message;
    };
    const std::string absent = "zkey: section 4: coefficient 0 names a matrix, a row or a wire that is not there";
    CHECK(reason(coefficients, 2) == absent);
    CHECK(reason(coefficients + 5, 1) == absent);
    CHECK(reason(coefficients + 11, 1) == absent);
    CHECK(reason(coefficients + 43, 0xff) == "zkey: section 4: coefficient 0 is not below the prime");
    CHECK(reason(h + 64, static_cast<std::uint8_t>(file[h + 64] ^ 1)) ==
          "zkey: section 9: point 1 is not on the curve");
}

// The order in which a file has its coefficients is nobody's business: in rising order of constraints threads share
// them, in any other one thread adds them up.
TEST_CASE("coefficients in any order give the same rows", "[snark]") {
    using groth16::quotient_detail::rows_of_witness;
    constexpr std::uint32_t log_domain = 10;
    constexpr std::size_t count = 6000;
    const std::vector<u256> witness{u256{1}, u256{5}, fr::modulus - u256{3}, u256{77}};
    const auto rows = [&](auto&& place) {
        bytes section;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t k = place(i);
            append_little_endian<4>(section, k % 2);
            append_little_endian<4>(section, k / 6);
            append_little_endian<4>(section, k % 4);
            append_little_endian(section, u256{k * k + 1});
        }
        std::vector<fr> out(std::size_t{2} << log_domain);
        const auto a = std::span<fr>(out).first(out.size() / 2);
        const auto b = std::span<fr>(out).last(out.size() / 2);
        REQUIRE(rows_of_witness(groth16::zkey_coefficients<fr>{section}, log_domain, witness, a, b).ok());
        return out;
    };
    const auto sorted = rows([](std::size_t i) { return i; });
    CHECK(rows([](std::size_t i) { return count - 1 - i; }) == sorted);
    CHECK(rows([](std::size_t i) { return i * 7 % count; }) == sorted);
    CHECK(rows([](std::size_t i) { return i == 100 ? count - 1 : i == count - 1 ? 100 : i; }) == sorted);
    fr expected;
    for (const std::size_t k : {0U, 2U, 4U}) {
        // The file's numbers have the factor 2^512.
        const fr radix = fr{u256::max()} + fr::one();
        expected += fr{u256{k * k + 1}} * fr{witness[k % 4]} * (radix * radix).inverse();
    }
    CHECK(sorted[0] == expected);
}

} // namespace snark_groth16_interoperability_tests
