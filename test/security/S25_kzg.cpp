// S25 of KZG: two claims about one commitment at one point are two claims (query collisions in Halo2, zkSecurity 2025;
// PSE halo2 #400).

#include "support/catch.hpp"
#include "support/kzg.hpp"

namespace security_S25_kzg_tests {

using namespace zonogon;
using namespace zonogon::test;

TEST_CASE("S25: KZG claims are a list: a repeated one is proved, a contradicting one refuted") {
    kzg_scene scene(6);
    scene.claims.push_back(scene.claims[0]);
    scene.behind.push_back(scene.behind[0]);
    const auto proof = scene.prove();
    REQUIRE(proof);
    CHECK(scene.verify(*proof).ok());
    for (const std::size_t which : {std::size_t{0}, scene.claims.size() - 1}) {
        kzg_scene other = scene;
        other.claims[which].value += kzg_scalar::one();
        CHECK_FALSE(other.verify(*proof).ok());
        CHECK_FALSE(other.prove());
        // Nor does a proof of the claims without it, as a map by commitment and point would leave them.
        kzg_scene without = other;
        without.claims.erase(without.claims.begin() + static_cast<std::ptrdiff_t>(which));
        without.behind.erase(without.behind.begin() + static_cast<std::ptrdiff_t>(which));
        const auto partial = without.prove();
        REQUIRE(partial);
        CHECK(without.verify(*partial).ok());
        CHECK_FALSE(other.verify(*partial).ok());
    }
}

} // namespace security_S25_kzg_tests
