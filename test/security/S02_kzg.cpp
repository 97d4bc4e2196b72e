// S02 of KZG: the batching challenge must cover all opening data (Last Challenge attack on the Linea/gnark PLONK
// verifier, OpenZeppelin 2023).

#include <functional>
#include <tuple>
#include <vector>

#include "support/catch.hpp"
#include "support/kzg.hpp"

namespace security_S02_kzg_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
using pairing = curve::bn254_pairing;
using point = curve::bn254::point;

struct drawn {
    kzg_scalar weight, z;
};
drawn challenges(const pcs::kzg::verifying_reference<>& ref, const bytes& context, const std::vector<kzg_claim>& claims,
                 const kzg_proof& proof) {
    pcs::kzg::batch_transcript<pairing> t(ref, context, claims);
    const auto weight = t.batching();
    return {weight, t.evaluation(proof.w)};
}

} // namespace

TEST_CASE("S02: every datum of a KZG batch moves every later challenge and no earlier one") {
    const kzg_scene scene(3);
    const bytes context{7};
    const kzg_proof proof = *scene.prove(context);
    const auto& ref = kzg_reference().verifying();
    const drawn honest = challenges(ref, context, scene.claims, proof);
    const auto moved = [&](const drawn& other) {
        return std::pair{other.weight != honest.weight, other.z != honest.z};
    };
    for (std::size_t i = 0; i < scene.claims.size(); ++i) {
        INFO(i);
        const std::vector<std::function<void(kzg_claim&)>> changes{
            [](kzg_claim& c) { c.commitment = c.commitment + point::generator(); },
            [](kzg_claim& c) { c.commitment = -c.commitment; }, [](kzg_claim& c) { c.point += kzg_scalar::one(); },
            [](kzg_claim& c) { c.value += kzg_scalar::one(); }};
        for (const auto& change : changes) {
            auto claims = scene.claims;
            change(claims[i]);
            CHECK(moved(challenges(ref, context, claims, proof)) == std::pair{true, true});
        }
    }
    auto claims = scene.claims;
    claims.pop_back();
    CHECK(moved(challenges(ref, context, claims, proof)) == std::pair{true, true});
    CHECK(moved(challenges(ref, {7, 0}, scene.claims, proof)) == std::pair{true, true});
    const pcs::kzg::verifying_reference<> other_ref(curve::bn254_twist::point::generator());
    CHECK(moved(challenges(other_ref, context, scene.claims, proof)) == std::pair{true, true});
    CHECK(moved(challenges(ref, context, scene.claims, {-proof.w, proof.opened})) == std::pair{false, true});
    CHECK(moved(challenges(ref, context, scene.claims, {proof.w, -proof.opened})) == std::pair{false, false});
}

TEST_CASE("S02: errors in two KZG openings that cancel are accepted only if a challenge does not cover them") {
    kzg_scene scene(4);
    const kzg_proof proof = *scene.prove();
    const auto& ref = kzg_reference().verifying();
    const drawn known = challenges(ref, {}, scene.claims, proof);
    // The verifier subtracts sum g^i / (z - z_i) v_i: two changes of the sum zero.
    const auto factors = *pcs::kzg::batch_detail::claim_factors<kzg_scalar>(scene.claims, known.weight, known.z);
    scene.claims[1].value += factors[3];
    scene.claims[3].value -= factors[1];
    CHECK(pcs::kzg::batch_detail::check_equation<pairing>(ref, scene.claims, proof, known.weight, known.z).ok());
    CHECK_FALSE(scene.verify(proof).ok());
}

TEST_CASE("S02: an error of a commitment and one of W that cancel are accepted only if z does not cover W") {
    kzg_scene scene(4);
    kzg_proof proof = *scene.prove();
    const auto& ref = kzg_reference().verifying();
    // For z known beforehand, any claims are proved by W and W' that fit.
    scene.claims[0].value += kzg_scalar::one();
    const drawn known = challenges(ref, {}, scene.claims, proof);
    const auto factors = *pcs::kzg::batch_detail::claim_factors<kzg_scalar>(scene.claims, known.weight, known.z);
    curve::jacobian_point<curve::bn254> left;
    for (std::size_t i = 0; i < scene.claims.size(); ++i) {
        const auto& c = scene.claims[i];
        left +=
            curve::multiply(factors[i].value(), c.commitment - curve::multiply(c.value.value(), point::generator()));
    }
    const kzg_proof forged{left.to_affine(), {}};
    CHECK(pcs::kzg::batch_detail::check_equation<pairing>(ref, scene.claims, forged, known.weight, known.z).ok());
    CHECK_FALSE(scene.verify(forged).ok());
}

} // namespace security_S02_kzg_tests
