#pragma once

#include <concepts>
#include <span>
#include <string_view>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/snark/r1cs.hpp>

namespace zonogon::snark {

/// A proof system for R1CS over a pairing, as a type: what Groth16 and fflonk have in common, so that a program chooses
/// one at compile time.
///
/// Laws: for a system and a witness that satisfies it, and the key in what setup wrote, `verify(verifying(key),
/// publics, *prove(key, witness))` holds, publics being the values of wires 1 to public_count(); for any other publics
/// a proof is found with negligible probability, if nobody knows the secrets of the powers of tau and, where the system
/// has contributions, of all of those. verify takes anything and never throws. prove takes its blinding from the
/// operating system.
template <class S>
concept proof_system = requires(const r1cs<typename S::scalar>& system, byte_view file, std::span<const u256> values,
                                const typename S::proving_key& key, const typename S::verification_key& verifying,
                                const typename S::proof& proof, status (*sink)(byte_view)) {
    /// As the command line and the JSON files of snarkjs spell it.
    { S::name } -> std::convertible_to<std::string_view>;
    /// From a circuit and a prepared .ptau file to the bytes of a .zkey file.
    { S::setup(system, file, sink) } -> std::same_as<status>;
    /// A view of a .zkey file, which must outlive it.
    { S::parse(file) } -> std::same_as<result<typename S::proving_key>>;
    { S::verifying(key) } -> std::convertible_to<typename S::verification_key>;
    { S::prove(key, values) } -> std::same_as<result<typename S::proof>>;
    { S::verify(verifying, values, proof) } -> std::same_as<status>;
};

} // namespace zonogon::snark
