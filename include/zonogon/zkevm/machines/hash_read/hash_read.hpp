#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkevm/machines/hash_read/frame.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// Reads of up to 32 bytes of a hashed message as one big-endian number, a read a row; for all hash functions.
///
/// Answers keccak.read, poseidon_hash.read and sha256.read: (id, position, length, value in eight 32-bit limbs). Each
/// byte comes from the padding table of its hash function over the bus hash.byte: (kind, id, position, byte). Reads may
/// overlap and repeat.
namespace zonogon::zkevm::machines::hash_read {

inline constexpr std::size_t max_length = 32;
/// In the order of hash_kind.
inline constexpr std::array<std::string_view, 3> buses{"keccak.read", "poseidon_hash.read", "sha256.read"};

template <class T>
struct cells {
    /// One-hot hash_kind, all 0 in an unused row.
    std::array<T, 3> kind;
    T id, position;
    /// has[j] is 1 for j < length; then byte[j] has weight 256^j, and is 0 beyond.
    std::array<T, max_length> has, byte;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        f("kind", s.kind);
        f("id", s.id);
        f("position", s.position);
        f("has", s.has);
        f("byte", s.byte);
    }
};

constexpr void describe(air::builder& b) {
    using air::expr;
    const auto c = declare<cells>(b);
    expr used;
    for (const air::column& kind : c.kind) {
        b.assert_bool(kind);
        used += kind;
    }
    b.assert_bool("one kind a row", used);
    b.assert_zero("nothing in an unused row", (1 - used) * c.id);
    b.assert_zero("nothing in an unused row", (1 - used) * c.position);
    b.assert_equal("at least one byte", c.has[0], used);
    expr length;
    for (std::size_t j = 0; j < max_length; ++j) {
        b.assert_bool(c.has[j]);
        if (j > 0) {
            b.assert_zero("low bytes first", c.has[j] * (1 - c.has[j - 1]));
        }
        b.assert_zero("zero beyond the length", (1 - c.has[j]) * c.byte[j]);
        length += c.has[j];
    }
    for (std::size_t j = 0; j < max_length; ++j) {
        b.receive("hash.byte", {c.kind[1] + 2 * c.kind[2], c.id, c.position + length - (j + 1), c.byte[j]}, c.has[j]);
    }
    std::vector<expr> read{c.id, c.position, length};
    for (std::size_t i = 0; i < 8; ++i) {
        expr limb;
        for (std::size_t j = 4; j-- > 0;) {
            limb = 256 * limb + c.byte[4 * i + j];
        }
        read.push_back(limb);
    }
    for (std::size_t i = 0; i < buses.size(); ++i) {
        b.receive(buses[i], read, c.kind[i]);
    }
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

/// The trace of all reads. Precondition: each is within its message (the padding tables' fill checks that).
inline trace fill(const std::map<std::uint64_t, zkasm::hash_request>& keccak,
                  const std::map<std::uint64_t, zkasm::hash_request>& poseidon,
                  const std::map<std::uint64_t, zkasm::hash_request>& sha256) {
    using field::goldilocks;
    std::size_t count = 0;
    for (const auto* messages : {&keccak, &poseidon, &sha256}) {
        for (const auto& [id, message] : *messages) {
            count += message.reads.size();
        }
    }
    trace out(table_height(count), width_of<cells>());
    std::size_t at = 0;
    std::size_t kind = 0;
    for (const auto* messages : {&keccak, &poseidon, &sha256}) {
        for (const auto& [id, message] : *messages) {
            for (const auto& read : message.reads) {
                cells<goldilocks> row{};
                row.kind[kind] = goldilocks::one();
                row.id = goldilocks{id};
                row.position = goldilocks{read.position};
                for (std::size_t j = 0; j < read.length; ++j) {
                    row.has[j] = goldilocks::one();
                    row.byte[j] = goldilocks{message.data[read.position + read.length - 1 - j]};
                }
                store<cells>(row, out.row(at++));
            }
        }
        ++kind;
    }
    return out;
}

} // namespace zonogon::zkevm::machines::hash_read
