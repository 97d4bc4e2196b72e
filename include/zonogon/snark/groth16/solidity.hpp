#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/snark/groth16/keys.hpp>

namespace zonogon::snark::groth16 {

/// Public inputs of a generated contract at most: more do not fit into the 24,576 bytes that a contract's code may have
/// (EIP-170) at some 100 bytes for each.
inline constexpr std::size_t solidity_inputs_limit = 200;

/// The Solidity text of a contract that verifies proofs of one circuit over BN254 by the precompiled contracts of
/// EIP-196 and EIP-197.
///
/// Its function `verifyProof(uint256[2] a, uint256[2][2] b, uint256[2] c, uint256[N] inputs) returns (bool)` has the
/// signature of snarkjs's verifiers, with coordinates of the quadratic extension imaginary part first as in EIP-197. It
/// answers false to a public input at or above the group's order, to coordinates at or above the field's, and to points
/// off the curve or outside the subgroup. Its cost is that of the precompiled contracts, 181,000 gas for the pairings
/// and 6,150 for each public input, and about 1,500 more beside the transaction's own.
///
/// Errors: a key that check_key refuses; more inputs than solidity_inputs_limit; a name that is no identifier.
result<std::string> solidity_verifier(const verification_key<>& key,
                                      std::string_view contract_name = "Groth16Verifier");

namespace detail {

inline std::string literal(const field::bn254_base& v) {
    return to_hex(v.value().to_bytes());
}

/// One `mstore` of a constant at a distance from the pairing's input.
inline std::string store(std::size_t offset, const field::bn254_base& v) {
    return "            mstore(add(pairs, " + std::to_string(offset) + "), " + literal(v) + ")\n";
}
inline std::string store(std::size_t offset, const curve::bn254::point& p) {
    return store(offset, p.x()) + store(offset + 32, p.y());
}
inline std::string store(std::size_t offset, const curve::bn254_twist::point& p) {
    return store(offset, p.x().coefficient(1)) + store(offset + 32, p.x().coefficient(0)) +
           store(offset + 64, p.y().coefficient(1)) + store(offset + 96, p.y().coefficient(0));
}

inline bool is_identifier(std::string_view name) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (name.empty() || name.size() > 64 || !letter(name.front())) {
        return false;
    }
    for (const char c : name) {
        if (!letter(c) && !digit(c)) {
            return false;
        }
    }
    return true;
}

} // namespace detail

inline result<std::string> solidity_verifier(const verification_key<>& key, std::string_view contract_name) {
    if (const status well_formed = check_key(key); !well_formed) {
        return well_formed.why();
    }
    if (key.public_count() > solidity_inputs_limit) {
        return error{"verification key: " + std::to_string(key.public_count()) + " public inputs are more than the " +
                     std::to_string(solidity_inputs_limit) + " that fit into a contract; hash them into one"};
    }
    if (!detail::is_identifier(contract_name)) {
        return error{"contract name: not an identifier of up to 64 letters, digits and underscores"};
    }
    const std::string count = std::to_string(key.public_count());
    // Solidity has no arrays of length zero.
    const bool none = key.public_count() == 0;
    const std::string parameter = none ? "" : ",\n        uint256[" + count + "] calldata inputs";
    std::string out =
        R"(// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// @title Verifier of Groth16 proofs over BN254 for one circuit; public inputs: )" +
        count + R"(
/// @notice Checks e(A, B) e(-alpha, beta) e(V, -gamma) e(C, -delta) = 1 with V = K[0] + sum of inputs[i] K[i + 1]
/// (Groth, eprint 2016/260, section 3.2). Anybody can turn a valid proof into another one of the same statement: never use
/// a proof's bytes as a name, only its public inputs.
contract )" +
        std::string(contract_name) +
        R"( {
    /// @param a A
    /// @param b B; of each coordinate the imaginary part first (EIP-197)
    /// @param c C
)" + std::string(none ? "" : "    /// @param inputs public inputs, each below the group's order\n") +
        R"(    /// @return valid whether the proof is one of the statement; malformed points and inputs give false
    function verifyProof(
        uint256[2] calldata a,
        uint256[2][2] calldata b,
        uint256[2] calldata c)" +
        parameter + R"(
    ) external view returns (bool valid) {
        assembly ("memory-safe") {
            // sum = sum + scalar (x, y), false if the scalar is not below the group's order.
            function add_multiple(sum, x, y, scalar) -> good {
                mstore(add(sum, 64), x)
                mstore(add(sum, 96), y)
                mstore(add(sum, 128), scalar)
                good := lt(scalar, )" +
        to_hex(field::bn254_scalar::modulus.to_bytes()) + R"()
                good := and(good, staticcall(gas(), 7, add(sum, 64), 96, add(sum, 64), 64))
                good := and(good, staticcall(gas(), 6, sum, 128, sum, 64))
            }
            // Four pairs of 192 bytes: points of G1 and G2. The free memory behind them is scratch of add_multiple.
            let pairs := mload(0x40)
            valid := 1
            calldatacopy(pairs, a, 64)
            calldatacopy(add(pairs, 64), b, 128)
)";
    out += detail::store(192, -key.alpha) + detail::store(256, key.beta);
    out += "            let sum := add(pairs, 768)\n";
    out += "            mstore(sum, " + detail::literal(key.inputs[0].x()) + ")\n";
    out += "            mstore(add(sum, 32), " + detail::literal(key.inputs[0].y()) + ")\n";
    for (std::size_t i = 1; i < key.inputs.size(); ++i) {
        out += "            valid := and(valid, add_multiple(sum, " + detail::literal(key.inputs[i].x()) + ", " +
               detail::literal(key.inputs[i].y()) + ", calldataload(add(inputs, " + std::to_string(32 * (i - 1)) +
               "))))\n";
    }
    out +=
        "            mstore(add(pairs, 384), mload(sum))\n            mstore(add(pairs, 416), mload(add(sum, 32)))\n";
    out += detail::store(448, -key.gamma);
    out += "            calldatacopy(add(pairs, 576), c, 64)\n";
    out += detail::store(640, -key.delta);
    out +=
        R"(            // The answer is 1 if the product is one. It goes where no word of the caller's lies, so that a chain without
            // these contracts, on which calls to them succeed, verifies nothing.
            mstore(0, 0)
            valid := and(valid, staticcall(gas(), 8, pairs, 768, 0, 32))
            valid := and(valid, eq(mload(0), 1))
        }
    }
}
)";
    return out;
}

} // namespace zonogon::snark::groth16
