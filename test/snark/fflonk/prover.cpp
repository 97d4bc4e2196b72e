#include <zonogon/snark/fflonk/prover.hpp>

#include <vector>

#include <zonogon/snark/fflonk/json.hpp>
#include <zonogon/snark/fflonk/verifier.hpp>
#include <zonogon/snark/witness_file.hpp>

#include "snark/fflonk/scene.hpp"
#include "support/catch.hpp"

namespace snark_fflonk_prover_tests {

using namespace zonogon;
using namespace zonogon::test::fflonk;

namespace {

std::vector<u256> witness_of(const std::string& name) {
    return *snark::read_witness<scalar>(vector_file(name));
}
std::vector<scalar> elements(const std::vector<u256>& values) {
    return snark::to_field<scalar>(values);
}

/// The numbers of the vectors' README; snarkjs reads those of the wires as if they were not in Montgomery form.
blinding vector_blinding() {
    const auto drawn = [](std::uint64_t k) { return scalar{1000003 * k + 7}; };
    const scalar radix = scalar{u256::max()} + scalar::one();
    blinding out;
    for (std::size_t column = 0; column < 3; ++column) {
        out.wires[column] = {drawn(2 * column + 1) * radix, drawn(2 * column + 2) * radix};
    }
    out.z = {drawn(9), drawn(8), drawn(7)};
    return out;
}

} // namespace

TEST_CASE("with the same random numbers the proof is snarkjs's", "[fflonk]") {
    const bytes file = vector_file("one.zkey");
    const proving_key key = *proving_key::parse(file);
    const auto proof = prove_with(key, elements(witness_of("one.wtns")), vector_blinding());
    REQUIRE(proof);
    CHECK(write_proof(*proof) == vector_text("one.proof.json"));
}

TEST_CASE("proofs of drawn circuits verify", "[fflonk]") {
    std::uint64_t seed = 0;
    for (const std::size_t constraints : {0U, 1U, 3U, 9U, 20U}) {
        for (const std::uint32_t publics : {0U, 1U, 5U}) {
            INFO(constraints << " constraints, " << publics << " public inputs");
            const satisfied_system drawn = random_system(++seed, constraints, publics);
            const auto witness = drawn.values();
            const bytes file = make_zkey(*circuit::from_r1cs(drawn.system));
            const auto key = proving_key::parse(file);
            REQUIRE(key);
            const auto proof = prove(*key, witness);
            REQUIRE(proof);
            CHECK(verify(key->verification(), publics_of(*key, witness), *proof));
        }
    }
}

TEST_CASE("a circuit that fills its rows but for the blinding two can be proved", "[fflonk]") {
    r1cs<scalar> system;
    system.wires = 2;
    system.private_inputs = 1;
    for (int i = 0; i < 14; ++i) {
        system.add_constraint(std::vector<linear_term<scalar>>{{1, scalar{2}}},
                              std::vector<linear_term<scalar>>{{1, scalar{3}}},
                              std::vector<linear_term<scalar>>{{0, scalar{24}}});
    }
    const bytes file = make_zkey(*circuit::from_r1cs(system));
    const proving_key key = *proving_key::parse(file);
    REQUIRE(key.rows() == 16);
    const auto proof = prove(key, std::vector{u256{1}, u256{2}});
    REQUIRE(proof);
    CHECK(verify(key.verification(), {}, *proof));
}

TEST_CASE("two proofs of one statement have nothing in common that hangs on the witness", "[fflonk]") {
    const bytes file = vector_file("one.zkey");
    const proving_key key = *proving_key::parse(file);
    const auto witness = witness_of("one.wtns");
    const proof first = *prove(key, witness);
    const proof second = *prove(key, witness);
    CHECK(verify(key.verification(), publics_of(key, witness), first));
    CHECK(verify(key.verification(), publics_of(key, witness), second));
    for (const auto& [name, point] : commitment_order) {
        CHECK(first.*point != second.*point);
    }
    for (const auto& [name, value] : evaluation_order) {
        INFO(name);
        CHECK(first.values.*value != second.values.*value);
    }
    // With the same numbers only z's blinding differing, the wires' commitment is the same.
    blinding random = vector_blinding();
    const proof third = *prove_with(key, elements(witness), random);
    random.z[0] += scalar::one();
    const proof fourth = *prove_with(key, elements(witness), random);
    CHECK(third.c1 == fourth.c1);
    CHECK(third.c2 != fourth.c2);
}

TEST_CASE("each random number is in the proof", "[fflonk]") {
    const bytes file = vector_file("one.zkey");
    const proving_key key = *proving_key::parse(file);
    const auto witness = witness_of("one.wtns");
    const proof honest = *prove_with(key, elements(witness), vector_blinding());
    for (std::size_t i = 0; i < 9; ++i) {
        blinding random = vector_blinding();
        (i < 6 ? random.wires[i / 2][i % 2] : random.z[i - 6]) += scalar::one();
        const proof other = *prove_with(key, elements(witness), random);
        CHECK((i < 6 ? other.c1 != honest.c1 : other.c1 == honest.c1));
        CHECK(other.c2 != honest.c2);
        CHECK(verify(key.verification(), publics_of(key, witness), other));
    }
}

TEST_CASE("random numbers of a proof come from the source that was chosen", "[fflonk]") {
    const bytes file = vector_file("one.zkey");
    const proving_key key = *proving_key::parse(file);
    const auto witness = witness_of("one.wtns");
    CHECK(*prove(key, witness, snark::deterministic_randomness_for_tests{}) ==
          *prove(key, witness, snark::deterministic_randomness_for_tests{}));
}

TEST_CASE("a witness of another size is refused", "[fflonk]") {
    const bytes file = vector_file("one.zkey");
    const proving_key key = *proving_key::parse(file);
    auto witness = witness_of("one.wtns");
    witness.push_back(u256{1});
    CHECK_FALSE(prove(key, witness));
    witness.resize(witness.size() - 2);
    CHECK_FALSE(prove(key, witness));
    CHECK_FALSE(prove(key, {}));
}

TEST_CASE("a witness that is not canonical or does not begin with one is refused", "[fflonk]") {
    const bytes file = vector_file("one.zkey");
    const proving_key key = *proving_key::parse(file);
    const auto honest = witness_of("one.wtns");
    for (std::size_t i = 0; i < honest.size(); ++i) {
        auto witness = honest;
        witness[i] = witness[i] + scalar::modulus;
        CHECK_FALSE(prove(key, witness));
    }
    auto witness = honest;
    witness[0] = u256{2};
    CHECK_FALSE(prove(key, witness));
}

TEST_CASE("no value of a witness can be another one", "[fflonk]") {
    const satisfied_system drawn = random_system(7, 8, 2);
    const auto honest = drawn.values();
    const bytes file = make_zkey(*circuit::from_r1cs(drawn.system));
    const proving_key key = *proving_key::parse(file);
    REQUIRE(prove(key, honest));
    for (std::size_t i = 1; i < honest.size(); ++i) {
        auto witness = honest;
        witness[i] = (scalar{witness[i]} + scalar::one()).value();
        if (drawn.system.check(elements(witness))) {
            continue; // a wire that no constraint has
        }
        const auto proof = prove(key, witness);
        REQUIRE_FALSE(proof);
        CHECK(proof.why().message.find("the witness does not satisfy gate ") == 0);
    }
}

TEST_CASE("a prover that does not look whether gates hold makes no proof that verifies", "[fflonk]") {
    // The same circuit but for one constant, with a witness that satisfies that one: the key of the first refuses.
    const auto made = [](std::uint64_t product) {
        r1cs<scalar> system;
        system.wires = 3;
        system.public_inputs = 1;
        system.private_inputs = 1;
        system.add_constraint(std::vector<linear_term<scalar>>{{1, scalar{1}}},
                              std::vector<linear_term<scalar>>{{2, scalar{1}}},
                              std::vector<linear_term<scalar>>{{0, scalar{product}}});
        return make_zkey(*circuit::from_r1cs(system));
    };
    const bytes right_file = made(12);
    const bytes wrong_file = made(13);
    const proving_key right = *proving_key::parse(right_file);
    const std::vector<u256> witness{u256{1}, u256{1}, u256{13}};
    REQUIRE_FALSE(prove(right, witness));
    // What the transcript binds is C0; the cheat takes the right one, and the wrong selectors.
    bytes cheating_file = wrong_file;
    const section_file sections = *section_file::parse(right_file, "zkey", 1);
    const section_file into = *section_file::parse(cheating_file, "zkey", 1);
    const auto from = sections.section(zkey::header_section)->content;
    std::copy(from.begin(), from.end(),
              cheating_file.begin() + static_cast<std::ptrdiff_t>(into.section(zkey::header_section)->offset));
    const proving_key cheating = *proving_key::parse(cheating_file);
    REQUIRE(cheating.verification() == right.verification());
    const auto proof = prove(cheating, witness);
    REQUIRE(proof);
    CHECK_FALSE(verify(right.verification(), publics_of(right, witness), *proof));
}

} // namespace snark_fflonk_prover_tests
