#include <iostream>
#include <string>
#include <utility>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/mapped_file.hpp>
#include <zonogon/base/printable.hpp>
#include <zonogon/snark/groth16/contribution.hpp>
#include <zonogon/snark/groth16/json.hpp>
#include <zonogon/snark/groth16/prover.hpp>
#include <zonogon/snark/groth16/setup.hpp>
#include <zonogon/snark/groth16/solidity.hpp>
#include <zonogon/snark/groth16/verifier.hpp>
#include <zonogon/snark/r1cs_file.hpp>
#include <zonogon/snark/witness_file.hpp>

#include "main/snark_command.hpp"

namespace zonogon::cli::snark_groth16_command {
namespace {

using scalar = field::bn254_scalar;
using key_view = snark::groth16::zkey<>;

status setup(byte_view circuit, byte_view powers, const snark_sink& sink, const snark_progress& progress) {
    const auto system = snark::read_r1cs<scalar>(circuit);
    if (!system) {
        return system.why();
    }
    return snark::groth16::setup(*system, powers, sink, progress);
}

result<std::vector<u256>> read_witness(const std::string& path) {
    const auto file = mapped_file::open(path);
    if (!file) {
        return file.why();
    }
    auto witness = snark::read_witness<scalar>(file->content());
    if (!witness) {
        return error{path + ": " + witness.why().message};
    }
    return witness;
}

result<snark_proof> prove(const std::string& key_path, const std::string& witness_path,
                          const snark_progress& progress) {
    const auto key_file = mapped_file::open(key_path);
    if (!key_file) {
        return key_file.why();
    }
    const auto key = key_view::parse(*key_file);
    if (!key) {
        return error{key_path + ": " + key.why().message};
    }
    const auto witness = read_witness(witness_path);
    if (!witness) {
        return witness.why();
    }
    const auto proof = snark::groth16::prove(*key, *witness, snark::system_randomness{}, progress);
    if (!proof) {
        return proof.why();
    }
    const auto publics = std::span<const u256>(*witness).subspan(1, key->public_count());
    if (const status valid = snark::groth16::verify(key->verifying(), publics, *proof); !valid) {
        return error{witness_path + ": the witness does not satisfy the circuit of " + key_path};
    }
    return snark_proof{snark::groth16::write_proof(*proof), snark::write_publics(publics)};
}

result<std::string> verify(const std::string& key_json, const std::string& public_json, const std::string& proof_json) {
    const auto key = snark::groth16::read_verification_key(key_json);
    if (!key) {
        return error{"verification key: " + key.why().message};
    }
    const auto publics = snark::read_publics(public_json);
    if (!publics) {
        return error{"public inputs: " + publics.why().message};
    }
    const auto proof = snark::groth16::read_proof(proof_json);
    if (!proof) {
        return error{"proof: " + proof.why().message};
    }
    const status valid = snark::groth16::verify(*key, std::span<const u256>(*publics), *proof);
    return valid ? std::string() : valid.why().message;
}

/// With gamma = delta what the public inputs add can be moved into C: anybody proves any public input.
void warn_if_open(const snark::groth16::verification_key<>& key) {
    if (key.gamma == key.delta) {
        std::cerr << "WARNING: nobody has contributed to this key, so anybody can forge proofs for it: "
                     "see zonogon snark contribute\n";
    }
}

result<std::string> verification_key(byte_view file) {
    const auto key = key_view::parse(file);
    if (!key) {
        return key.why();
    }
    warn_if_open(key->verifying());
    return snark::groth16::write_verification_key(key->verifying());
}

result<std::string> solidity(byte_view file) {
    const auto key = key_view::parse(file);
    if (!key) {
        return key.why();
    }
    warn_if_open(key->verifying());
    return snark::groth16::solidity_verifier(key->verifying());
}

result<nlohmann::ordered_json> info(byte_view file) {
    const auto key = key_view::parse(file);
    if (!key) {
        return key.why();
    }
    const auto record = snark::groth16::read_contributions(key->section(snark::groth16::zkey_section::contributions));
    if (!record) {
        return record.why();
    }
    nlohmann::ordered_json out;
    out["wires"] = key->wires();
    out["publicInputs"] = key->public_count();
    out["rows"] = std::uint64_t{1} << key->log_domain();
    out["coefficients"] = key->coefficients().size();
    out["circuitHash"] = to_hex(record->circuit);
    out["contributions"] = nlohmann::ordered_json::array();
    for (const auto& c : record->contributions) {
        out["contributions"].push_back({{"name", printable(c.name)},
                                        {"kind", c.type == 1 ? "beacon" : "person"},
                                        {"hash", to_hex(snark::groth16::contribution_hash(c))}});
    }
    return out;
}

const bool registered = register_snark_system({.name = "groth16",
                                               .protocol = 1,
                                               .setup = setup,
                                               .prove = prove,
                                               .verify = verify,
                                               .verification_key = verification_key,
                                               .solidity = solidity,
                                               .info = info});

} // namespace
} // namespace zonogon::cli::snark_groth16_command
