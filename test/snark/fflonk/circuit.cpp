#include <zonogon/snark/fflonk/circuit.hpp>

#include <vector>

#include "snark/fflonk/scene.hpp"
#include "support/catch.hpp"

namespace snark_fflonk_circuit_tests {

using namespace zonogon;
using namespace zonogon::test::fflonk;

namespace {

using side = std::vector<linear_term<scalar>>;

scalar n(std::uint64_t v) {
    return scalar{v};
}

circuit translated(std::uint32_t wires, const side& a, const side& b, const side& c) {
    r1cs<scalar> system;
    system.wires = wires;
    system.add_constraint(a, b, c);
    return *circuit::from_r1cs(system);
}

/// Whether the wires that follow from a witness satisfy all gates.
bool satisfied(const circuit& in, std::vector<scalar> wires) {
    wires[0] = scalar{};
    const std::vector<scalar> publics(wires.begin() + 1, wires.begin() + 1 + in.publics);
    for (const addition& a : in.additions) {
        wires.push_back(a.first_factor * wires[a.first] + a.second_factor * wires[a.second]);
    }
    for (std::size_t i = 0; i < in.gates.size(); ++i) {
        const gate& g = in.gates[i];
        scalar v = g.ql * wires[g.a] + g.qr * wires[g.b] + g.qm * wires[g.a] * wires[g.b] + g.qo * wires[g.c] + g.qc;
        if (i < publics.size()) {
            v -= publics[i];
        }
        if (!v.is_zero()) {
            return false;
        }
    }
    return true;
}

} // namespace

TEST_CASE("a product of two wires is one gate", "[fflonk]") {
    const circuit c = translated(4, {{1, n(2)}, {0, n(5)}}, {{2, n(3)}, {0, n(7)}}, {{3, n(11)}, {0, n(13)}});
    REQUIRE(c.gates.size() == 1);
    // (2 a + 5)(3 b + 7) - 11 c - 13.
    CHECK(c.gates[0] == gate{1, 2, 3, n(14), n(15), n(6), -n(11), n(35) - n(13)});
    CHECK(c.additions.empty());
}

TEST_CASE("a constant factor makes a sum", "[fflonk]") {
    const gate expected{1, 2, 3, n(20), n(30), n(0), -n(7), n(10) - n(1)};
    const side sum{{1, n(2)}, {2, n(3)}, {0, n(1)}};
    const side constant{{0, n(10)}};
    const side out{{3, n(7)}, {0, n(1)}};
    CHECK(translated(4, sum, constant, out).gates == std::vector{expected});
    CHECK(translated(4, constant, sum, out).gates == std::vector{expected});
    // Of two constants the first is the factor.
    CHECK(translated(4, constant, {{0, n(3)}}, {}).gates == std::vector{gate{0, 0, 0, n(0), n(0), n(0), n(0), n(30)}});
    // A factor that vanishes leaves the product's side alone, with its sign.
    const gate alone{3, 0, 0, n(7), n(0), n(0), n(0), n(1)};
    CHECK(translated(4, {}, sum, out).gates == std::vector{alone});
    CHECK(translated(4, sum, {{1, n(2)}, {1, -n(2)}}, out).gates == std::vector{alone});
}

TEST_CASE("sums are in the order of their wires, and each wire is in them once", "[fflonk]") {
    const circuit c = translated(9, {{7, n(1)}, {2, n(2)}, {7, n(3)}}, {{1, n(1)}}, {});
    REQUIRE(c.additions.size() == 1);
    CHECK(c.additions[0] == addition{2, 7, n(2), n(4)});
    CHECK(c.gates[0] == gate{2, 7, 9, -n(2), -n(4), n(0), n(1), n(0)});
    CHECK(c.gates[1].a == 9);
    CHECK(c.wires == 10);
}

TEST_CASE("long sums are shortened from the front", "[fflonk]") {
    const circuit c = translated(6, {{0, n(1)}}, {{1, n(1)}, {2, n(2)}, {3, n(3)}, {4, n(4)}, {5, n(5)}}, {});
    // (1 2) 3 4 5 is too long still: 3 and 4 go together too.
    REQUIRE(c.additions.size() == 2);
    CHECK(c.additions[0] == addition{1, 2, n(1), n(2)});
    CHECK(c.additions[1] == addition{3, 4, n(3), n(4)});
    CHECK(c.gates.back() == gate{5, 6, 7, n(5), n(1), n(0), n(1), n(0)});
}

TEST_CASE("a circuit has room for its gates and two rows more", "[fflonk]") {
    circuit c;
    for (const auto& [gates, power] : {std::pair{0U, 3U}, {6U, 3U}, {7U, 4U}, {14U, 4U}, {15U, 5U}, {1022U, 10U}}) {
        c.gates.resize(gates);
        CHECK(c.power() == power);
    }
}

TEST_CASE("gates hold exactly when the constraints do", "[fflonk]") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        auto [system, witness] = random_system(seed, 12, static_cast<std::uint32_t>(seed % 4));
        REQUIRE(system.check(witness));
        const circuit c = *circuit::from_r1cs(system);
        CHECK(satisfied(c, witness));
        // The last wire of a constraint has a factor that is not zero.
        witness.back() += scalar::one();
        CHECK_FALSE(system.check(witness));
        CHECK_FALSE(satisfied(c, witness));
    }
}

} // namespace snark_fflonk_circuit_tests
