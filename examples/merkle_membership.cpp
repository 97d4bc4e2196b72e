// Knowledge of a leaf under a public root: a circuit with the builder, its witness, a proof by Groth16, and the files
// for snarkjs.
//
//     example-merkle-membership [CIRCUIT.r1cs WITNESS.wtns]

#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <span>
#include <vector>

#include <zonogon/hash/poseidon_bn254.hpp>
#include <zonogon/pcs/ptau/development.hpp>
#include <zonogon/snark/circuit/builder.hpp>
#include <zonogon/snark/gadgets/merkle.hpp>
#include <zonogon/snark/groth16/contribute.hpp>
#include <zonogon/snark/groth16/system.hpp>
#include <zonogon/snark/r1cs_file.hpp>
#include <zonogon/snark/randomness.hpp>
#include <zonogon/snark/witness_file.hpp>

namespace {

using namespace zonogon;
using snark::fr;

/// A member knows a secret whose hash is a leaf of a tree with four children per node.
struct member {
    fr secret{42};
    std::array<std::array<fr, 3>, 4> siblings{};
    std::array<std::uint64_t, 4> places{2, 0, 3, 1};
};

/// The statement: public are the root and a name, for which each member has one tag (so that nobody votes twice).
void membership(snark::builder& b, const member& m, const fr& name) {
    const snark::builder::scope in(b, "membership");
    const snark::linear topic = b.public_input(name);
    const snark::linear secret = b.private_input(m.secret);
    std::vector<snark::gadgets::path_step> path;
    for (std::size_t level = 0; level < m.places.size(); ++level) {
        snark::gadgets::path_step step;
        for (const fr& sibling : m.siblings[level]) {
            step.siblings.push_back(b.private_input(sibling));
        }
        step.place = b.private_input(fr{m.places[level]});
        path.push_back(std::move(step));
    }
    const snark::linear leaf = snark::gadgets::poseidon_bn254(b, std::array{secret});
    b.public_output(snark::gadgets::merkle_root(b, leaf, path));
    b.public_output(snark::gadgets::poseidon_bn254(b, std::array{secret, topic}));
}

fr root_of(const member& m) {
    fr node = hash::poseidon_bn254(std::array{m.secret});
    for (std::size_t level = 0; level < m.places.size(); ++level) {
        std::vector<fr> children(m.siblings[level].begin(), m.siblings[level].end());
        children.insert(children.begin() + static_cast<std::ptrdiff_t>(m.places[level]), node);
        node = hash::poseidon_bn254(children);
    }
    return node;
}

/// Proves with a key of this program's own making, which nobody else should trust.
bool prove(const snark::circuit& circuit, std::span<const fr> witness) {
    namespace groth16 = snark::groth16;
    snark::system_randomness random;
    const auto ceremony = pcs::ptau::develop(11, random, "example");
    groth16::memory_sink first;
    groth16::memory_sink last;
    if (!ceremony ||
        !groth16::setup(circuit.system, pcs::ptau::write_file(ceremony->powers, &ceremony->prepared), first) ||
        !groth16::contribute(*groth16::zkey<>::parse(first.content), "example", last)) {
        return false;
    }
    const auto key = groth16::zkey<>::parse(last.content);
    const std::vector<u256> values = snark::to_canonical<fr>(witness);
    const auto proof = groth16::prove(*key, values);
    if (!proof) {
        return false;
    }
    std::vector<u256> publics(values.begin() + 1, values.begin() + 1 + circuit.system.public_count());
    const bool holds = groth16::verify(key->verifying(), publics, *proof).ok();
    publics[1] = publics[1] + u256{1}; // another tag
    return holds && !groth16::verify(key->verifying(), publics, *proof).ok();
}

bool write(const char* path, const bytes& content) {
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
    return static_cast<bool>(out);
}

} // namespace

int main(int count, char** arguments) {
    member alice;
    for (std::size_t level = 0; level < 4; ++level) {
        alice.siblings[level] = {fr{10 * level}, fr{10 * level + 1}, fr{10 * level + 2}};
    }
    const fr name{2026};

    // Constraints and witness in one pass.
    snark::builder b;
    membership(b, alice, name);
    const std::vector<fr> witness = b.witness();
    const snark::circuit circuit = b.finish();
    std::cout << circuit.system.constraints() << " constraints, " << circuit.system.wires << " wires, "
              << circuit.system.public_count() << " of them public\n";
    if (!circuit.check(witness) || witness[1] != root_of(alice)) {
        return 1;
    }

    // Another member of the same tree needs the witness alone.
    snark::builder fast(snark::build_mode::witness);
    membership(fast, alice, fr{2027});
    if (!circuit.check(fast.witness()) || fast.witness()[1] != witness[1] || fast.witness()[2] == witness[2]) {
        return 1;
    }

    // Nobody can claim a place that a node does not have; the circuit says which rule that breaks.
    member mallory = alice;
    mallory.places[1] = 4;
    snark::builder wrong(snark::build_mode::witness);
    membership(wrong, mallory, name);
    const status refused = circuit.check(wrong.witness());
    if (refused) {
        return 1;
    }
    std::cout << refused.why().message << '\n';

    if (!prove(circuit, witness)) {
        return 1;
    }
    std::cout << "proved and verified\n";

    if (count == 3) {
        const std::vector<u256> values = snark::to_canonical<fr>(witness);
        return write(arguments[1], snark::write_r1cs(circuit.system)) &&
                       write(arguments[2], snark::write_witness<fr>(values))
                   ? 0
                   : 1;
    }
    return 0;
}
