// A circuit of three constraints, from its first key to a verified proof, over either proof system: knowledge of a root
// of x^3 + k x + 5 = y for public k and y.

#include <cstdint>
#include <iostream>
#include <string_view>
#include <vector>

#include <zonogon/pcs/ptau/development.hpp>
#include <zonogon/pcs/ptau/write.hpp>
#include <zonogon/snark/circuit/builder.hpp>
#include <zonogon/snark/groth16/contribute.hpp>
#include <zonogon/snark/groth16/system.hpp>
#include <zonogon/snark/witness_file.hpp>

namespace {

using namespace zonogon;
using snark::fr;

void root(snark::builder& b, const fr& x_value, const fr& k_value) {
    const snark::builder::scope in(b, "root");
    const snark::linear k = b.public_input(k_value);
    const snark::linear x = b.private_input(x_value);
    const snark::linear cube = b.multiply(b.multiply(x, x), x);
    b.public_output(cube + b.multiply(k, x) + snark::linear{fr{5}});
}

/// From key and witness to a verified proof; any proof system will do.
template <snark::proof_system System>
bool prove_and_verify(const typename System::proving_key& key, const std::vector<u256>& witness) {
    const auto proof = System::prove(key, witness);
    if (!proof) {
        std::cerr << proof.why().message << "\n";
        return false;
    }
    std::vector<u256> publics{witness[1], witness[2]};
    const bool valid = System::verify(System::verifying(key), publics, *proof).ok();
    // Another y, or the same y spelt as y + r, is another statement.
    publics[0] = publics[0] + u256{1};
    const bool other = System::verify(System::verifying(key), publics, *proof).ok();
    publics[0] = witness[1] + fr::modulus;
    const bool spelt = System::verify(System::verifying(key), publics, *proof).ok();
    std::cout << System::name << ": the proof " << (valid ? "verifies" : "does not verify") << "\n";
    return valid && !other && !spelt;
}

} // namespace

int main() {
    snark::builder b;
    root(b, fr{3}, fr{7});
    const std::vector<fr> values = b.witness();
    const std::vector<u256> witness = snark::to_canonical<fr>(std::span<const fr>(values));
    const snark::circuit circuit = b.finish();

    // Powers of a tau that this machine knew: for development only. A real key starts from a ceremony's file.
    snark::system_randomness random;
    const auto powers = pcs::ptau::develop(4, random, "example");
    if (!powers) {
        std::cerr << powers.why().message << "\n";
        return 1;
    }
    const bytes powers_file = pcs::ptau::write_file(powers->powers, &powers->prepared);

    snark::groth16::memory_sink first_file;
    if (const status made = snark::groth16::setup(circuit.system, powers_file, first_file); !made) {
        std::cerr << made.why().message << "\n";
        return 1;
    }
    // The second phase: each contributor multiplies delta with a secret and forgets it.
    const auto first = snark::groth16::zkey<>::parse(first_file.content);
    snark::groth16::memory_sink file;
    if (!first || !snark::groth16::contribute(*first, "somebody", file)) {
        return 1;
    }
    const auto key = snark::groth16::zkey<>::parse(file.content);
    if (!key || !snark::groth16::check_descent(*first, *key)) {
        return 1;
    }
    return prove_and_verify<snark::groth16::system>(*key, witness) ? 0 : 1;
}
