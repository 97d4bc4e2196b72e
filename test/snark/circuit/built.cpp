#include "support/catch.hpp"

#include <array>
#include <fstream>
#include <string>

#include "support/snark.hpp"
#include <zonogon/snark/circuit/builder.hpp>
#include <zonogon/snark/gadgets/compare.hpp>
#include <zonogon/snark/gadgets/goldilocks.hpp>
#include <zonogon/snark/gadgets/select.hpp>
#include <zonogon/snark/r1cs_file.hpp>
#include <zonogon/snark/witness_file.hpp>

namespace snark_circuit_built_tests {

using namespace zonogon;
using namespace zonogon::snark;

namespace {

/// Uses every kind of input and most shapes of constraints: with constants, without a C, with one wire in all three.
void some_circuit(builder& b) {
    using namespace gadgets;
    const linear x = b.public_input(fr{40});
    const linear y = b.public_input(-fr{2});
    const linear secret = b.private_input(fr{17});
    const auto small = bounded<16>::check(b, secret);
    const auto other = bounded<16>::check(b, b.private_input(fr{18}));
    const bit less = less_than(b, small, other);
    b.public_output(select(b, less, x, y));
    const std::array<linear, 4> values{x, y, linear{5}, secret + linear{1}};
    const std::array<bit, 2> index{less, is_equal(b, x, linear{40})};
    b.public_output(multiplex(b, index, values));
    const goldilocks_arithmetic f(b);
    const auto p = goldilocks_value::canonical_input(b, b.private_input(fr{field::goldilocks::modulus - 1}));
    b.public_output(f.canonical(f.multiply(p, p)).number());
    b.public_output(inverse(b, b.multiply(secret, secret)));
}

} // namespace

// The files are what snarkjs checks in test/snark/end_to_end.mjs.
TEST_CASE("the builder makes the circuit that snarkjs checks", "[snark]") {
    builder b;
    some_circuit(b);
    REQUIRE(b.outcome().ok());
    const std::vector<fr> values = b.witness();
    const circuit c = b.finish();
    REQUIRE(c.check(values).ok());
    const bytes system = write_r1cs(c.system);
    const bytes witness = write_witness<fr>(to_canonical<fr>(std::span<const fr>(values)));
    // A builder that writes another circuit leaves it beside the program, to take the old one's place.
    const auto check = [](const std::string& name, const bytes& made) {
        const bool same = test::snark_file(name) == made;
        if (!same) {
            std::ofstream(name, std::ios::binary)
                .write(reinterpret_cast<const char*>(made.data()), static_cast<std::streamsize>(made.size()));
        }
        return same;
    };
    CHECK(check("built.r1cs", system));
    CHECK(check("built.wtns", witness));
}

} // namespace snark_circuit_built_tests
