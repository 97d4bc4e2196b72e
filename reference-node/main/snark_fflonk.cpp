#include <string>
#include <vector>

#include <zonogon/base/mapped_file.hpp>
#include <zonogon/snark/fflonk/json.hpp>
#include <zonogon/snark/fflonk/prover.hpp>
#include <zonogon/snark/fflonk/setup.hpp>
#include <zonogon/snark/fflonk/solidity.hpp>
#include <zonogon/snark/fflonk/verifier.hpp>
#include <zonogon/snark/r1cs_file.hpp>
#include <zonogon/snark/witness_file.hpp>

#include "main/snark_command.hpp"

namespace zonogon::cli::snark_fflonk_command {
namespace {

using namespace snark::fflonk;

status make_key(byte_view circuit, byte_view powers, const snark_sink& sink, const snark_progress& progress) {
    const auto system = snark::read_r1cs<scalar>(circuit);
    if (!system) {
        return system.why();
    }
    const auto file = pcs::ptau::file<>::parse(powers);
    if (!file) {
        return file.why();
    }
    progress("setup", 0, 1);
    const auto key = setup(*system, *file, sink);
    if (!key) {
        return key.why();
    }
    progress("done", 1, 1);
    return {};
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

result<snark_proof> make_proof(const std::string& key_path, const std::string& witness_path,
                               const snark_progress& progress) {
    const auto key_file = mapped_file::open(key_path);
    if (!key_file) {
        return key_file.why();
    }
    const auto key = proving_key::parse(key_file->content());
    if (!key) {
        return error{key_path + ": " + key.why().message};
    }
    const auto witness = read_witness(witness_path);
    if (!witness) {
        return witness.why();
    }
    const auto made = prove(*key, *witness, snark::system_randomness{}, progress);
    if (!made) {
        return error{witness_path + ": " + made.why().message};
    }
    const auto publics = std::span<const u256>(*witness).subspan(1, key->verification().publics);
    if (const status valid = verify(key->verification(), publics, *made); !valid) {
        return error{key_path + ": the key's parts do not fit one another"};
    }
    return snark_proof{write_proof(*made), snark::write_publics(publics)};
}

result<std::string> check_proof(const std::string& key_json, const std::string& public_json,
                                const std::string& proof_json) {
    const auto key = snark::fflonk::read_verification_key(key_json);
    if (!key) {
        return error{"verification key: " + key.why().message};
    }
    const auto publics = snark::read_publics(public_json);
    if (!publics) {
        return error{"public inputs: " + publics.why().message};
    }
    const auto read = read_proof(proof_json);
    if (!read) {
        return error{"proof: " + read.why().message};
    }
    const status valid = verify(*key, *publics, *read);
    return valid ? std::string() : valid.why().message;
}

result<std::string> describe_key(byte_view file) {
    const auto key = read_zkey_verification_key(file);
    if (!key) {
        return key.why();
    }
    return write_verification_key(*key);
}

result<std::string> contract(byte_view file) {
    const auto key = read_zkey_verification_key(file);
    if (!key) {
        return key.why();
    }
    return solidity_verifier(*key);
}

result<nlohmann::ordered_json> info(byte_view file) {
    const auto key = proving_key::parse(file);
    if (!key) {
        return key.why();
    }
    nlohmann::ordered_json out;
    out["wires"] = key->wires();
    out["publicInputs"] = key->verification().publics;
    out["rows"] = key->rows();
    out["gates"] = key->gates();
    out["additions"] = key->additions();
    return out;
}

const bool registered = register_snark_system({.name = "fflonk",
                                               .protocol = zkey::protocol,
                                               .setup = make_key,
                                               .prove = make_proof,
                                               .verify = check_proof,
                                               .verification_key = describe_key,
                                               .solidity = contract,
                                               .info = info});

} // namespace
} // namespace zonogon::cli::snark_fflonk_command
