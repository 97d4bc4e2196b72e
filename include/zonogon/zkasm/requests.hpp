#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/field/goldilocks.hpp>

namespace zonogon::zkasm {

/// A register or word as the main machine holds it: eight field elements, 32 bits each unless said otherwise,
/// least significant first.
using word8 = std::array<field::goldilocks, 8>;
/// A Poseidon digest, tree root or tree key: four field elements, least significant lane first.
using hash4 = std::array<field::goldilocks, 4>;

/// Which relation an arithmetic request claims; the values are the equation numbers on the bus.
enum class arith_equation : std::uint8_t {
    mul_add = 1,          ///< x1 * y1 + x2 = y2 * 2^256 + y3 (x3 = 0)
    ec_add_different = 2, ///< (x1, y1) + (x2, y2) = (x3, y3) on secp256k1, x1 != x2
    ec_add_same = 3,      ///< 2 (x1, y1) = (x3, y3) on secp256k1; x2 = x1 and y2 = y1
    bn254_mul_fp2 = 4,    ///< (x1 + y1 u)(x2 + y2 u) = x3 + y3 u in Fp2 of BN254, u^2 = -1
    bn254_add_fp2 = 5,    ///< (x1 + y1 u) + (x2 + y2 u) = x3 + y3 u
    bn254_sub_fp2 = 6,    ///< (x1 + y1 u) - (x2 + y2 u) = x3 + y3 u
};

struct arith_request {
    arith_equation equation = arith_equation::mul_add;
    u256 x1, y1, x2, y2, x3, y3;
};

enum class binary_opcode : std::uint8_t { add, sub, lt, slt, eq, bit_and, bit_or, bit_xor, lt4 };

/// c and carry as spec of the instruction set demands (wrap and carry, comparison result, AND's "not zero").
struct binary_request {
    binary_opcode opcode = binary_opcode::add;
    u256 a, b, c;
    bool carry = false;
};

enum class mem_align_kind : std::uint8_t { read, write, write8 };

/// Two adjacent memory words m0, m1 and the 32-byte value v at byte `offset` (0..31) of m0 || m1.
///
/// read: v is the value found. write: w0, w1 are the words after v was written. write8: the low byte of v replaces byte
/// `offset` of m0, giving w0 (m1 and w1 unused).
struct mem_align_request {
    mem_align_kind kind = mem_align_kind::read;
    u256 m0, m1, v, w0, w1;
    std::uint8_t offset = 0;
};

/// One access of the main machine to memory: `step` is the row it happened in.
struct memory_access {
    std::uint64_t address = 0;
    std::uint64_t step = 0;
    bool write = false;
    word8 value{};
};

/// Everything the program did with one hash identifier of one kind (keccak, linear Poseidon or SHA-256).
struct hash_request {
    /// The bytes hashed, in order.
    bytes data;
    /// Lengths of the chunks (1..32 bytes each) by which data was absorbed; they cover data exactly. A chunk may be
    /// absorbed several times (the program may re-read bytes at a position): `reads` has every read.
    struct read {
        std::uint32_t position = 0;
        std::uint8_t length = 0;
    };
    std::vector<read> reads;
    bool length_asked = false;
    bool digest_asked = false;
    /// As the main machine sees it: keccak and SHA-256 big-endian digest as a number, Poseidon h0 + h1 2^64 + ...
    u256 digest;
};

/// One Poseidon permutation call: out = P(in, capacity).
struct poseidon_request {
    std::array<field::goldilocks, 8> in{};
    hash4 capacity{};
    hash4 out{};
};

} // namespace zonogon::zkasm
