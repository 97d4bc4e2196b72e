#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/curve/ceremony.hpp>

namespace zonogon::cli {

/// Told of each phase of long work.
using snark_progress = std::function<void(std::string_view phase, std::size_t done, std::size_t total)>;
/// Takes a file piece by piece.
using snark_sink = std::function<status(byte_view)>;

struct snark_proof {
    std::string proof_json;
    std::string public_json;
};

/// What the subcommands of `zonogon snark` do with a proof system. Each system has one, in a file of its own that
/// registers it: `const bool registered = register_snark_system({...});`. Errors are of unreadable or unfit input.
struct snark_system {
    /// As in --system and in snarkjs's JSON files.
    std::string_view name;
    /// In the first section of a .zkey file.
    std::uint32_t protocol = 0;
    /// Whether a key is sound only after a contribution.
    bool needs_contributions = false;
    /// From an .r1cs and a .ptau file to a .zkey file.
    status (*setup)(byte_view circuit, byte_view powers, const snark_sink& sink,
                    const snark_progress& progress) = nullptr;
    /// From a .zkey and a .wtns file. A proof leaves only if it verifies.
    result<snark_proof> (*prove)(const std::string& key_path, const std::string& witness_path,
                                 const snark_progress& progress) = nullptr;
    /// Empty if the proof is valid, else why it is not; an error if a text cannot be read.
    result<std::string> (*verify)(const std::string& key_json, const std::string& public_json,
                                  const std::string& proof_json) = nullptr;
    /// verification_key.json of a .zkey file.
    result<std::string> (*verification_key)(byte_view key) = nullptr;
    /// The contract that verifies proofs of a .zkey file's circuit.
    result<std::string> (*solidity)(byte_view key) = nullptr;
    /// What a .zkey file holds.
    result<nlohmann::ordered_json> (*info)(byte_view key) = nullptr;
};

std::vector<snark_system>& snark_systems();
bool register_snark_system(const snark_system& system);
/// The system of that name; a reason that lists the names.
result<snark_system> find_snark_system(std::string_view name);
/// The system of a .zkey file.
result<snark_system> system_of_key(byte_view key);

/// Reads a key of Groth16, writes it with one contribution more and gives the contribution's hash.
result<curve::ceremony::digest> contribute_to_key(const std::string& from, const std::string& to,
                                                  std::string_view name);

/// Adds one subcommand of `zonogon snark`, as add_command does.
bool register_snark_command(int order, void (*add)(CLI::App& app, int& status));

/// Says on stderr why a subcommand failed and gives the exit code back.
int refuse_snark(std::string_view command, const std::string& why, int code);

} // namespace zonogon::cli
