#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <zonogon/base/mapped_file.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/snark/json.hpp>
#include <zonogon/snark/proof_system.hpp>
#include <zonogon/snark/r1cs_file.hpp>
#include <zonogon/snark/witness_file.hpp>

#include "main/snark_command.hpp"

namespace zonogon::cli {

/// A proof system and what the subcommands need beside it: the JSON files of keys and proofs, the contract, and what
/// its .zkey files hold. Its write_proof, write_verification_key and solidity_verifier are found by their arguments.
template <class F>
concept snark_files = snark::proof_system<typename F::system> &&
                      requires(byte_view file, std::string_view text, const typename F::system::verification_key& key,
                               const typename F::system::proof& proof) {
                          /// In the first section of a .zkey file.
                          { F::protocol } -> std::convertible_to<std::uint32_t>;
                          /// Whether a key is sound only with contributions.
                          { F::needs_contributions } -> std::convertible_to<bool>;
                          /// A .zkey file's verification key.
                          { F::key_of(file) } -> std::same_as<result<typename F::system::verification_key>>;
                          { F::read_key(text) } -> std::same_as<result<typename F::system::verification_key>>;
                          { F::public_count(key) } -> std::convertible_to<std::size_t>;
                          { F::read_proof(text) } -> std::same_as<result<typename F::system::proof>>;
                          /// Says on stderr what is wrong with a key that can be read.
                          { F::warn(key) };
                          { F::info(file) } -> std::same_as<result<nlohmann::ordered_json>>;
                          { write_proof(proof) } -> std::same_as<std::string>;
                          { write_verification_key(key) } -> std::same_as<std::string>;
                          { solidity_verifier(key) } -> std::same_as<result<std::string>>;
                      };

/// The subcommands' parts for one system.
template <snark_files Files>
struct snark_parts {
    using system = typename Files::system;
    using scalar = typename system::scalar;

    static status setup(byte_view circuit, byte_view powers, const snark_sink& sink, const snark_progress& progress) {
        const auto read = snark::read_r1cs<scalar>(circuit);
        return read ? system::setup(*read, powers, sink, progress) : status{read.why()};
    }
    static result<snark_proof> prove(const std::string& key_path, const std::string& witness_path,
                                     const snark_progress& progress);
    static result<std::string> verify(const std::string& key_json, const std::string& public_json,
                                      const std::string& proof_json);
    static result<std::string> verification_key(byte_view file) {
        const auto key = Files::key_of(file);
        if (!key) {
            return key.why();
        }
        Files::warn(*key);
        return write_verification_key(*key);
    }
    static result<std::string> solidity(byte_view file) {
        const auto key = Files::key_of(file);
        if (!key) {
            return key.why();
        }
        Files::warn(*key);
        return solidity_verifier(*key);
    }
};

template <snark_files Files>
bool register_snark_files() {
    using parts = snark_parts<Files>;
    return register_snark_system({.name = Files::system::name,
                                  .protocol = Files::protocol,
                                  .needs_contributions = Files::needs_contributions,
                                  .setup = parts::setup,
                                  .prove = parts::prove,
                                  .verify = parts::verify,
                                  .verification_key = parts::verification_key,
                                  .solidity = parts::solidity,
                                  .info = Files::info});
}

template <snark_files Files>
result<snark_proof> snark_parts<Files>::prove(const std::string& key_path, const std::string& witness_path,
                                              const snark_progress& progress) {
    const auto key_file = mapped_file::open(key_path);
    if (!key_file) {
        return key_file.why();
    }
    const auto key = system::parse(*key_file);
    if (!key) {
        return error{key_path + ": " + key.why().message};
    }
    const auto witness_file = mapped_file::open(witness_path);
    if (!witness_file) {
        return witness_file.why();
    }
    const auto witness = snark::read_witness<scalar>(witness_file->content());
    if (!witness) {
        return error{witness_path + ": " + witness.why().message};
    }
    const auto proof = system::prove(*key, *witness, progress);
    if (!proof) {
        return error{witness_path + ": " + proof.why().message};
    }
    const auto& verifying = system::verifying(*key);
    const auto publics = std::span<const u256>(*witness).subspan(1, Files::public_count(verifying));
    if (const status valid = system::verify(verifying, publics, *proof); !valid) {
        return error{witness_path + ": the witness does not satisfy the circuit of " + key_path +
                     ", or the key's parts do not fit one another"};
    }
    return snark_proof{write_proof(*proof), snark::write_publics(publics)};
}

template <snark_files Files>
result<std::string> snark_parts<Files>::verify(const std::string& key_json, const std::string& public_json,
                                               const std::string& proof_json) {
    const auto key = Files::read_key(key_json);
    if (!key) {
        return error{"verification key: " + key.why().message};
    }
    const auto publics = snark::read_publics(public_json);
    if (!publics) {
        return error{"public inputs: " + publics.why().message};
    }
    const auto proof = Files::read_proof(proof_json);
    if (!proof) {
        return error{"proof: " + proof.why().message};
    }
    const status valid = system::verify(*key, std::span<const u256>(*publics), *proof);
    return valid ? std::string() : valid.why().message;
}

} // namespace zonogon::cli
