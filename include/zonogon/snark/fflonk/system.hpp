#pragma once

#include <span>
#include <string_view>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/mapped_file.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/pcs/ptau/file.hpp>
#include <zonogon/snark/fflonk/prover.hpp>
#include <zonogon/snark/fflonk/setup.hpp>
#include <zonogon/snark/fflonk/verifier.hpp>
#include <zonogon/snark/proof_system.hpp>

namespace zonogon::snark::fflonk {

/// fflonk over BN254 as a proof_system. Its setup needs powers of tau, prepared or not, and no contributions.
struct system {
    static constexpr std::string_view name = "fflonk";
    using scalar = fflonk::scalar;
    using proving_key = fflonk::proving_key;
    using verification_key = fflonk::verification_key;
    using proof = fflonk::proof;

    static status setup(const r1cs<scalar>& circuit, byte_view powers, const byte_sink& sink,
                        const progress_function& progress = {}) {
        const auto file = pcs::ptau::file<>::parse(powers);
        if (!file) {
            return file.why();
        }
        if (progress) {
            progress("setup", 0, 1);
        }
        const auto key = fflonk::setup(circuit, *file, sink);
        if (!key) {
            return key.why();
        }
        if (progress) {
            progress("done", 1, 1);
        }
        return {};
    }
    static result<proving_key> parse(byte_view file) { return proving_key::parse(file); }
    static result<proving_key> parse(const mapped_file& file) { return parse(file.content()); }
    static const verification_key& verifying(const proving_key& key) { return key.verification(); }
    static result<proof> prove(const proving_key& key, std::span<const u256> witness,
                               const progress_function& progress = {}) {
        return fflonk::prove(key, witness, system_randomness{}, progress);
    }
    static status verify(const verification_key& key, std::span<const u256> publics, const proof& p) {
        return fflonk::verify(key, publics, p);
    }
};

static_assert(proof_system<system>);

} // namespace zonogon::snark::fflonk
