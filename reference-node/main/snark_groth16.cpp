#include <iostream>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/printable.hpp>
#include <zonogon/snark/groth16/contribution.hpp>
#include <zonogon/snark/groth16/json.hpp>
#include <zonogon/snark/groth16/solidity.hpp>
#include <zonogon/snark/groth16/system.hpp>

#include "main/snark_system.hpp"

namespace zonogon::cli::snark_groth16_command {
namespace {

struct groth16_files {
    using system = snark::groth16::system;
    static constexpr std::uint32_t protocol = 1;
    static constexpr bool needs_contributions = true;

    static result<system::verification_key> key_of(byte_view file) {
        const auto key = system::parse(file);
        if (!key) {
            return key.why();
        }
        return key->verifying();
    }
    static result<system::verification_key> read_key(std::string_view text) {
        return snark::groth16::read_verification_key(text);
    }
    static result<system::proof> read_proof(std::string_view text) { return snark::groth16::read_proof(text); }
    static std::size_t public_count(const system::verification_key& key) { return key.public_count(); }
    /// With gamma = delta what the public inputs add can be moved into C: anybody proves any public input.
    static void warn(const system::verification_key& key) {
        if (key.gamma == key.delta) {
            std::cerr << "WARNING: nobody has contributed to this key, so anybody can forge proofs for it: "
                         "see zonogon snark contribute\n";
        }
    }
    static result<nlohmann::ordered_json> info(byte_view file);
};

result<nlohmann::ordered_json> groth16_files::info(byte_view file) {
    const auto key = system::parse(file);
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

const bool registered = register_snark_files<groth16_files>();

} // namespace
} // namespace zonogon::cli::snark_groth16_command
