#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/pcs/kzg/batch.hpp>
#include <zonogon/pcs/kzg/single.hpp>

#include "support/catch.hpp"
#include "support/kzg.hpp"

namespace pcs_kzg_openings_tests {

using namespace zonogon;
using namespace zonogon::test;
using point = curve::bn254::point;

TEST_CASE("a value and its proof", "[kzg]") {
    const auto& ref = kzg_reference();
    random_stream random(5);
    for (const std::size_t length : {0U, 1U, 2U, 39U, 40U}) {
        std::vector<kzg_scalar> p;
        for (std::size_t i = 0; i < length; ++i) {
            p.push_back(random.element<kzg_scalar>());
        }
        const auto at = random.element<kzg_scalar>();
        const kzg_claim claim{ref.commit(p), at, pcs::kzg::evaluate(std::span<const kzg_scalar>(p), at)};
        const point proof = pcs::kzg::prove_value(ref, std::span<const kzg_scalar>(p), at);
        CHECK(pcs::kzg::verify_value(ref.verifying(), claim, proof).ok());
        const auto refused = [&](const kzg_claim& c, const point& w) {
            return !pcs::kzg::verify_value(ref.verifying(), c, w).ok();
        };
        CHECK(refused({claim.commitment + point::generator(), at, claim.value}, proof));
        CHECK(refused({claim.commitment, at, claim.value + kzg_scalar::one()}, proof));
        CHECK(refused({{point::generator().x(), point::generator().x()}, at, claim.value}, proof));
        CHECK(refused(claim, proof + point::generator()));
        CHECK(refused(claim, {point::generator().y(), point::generator().y()}));
        if (length > 1) {
            // A constant has its value anywhere.
            CHECK(refused({claim.commitment, at + kzg_scalar::one(), claim.value}, proof));
            CHECK(refused(claim, {}));
            CHECK(refused(claim, -proof));
        }
    }
}

TEST_CASE("a batch of openings is complete, and a change of anything is refused", "[kzg]") {
    kzg_scene scene(1);
    const bytes context{1, 2, 3};
    const auto proof = scene.prove(context);
    REQUIRE(proof);
    CHECK(scene.verify(*proof, context).ok());
    CHECK_FALSE(scene.verify(*proof).ok());
    CHECK_FALSE(scene.verify(*proof, bytes{1, 2}).ok());
    const auto refused = [&](const kzg_proof& p) { return !scene.verify(p, context).ok(); };
    const point g = point::generator();
    CHECK(refused({proof->w + g, proof->opened}));
    CHECK(refused({proof->w, proof->opened + g}));
    CHECK(refused({proof->opened, proof->w}));
    CHECK(refused({-proof->w, -proof->opened}));
    CHECK(refused({{}, {}}));
    CHECK(refused({{g.x(), g.x()}, proof->opened}));
    CHECK(refused({proof->w, {g.x(), g.x()}}));
    for (std::size_t i = 0; i < scene.claims.size(); ++i) {
        INFO(i);
        const kzg_claim good = scene.claims[i];
        for (const kzg_claim& other :
             {kzg_claim{good.commitment + g, good.point, good.value},
              kzg_claim{-good.commitment, good.point, good.value}, kzg_claim{{}, good.point, good.value},
              kzg_claim{{g.x(), g.x()}, good.point, good.value},
              kzg_claim{good.commitment, good.point + kzg_scalar::one(), good.value},
              kzg_claim{good.commitment, good.point, -good.value}}) {
            scene.claims[i] = other;
            CHECK(refused(*proof));
        }
        scene.claims[i] = good;
    }
    // The same claims in another order, one fewer, one more.
    std::swap(scene.claims[0], scene.claims[1]);
    CHECK(refused(*proof));
    std::swap(scene.claims[0], scene.claims[1]);
    CHECK_FALSE(refused(*proof));
    const kzg_claim last = scene.claims.back();
    scene.claims.push_back(last);
    CHECK(refused(*proof));
    scene.claims.resize(scene.claims.size() - 2);
    CHECK(refused(*proof));
    scene.claims.clear();
    CHECK(refused(*proof));
    CHECK_FALSE(scene.prove());
}

TEST_CASE("an untrue claim is not proved", "[kzg]") {
    kzg_scene scene(2);
    scene.claims[3].value += kzg_scalar::one();
    const auto proof = scene.prove();
    REQUIRE_FALSE(proof);
    CHECK(proof.why().message == "kzg: claim 3 is not true");
}

TEST_CASE("a reference is not taken from a file that is none", "[kzg]") {
    const auto& good = snarkjs_ptau();
    const auto take = [](const bytes& in, std::size_t size) {
        const auto file = pcs::ptau::file<>::parse(in);
        REQUIRE(file);
        return static_cast<bool>(pcs::kzg::reference<>::from_file(*file, size));
    };
    CHECK(take(good, 63));
    CHECK(take(good, 2));
    CHECK_FALSE(take(good, 1));
    CHECK_FALSE(take(good, 64));
    const auto file = pcs::ptau::file<>::parse(good);
    const auto at = [&](byte_view part) { return part.data() - good.data(); };
    // A power changed to something off the curve, to zero, tau G1 to another point, tau G2 to G2 and off the curve.
    bytes changed = good;
    changed[static_cast<std::size_t>(at(file->tau_g1().bytes())) + 64 * 9] ^= 1;
    CHECK_FALSE(take(changed, 63));
    CHECK(take(changed, 9));
    changed = good;
    std::fill_n(changed.begin() + at(file->tau_g1().bytes()) + 64 * 9, 64, std::uint8_t{0});
    CHECK_FALSE(take(changed, 63));
    changed = good;
    std::copy_n(good.begin() + at(file->tau_g1().bytes()) + 64 * 2, 64,
                changed.begin() + at(file->tau_g1().bytes()) + 64);
    CHECK_FALSE(take(changed, 63));
    changed = good;
    std::copy_n(good.begin() + at(file->tau_g2().bytes()), 128, changed.begin() + at(file->tau_g2().bytes()) + 128);
    CHECK_FALSE(take(changed, 63));
    changed[static_cast<std::size_t>(at(file->tau_g2().bytes())) + 128] ^= 1;
    CHECK_FALSE(take(changed, 63));
}

} // namespace pcs_kzg_openings_tests
