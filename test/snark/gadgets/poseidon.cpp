#include <vector>

#include <zonogon/hash/poseidon_bn254.hpp>
#include <zonogon/snark/gadgets/merkle.hpp>
#include <zonogon/snark/gadgets/poseidon_bn254.hpp>

#include "snark/circuit/mutate.hpp"
#include "support/catch.hpp"

namespace snark_gadgets_poseidon_tests {

namespace {

using namespace zonogon;
using namespace zonogon::snark;

std::vector<linear> inputs(builder& b, std::span<const fr> values) {
    std::vector<linear> out;
    for (const fr& v : values) {
        out.push_back(b.private_input(v));
    }
    return out;
}

} // namespace

TEST_CASE("the Poseidon gadget computes circomlib's hash at every width, and no wire is free", "[gadgets]") {
    test::random_stream random(3);
    for (std::size_t n = 1; n <= 16; ++n) {
        std::vector<fr> values(n);
        for (fr& v : values) {
            v = random.element<fr>();
        }
        builder b;
        const linear out = gadgets::poseidon_bn254(b, inputs(b, values));
        CHECK(out.value() == hash::poseidon_bn254(values));
        const std::size_t partial = hash::poseidon_bn254_parameters::partial_round_counts[n - 1];
        CHECK(b.constraints() == 3 * (8 * (n + 1) + partial) - 3);
        b.assert_equal(out, b.public_input(out.value()), "the hash");
        const test::built c(b);
        REQUIRE(c.circuit.check(c.witness).ok());
        if (n <= 4 || n == 16) {
            CHECK(test::free_wires(c).empty());
        }
    }
}

TEST_CASE("Merkle paths of any arity lead to the root, from every place", "[gadgets]") {
    test::random_stream random(4);
    for (const std::size_t arity : {2U, 3U, 4U, 5U, 16U}) {
        for (std::size_t place = 0; place < arity; place += arity == 16 ? 5 : 1) {
            builder b;
            const fr leaf = random.element<fr>();
            fr node = leaf;
            std::vector<gadgets::path_step> path;
            for (std::size_t level = 0; level < 3; ++level) {
                const std::size_t at = (place + level) % arity;
                std::vector<fr> children(arity);
                gadgets::path_step step;
                for (std::size_t i = 0; i < arity; ++i) {
                    children[i] = i == at ? node : random.element<fr>();
                    if (i != at) {
                        step.siblings.push_back(b.private_input(children[i]));
                    }
                }
                step.place = b.private_input(fr{at});
                path.push_back(std::move(step));
                node = hash::poseidon_bn254(children);
            }
            const linear root = gadgets::merkle_root(b, b.private_input(leaf), path);
            INFO(arity << " " << place);
            CHECK(root.value() == node);
            b.assert_equal(root, b.public_input(node), "the root");
            REQUIRE(b.outcome().ok());
            const test::built c(b);
            REQUIRE(c.circuit.check(c.witness).ok());
            // From place i > 0 the inverse of zero in "place is i" is free, on each level.
            std::size_t free = 0;
            for (std::size_t level = 0; level < 3 && arity != 2; ++level) {
                free += (place + level) % arity != 0 ? 1 : 0;
            }
            CHECK(test::free_wires(c).size() == free);
        }
    }
}

TEST_CASE("a place outside a node is refused", "[gadgets]") {
    for (const std::size_t arity : {2U, 4U}) {
        builder b;
        std::vector<gadgets::path_step> path(1);
        path[0].siblings.resize(arity - 1, b.private_input(fr{1}));
        path[0].place = b.private_input(fr{arity});
        gadgets::merkle_root(b, b.private_input(fr{2}), path);
        CHECK_FALSE(b.outcome());
    }
}

} // namespace snark_gadgets_poseidon_tests
