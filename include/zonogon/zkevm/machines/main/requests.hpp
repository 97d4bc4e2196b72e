#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/zkevm/machines/main/cells.hpp>

namespace zonogon::zkevm::machines::main_machine::detail {

using air::expr;
using columns8 = std::array<air::column, 8>;

/// Builds a bus tuple from single values and words.
class tuple {
public:
    tuple& add(const expr& value) {
        values_.push_back(value);
        return *this;
    }
    tuple& add(const columns8& word) {
        values_.insert(values_.end(), word.begin(), word.end());
        return *this;
    }
    /// Four field elements from pairs of 32-bit limbs.
    tuple& add_lanes(const columns8& word) {
        for (std::size_t i = 0; i < 4; ++i) {
            values_.push_back(word[2 * i] + (std::uint64_t{1} << 32) * word[2 * i + 1]);
        }
        return *this;
    }
    const std::vector<expr>& values() const noexcept { return values_; }

private:
    std::vector<expr> values_;
};

inline void describe_arithmetic(air::builder& b, const cells<air::column>& c) {
    const auto& l = c.line;
    b.send("binary", tuple{}.add(l.opcode).add(c.a).add(c.b).add(c.op).add(c.carry).values(), l.bin);
    // Lanes of a new root or a Poseidon digest are below p: LT4 of op and (p, p, p, p) is 1 with carry 1.
    tuple below_p;
    below_p.add(8).add(c.op);
    for (std::size_t i = 0; i < 4; ++i) {
        below_p.add(1).add(std::uint64_t{0xffffffff});
    }
    below_p.add(1);
    for (std::size_t i = 1; i < 8; ++i) {
        below_p.add(0);
    }
    below_p.add(1);
    b.send("binary", below_p.values(), l.s_wr + l.poseidon_digest);

    tuple arith;
    arith.add(l.opcode).add(c.a).add(c.b);
    for (std::size_t i = 0; i < 8; ++i) {
        arith.add(c.c[i] + l.arith_same * (c.a[i] - c.c[i]));
    }
    for (std::size_t i = 0; i < 8; ++i) {
        arith.add(c.d[i] + l.arith_same * (c.b[i] - c.d[i]));
    }
    for (std::size_t i = 0; i < 8; ++i) {
        arith.add(l.arith_use_e * c.e[i]);
    }
    b.send("arith", arith.add(c.op).values(), l.arith);
}

inline void describe_memory(air::builder& b, const cells<air::column>& c) {
    const auto& l = c.line;
    b.send("memory", tuple{}.add(c.address).add(c.step).add(l.m_wr).add(c.op).values(), l.m_op);
    const tuple read = tuple{}.add(c.a).add(c.b).add(c.op).add(c.c[0]);
    b.send("mem_align.read", read.values(), l.mem_align_rd);
    b.send("mem_align.write", tuple{read}.add(c.d).add(c.e).values(), l.mem_align_wr);
    b.send("mem_align.write8", tuple{}.add(c.a).add(c.op).add(c.c[0]).add(c.d).values(), l.mem_align_wr8);
}

inline void describe_hashes(air::builder& b, const cells<air::column>& c) {
    const auto& l = c.line;
    const expr reads = l.hash_read + l.hash_read1;
    const tuple read = tuple{}.add(c.address).add(c.hashpos).add(c.increment).add(c.op);
    const tuple length = tuple{}.add(c.address).add(c.op[0]);
    const tuple digest = tuple{}.add(c.address).add(c.op).add(c.increment);
    b.send("keccak.read", read.values(), l.hash_k * reads);
    b.send("keccak.length", length.values(), l.hash_k * l.hash_length);
    b.send("keccak.digest", digest.values(), l.keccak_digest);
    b.send("poseidon_hash.read", read.values(), l.hash_p * reads);
    b.send("poseidon_hash.length", length.values(), l.hash_p * l.hash_length);
    b.send("poseidon_hash.digest", tuple{}.add(c.address).add_lanes(c.op).add(c.increment).values(), l.poseidon_digest);
    b.send("sha256.read", read.values(), l.hash_s * reads);
    b.send("sha256.length", length.values(), l.hash_s * l.hash_length);
    b.send("sha256.digest", digest.values(), l.sha256_digest);
}

/// The key of a storage access is hash(A0..A4, 0, B0, B1; hash(C0..C7; 0)), both hashes in the constant's columns.
inline void describe_storage(air::builder& b, const cells<air::column>& c) {
    const auto& l = c.line;
    const expr access = l.s_rd + l.s_wr;
    for (std::size_t i = 0; i < 8; ++i) {
        if (i >= 5) {
            b.assert_zero("storage address has 160 bits", access * c.a[i]);
        }
        if (i >= 2) {
            b.assert_zero("storage leaf type has 64 bits", access * c.b[i]);
        }
    }
    tuple inner = tuple{}.add(c.c).add(0).add(0).add(0).add(0);
    tuple outer;
    for (std::size_t i = 0; i < 5; ++i) {
        outer.add(c.a[i]);
    }
    outer.add(0).add(c.b[0]).add(c.b[1]);
    tuple key;
    for (std::size_t i = 0; i < 4; ++i) {
        inner.add(l.constant[i]);
        outer.add(l.constant[i]);
        key.add(l.constant[4 + i]);
    }
    for (const expr& lane : key.values()) {
        outer.add(lane);
    }
    b.send("poseidon", inner.values(), access);
    b.send("poseidon", outer.values(), access);

    tuple get = tuple{}.add_lanes(c.sr);
    for (const expr& lane : key.values()) {
        get.add(lane);
    }
    tuple set = get;
    // The two permutations of the key are the main machine's own.
    const expr tree_hashes = c.increment - 2;
    b.send("storage.get", get.add(c.op).add(tree_hashes).values(), l.s_rd);
    b.send("storage.set", set.add(c.d).add_lanes(c.op).add(tree_hashes).values(), l.s_wr);
}

inline void describe_requests(air::builder& b, const cells<air::column>& c) {
    describe_arithmetic(b, c);
    describe_memory(b, c);
    describe_hashes(b, c);
    describe_storage(b, c);
}

} // namespace zonogon::zkevm::machines::main_machine::detail
