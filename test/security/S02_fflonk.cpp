// fflonk's batching challenges cover all that is opened (Last Challenge attack on the Linea/gnark PLONK verifier,
// OpenZeppelin 2023).

#include <array>
#include <functional>
#include <vector>

#include "security/fflonk_attacks.hpp"
#include "support/catch.hpp"

namespace security_S02_fflonk_tests {

using namespace zonogon;
using namespace zonogon::test;
using namespace zonogon::test::fflonk;

TEST_CASE("S02: fflonk: every message moves every later challenge and no earlier one") {
    const attacked_fflonk_proof p;
    const auto drawn = [&](const proof& of) {
        const challenges h = challenges::of(p.key.c0, p.publics, of);
        return std::array{h.beta, h.gamma, h.xi, h.alpha, h.y};
    };
    const auto honest = drawn(p.content);
    const auto check = [&](const proof& changed, std::size_t first_moved) {
        const auto moved = drawn(changed);
        for (std::size_t i = 0; i < moved.size(); ++i) {
            CHECK((moved[i] != honest[i]) == (i >= first_moved));
        }
    };
    const auto with_point = [&](g1_point proof::* point) {
        proof out = p.content;
        out.*point = -(out.*point);
        return out;
    };
    check(with_point(&proof::c1), 0);
    check(with_point(&proof::c2), 2);
    for (const auto& [name, value] : evaluation_order) {
        INFO(name);
        proof changed = p.content;
        changed.values.*value += scalar::one();
        check(changed, 3);
    }
    check(with_point(&proof::w1), 4);
    check(with_point(&proof::w2), 5);
}

TEST_CASE("S02: fflonk: wrong values that cancel for the challenges at hand do not for those they give") {
    const attacked_fflonk_proof p;
    const challenges h = challenges::of(p.key.c0, p.publics, p.content);
    // ql, qr and qo can move together so that neither the gate at xi nor C0's remainder at y changes.
    const evaluations& v = p.content.values;
    const scalar y2 = h.y.square();
    const scalar dr = v.c - v.a * y2;
    const scalar d_o = v.a * h.y - v.b;
    const scalar dl = -(dr * h.y + d_o * y2);
    REQUIRE((dl * v.a + dr * v.b + d_o * v.c).is_zero());
    proof forged = p.content;
    forged.values.ql += dl;
    forged.values.qr += dr;
    forged.values.qo += d_o;
    REQUIRE_FALSE(forged == p.content);
    // A verifier with challenges that do not cover the values would take them.
    CHECK(*reduce_with(p.key, p.publics, forged, h) == *reduce_with(p.key, p.publics, p.content, h));
    CHECK_FALSE(verify(p.key, p.inputs, forged));
}

} // namespace security_S02_fflonk_tests
