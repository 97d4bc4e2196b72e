#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include <zonogon/merkle/tree_access.hpp>
#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkasm/step.hpp>

namespace zonogon::zkasm {

/// One SLOAD or SSTORE as the main machine states it on the storage bus.
///
/// The key is built by two Poseidon permutations (both also in execution::poseidon, in this order):
/// key_i = P(C0..C7; 0,0,0,0), key = P(A0..A4, 0, B0, B1; key_i).
struct storage_access {
    std::uint64_t step = 0; ///< row
    bool write = false;
    hash4 old_root{}; ///< read: the root; lane i = SR[2i] + 2^32 SR[2i+1]
    hash4 new_root{}; ///< read: the same root
    hash4 key_i{}, key{};
    u256 value; ///< found or written
    /// Poseidon permutations the tree itself needed (the two of the key not counted).
    std::uint32_t hash_count = 0;
};

/// How many of each kind of work a run used.
struct counters {
    std::uint64_t steps = 0;
    std::uint32_t arith = 0, binary = 0, keccak_f = 0, mem_align = 0, padding_pg = 0, poseidon_g = 0, sha256_f = 0;

    friend bool operator==(const counters&, const counters&) = default;
};

/// Everything a run of a program asks of the machines, in the order of its steps.
///
/// A cyclic run (see executor.hpp) has a power of two of steps and its last step leads back to row 0; only such a run
/// can be proved.
struct execution {
    std::vector<step> steps;
    std::vector<arith_request> arith;
    /// In order of steps; a line that writes storage or takes a Poseidon digest also sends its range check here: lt4 of
    /// op against (p,p,p,p) with c = 1 and carry = 1.
    std::vector<binary_request> binary;
    std::vector<mem_align_request> mem_align;
    std::vector<memory_access> memory;
    /// By hash identifier (the address of the line).
    std::map<std::uint64_t, hash_request> keccak, poseidon_hash, sha256;
    /// Key derivations of storage accesses only.
    std::vector<poseidon_request> poseidon;
    std::vector<storage_access> storage;
    /// What the storage machine needs, access by access as in `storage`.
    std::vector<merkle::tree_access> tree_accesses;
    counters used;
    /// After the last step (of a cyclic run: the registers of row 0).
    registers final;
    bool cyclic = false;
};

} // namespace zonogon::zkasm
