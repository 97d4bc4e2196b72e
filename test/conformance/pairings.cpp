#include <zonogon/curve/bls12_381_pairing.hpp>
#include <zonogon/curve/bn254_pairing.hpp>

#include "conformance/pairing_laws.hpp"

namespace conformance_pairings_tests {

TEST_CASE("pairings are pairings", "[conformance]") {
    zonogon::test::check_pairing_laws<zonogon::curve::bn254_pairing>(1);
    zonogon::test::check_pairing_laws<zonogon::curve::bls12_381_pairing>(2);
}

} // namespace conformance_pairings_tests
