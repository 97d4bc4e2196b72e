#pragma once

#include <span>
#include <string_view>
#include <utility>

#include <zonogon/base/mapped_file.hpp>
#include <zonogon/snark/groth16/prover.hpp>
#include <zonogon/snark/groth16/setup.hpp>
#include <zonogon/snark/groth16/verifier.hpp>
#include <zonogon/snark/proof_system.hpp>

namespace zonogon::snark::groth16 {

/// Groth16 over BN254 as a proof_system.
struct system {
    static constexpr std::string_view name = "groth16";
    using scalar = field::bn254_scalar;
    using proving_key = zkey<>;
    using verification_key = groth16::verification_key<>;
    using proof = groth16::proof<>;

    template <byte_sink Sink, class Progress = silent>
    static status setup(const r1cs<scalar>& circuit, byte_view powers, Sink&& sink, Progress&& progress = {}) {
        return groth16::setup(circuit, powers, std::forward<Sink>(sink), std::forward<Progress>(progress));
    }
    static result<proving_key> parse(byte_view file) { return proving_key::parse(file); }
    static result<proving_key> parse(const mapped_file& file) { return proving_key::parse(file); }
    static const verification_key& verifying(const proving_key& key) { return key.verifying(); }
    template <class Progress = silent>
    static result<proof> prove(const proving_key& key, std::span<const u256> witness, Progress&& progress = {}) {
        return groth16::prove(key, witness, system_randomness{}, std::forward<Progress>(progress));
    }
    static status verify(const verification_key& key, std::span<const u256> publics, const proof& p) {
        return groth16::verify(key, publics, p);
    }
};

static_assert(proof_system<system>);

} // namespace zonogon::snark::groth16
