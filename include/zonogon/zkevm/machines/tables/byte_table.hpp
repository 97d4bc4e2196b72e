#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// The fixed table of all 2^16 pairs of bytes. It answers two buses: range16 (a value below 2^16) and byte_and (two
/// bytes and their bitwise and; a byte alone is sent with zeros). Two receptions share one column of the second stage.
namespace zonogon::zkevm::machines::byte_table {

inline constexpr std::size_t height = std::size_t{1} << 16;

/// How often each answer is given: the machines that ask report their questions here while they fill their traces.
///
/// Not synchronised: one thread at a time. A question that no row answers is a mistake of the caller's trace, not
/// of this class, so values are cut to their width.
class usage {
public:
    void range16(std::uint64_t value, std::uint32_t times = 1) { range16_[value & 0xffff] += times; }
    /// Both halves of a 32-bit limb.
    void range32(std::uint64_t value) {
        range16(value & 0xffff);
        range16((value >> 16) & 0xffff);
    }
    /// A byte alone: asked as (value, 0, 0).
    void byte(std::uint64_t value, std::uint32_t times = 1) { byte_and(value, 0, times); }
    void byte_and(std::uint64_t a, std::uint64_t b, std::uint32_t times = 1) { byte_and_[at(a, b)] += times; }

    /// The trace of the table: two multiplicities a row.
    trace fill() const {
        trace out(height, 2);
        for (std::size_t i = 0; i < height; ++i) {
            out(i, 0) = field::goldilocks{range16_[i]};
            out(i, 1) = field::goldilocks{byte_and_[i]};
        }
        return out;
    }

private:
    /// The row of (a, b): a is the low byte.
    static std::size_t at(std::uint64_t a, std::uint64_t b) {
        return static_cast<std::size_t>((a & 0xff) | (b & 0xff) << 8);
    }

    std::vector<std::uint32_t> range16_ = std::vector<std::uint32_t>(height);
    std::vector<std::uint32_t> byte_and_ = std::vector<std::uint32_t>(height);
};

constexpr void describe(air::builder& b) {
    const air::column low = b.preprocessed("LOW");
    const air::column high = b.preprocessed("HIGH");
    const air::column both = b.preprocessed("AND");
    const air::column range16 = b.witness("range16Used");
    const air::column byte_and = b.witness("byteAndUsed");
    b.receive("range16", {low + 256 * high}, range16);
    b.receive("byte_and", {low, high, both}, byte_and);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

/// The fixed columns of describe, all rows.
inline trace preprocessed() {
    trace out(height, 3);
    for (std::size_t i = 0; i < height; ++i) {
        const std::uint64_t low = i & 0xff;
        const std::uint64_t high = i >> 8;
        out(i, 0) = field::goldilocks{low};
        out(i, 1) = field::goldilocks{high};
        out(i, 2) = field::goldilocks{low & high};
    }
    return out;
}

} // namespace zonogon::zkevm::machines::byte_table
