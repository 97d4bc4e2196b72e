#include "support/catch.hpp"

#include <set>

#include "support/snark.hpp"
#include <zonogon/curve/ceremony.hpp>
#include <zonogon/snark/groth16/json.hpp>
#include <zonogon/snark/groth16/verifier.hpp>

namespace snark_groth16_security_tests {

using namespace zonogon;
using namespace zonogon::snark;
using fr = field::bn254_scalar;

namespace {

struct scene {
    groth16::verification_key<> key = *groth16::read_verification_key(test::snark_text("pow3_vk.json"));
    groth16::proof<> proof = *groth16::read_proof(test::snark_text("pow3_proof.json"));
    std::vector<u256> publics = *read_publics(test::snark_text("pow3_public.json"));

    bool valid() const { return groth16::verify(key, std::span<const u256>(publics), proof).ok(); }
    std::string reason() const { return groth16::verify(key, std::span<const u256>(publics), proof).why().message; }
};

// A point of the twist outside the subgroup of order r.
curve::bn254_twist::point outside_g2() {
    using base2 = field::bn254_base2;
    for (std::uint64_t i = 1;; ++i) {
        const base2 x{field::bn254_base{i}, field::bn254_base{1}};
        if (const auto y = curve::ceremony::detail::sqrt(x.square() * x + curve::bn254_twist::b())) {
            const curve::bn254_twist::point p{x, *y};
            if (!curve::in_bn254_g2(p)) {
                return p;
            }
        }
    }
}

} // namespace

// S01 of the list of known bugs: what a proof says must hang on every public value.
TEST_CASE("every public input is bound", "[snark]") {
    scene s;
    REQUIRE(s.valid());
    for (std::size_t i = 0; i < s.publics.size(); ++i) {
        scene changed;
        changed.publics[i] = changed.publics[i] + u256{1};
        CHECK(changed.reason() == "the proof does not verify");
    }
    std::swap(s.publics[0], s.publics[4]);
    CHECK_FALSE(s.valid());
    s = {};
    s.publics.pop_back();
    CHECK(s.reason() == "4 public inputs, the key has 5");
    s = {};
    s.publics.push_back(u256{0});
    CHECK(s.reason() == "6 public inputs, the key has 5");
}

TEST_CASE("every part of the verification key is bound", "[snark]") {
    const auto other1 = curve::bn254::point::generator();
    const auto other2 = curve::bn254_twist::point::generator().doubled();
    scene s;
    s.key.alpha = s.key.alpha + other1;
    CHECK_FALSE(s.valid());
    s = {};
    s.key.beta = s.key.beta + other2;
    CHECK_FALSE(s.valid());
    s = {};
    s.key.gamma = s.key.gamma + other2;
    CHECK_FALSE(s.valid());
    s = {};
    s.key.delta = s.key.delta + other2;
    CHECK_FALSE(s.valid());
    for (std::size_t i = 0; i < s.key.inputs.size(); ++i) {
        // The third value is zero, so its point does not count.
        s = {};
        s.key.inputs[i] = s.key.inputs[i] + other1;
        CHECK(s.valid() == (i > 0 && s.publics[i - 1].is_zero()));
    }
}

// S36: a public input x and x + r are the same element; only the first may pass.
TEST_CASE("public inputs at or above the prime are refused", "[snark]") {
    for (std::size_t i = 0; i < 5; ++i) {
        scene s;
        s.publics[i] = s.publics[i] + fr::modulus;
        CHECK(s.reason() == "public input " + std::to_string(i) + " is not below the prime of the scalar field");
    }
    scene s;
    s.publics[0] = fr::modulus;
    CHECK_FALSE(s.valid());
    s.publics[0] = u256::max();
    CHECK_FALSE(s.valid());
}

TEST_CASE("points off the curve, outside the subgroup or at infinity do not pass", "[snark]") {
    using base = field::bn254_base;
    scene s;
    s.proof.a = {s.proof.a.x(), s.proof.a.y() + base::one()};
    CHECK(s.reason() == "A or C of the proof is not in G1");
    s = {};
    s.proof.c = {s.proof.c.x() + base::one(), s.proof.c.y()};
    CHECK(s.reason() == "A or C of the proof is not in G1");
    s = {};
    s.proof.b = {s.proof.b.x(), s.proof.b.y() + field::bn254_base2::one()};
    CHECK(s.reason() == "B of the proof is not in G2");
    s = {};
    s.proof.b = outside_g2();
    REQUIRE(s.proof.b.on_curve());
    CHECK(s.reason() == "B of the proof is not in G2");
    s = {};
    // The sum of a point of the subgroup and one outside: right in the pairing's eyes only by chance.
    s.proof.b = s.proof.b + outside_g2();
    CHECK(s.reason() == "B of the proof is not in G2");
    for (int part = 0; part < 7; ++part) {
        s = {};
        if ((part & 1) == 0) {
            s.proof.a = {};
        }
        if ((part & 2) == 0) {
            s.proof.b = {};
        }
        if ((part & 4) == 0) {
            s.proof.c = {};
        }
        CHECK(s.reason() == "the proof does not verify");
    }
    s = {};
    s.proof.a = -s.proof.a;
    CHECK_FALSE(s.valid());
}

// Groth16's proofs can be changed by anybody, so nothing may be keyed by their bytes: the statement is its public
// inputs.
TEST_CASE("a malleated proof verifies for the same statement and no other", "[snark]") {
    scene s;
    std::set<std::string> seen{groth16::write_proof(s.proof)};
    for (int i = 0; i < 4; ++i) {
        const auto another = groth16::rerandomise(s.key, s.proof);
        REQUIRE(another);
        CHECK(seen.insert(groth16::write_proof(*another)).second);
        s.proof = *another;
        CHECK(s.valid());
    }
    s.proof.a = -s.proof.a;
    s.proof.b = -s.proof.b;
    CHECK(s.valid());
    s.publics[0] = s.publics[0] + u256{1};
    CHECK_FALSE(s.valid());
}

TEST_CASE("one wrong proof fails a batch", "[snark]") {
    const scene s;
    std::vector<groth16::statement<>> batch(3, {s.publics, s.proof});
    batch[1].proof = *groth16::rerandomise(s.key, s.proof);
    const auto outcome = [&] { return groth16::verify_batch(s.key, std::span<const groth16::statement<>>(batch)); };
    CHECK(outcome().ok());
    batch[2].publics[3] = u256{2};
    CHECK(outcome().why().message == "at least one proof of the batch does not verify");
    batch[2].publics[3] = s.publics[3] + fr::modulus;
    CHECK(outcome().why().message == "statement 2: public input 3 is not below the prime of the scalar field");
    batch[2] = batch[0];
    CHECK(outcome().ok());
    // Errors that would cancel if the factors were equal or known.
    const auto shift = curve::bn254::point::generator();
    batch[0].proof.c = batch[0].proof.c + shift;
    batch[1].proof.c = batch[1].proof.c - shift;
    CHECK_FALSE(outcome().ok());
    batch.clear();
    CHECK(outcome().ok());
}

TEST_CASE("keys with points that no sound key has are refused", "[snark]") {
    scene s;
    s.key.delta = outside_g2();
    CHECK(groth16::check_key(s.key).why().message == "verification key: beta, gamma or delta is not in G2");
    s = {};
    s.key.gamma = {};
    CHECK_FALSE(groth16::check_key(s.key).ok());
    s = {};
    s.key.inputs[1] = {s.key.alpha.x(), s.key.alpha.x()};
    CHECK_FALSE(groth16::check_key(s.key).ok());
    s = {};
    s.key.inputs.clear();
    CHECK_FALSE(groth16::check_key(s.key).ok());
}

} // namespace snark_groth16_security_tests
