#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// The low bits of a tree key's lane, taken from its only canonical form. One row a statement.
///
/// Answers the bus storage.key with (lane, power, low): power = 2^k with k < 64, low < power, and the integer in [0, p)
/// that is congruent to lane has low as its k low bits. Precondition on the asker: power is a power of two below
/// 2^64 and low an integer below power; the path table builds both bit by bit.
namespace zonogon::zkevm::machines::storage_key {

template <class T>
struct cells {
    /// The halves of the lane, and what is left of the cut half above the cut, in 16-bit chunks.
    std::array<T, 2> high, low, rest;
    /// The power and the low bits of the half that the cut goes through.
    std::array<T, 2> power, cut;
    /// 1 if the cut goes through the high half, that is k >= 32.
    T in_high;
    /// Inverse of 2^32 - 1 - high, or 0.
    T inverse;
    T calls;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        f("high", s.high);
        f("low", s.low);
        f("rest", s.rest);
        f("power", s.power);
        f("cut", s.cut);
        f("inHigh", s.in_high);
        f("inverse", s.inverse);
        f("calls", s.calls);
    }
};

constexpr void describe(air::builder& b) {
    using air::expr;
    const auto c = declare<cells>(b);
    const auto limb = [&](const std::array<air::column, 2>& chunks) {
        for (const air::column& chunk : chunks) {
            b.send("range16", {chunk});
        }
        return chunks[0] + 65536 * chunks[1];
    };
    const expr high = limb(c.high);
    const expr low = limb(c.low);
    const expr rest = limb(c.rest);
    const expr power = limb(c.power);
    const expr cut = limb(c.cut);
    constexpr std::uint64_t two32 = std::uint64_t{1} << 32;

    // p - 1 = (2^32 - 1) 2^32: the halves are canonical unless high is full and low is not zero.
    const expr distance = (two32 - 1) - high;
    const expr full = 1 - distance * c.inverse;
    b.assert_zero("inverse where there is one", distance * full);
    b.assert_zero("no inverse of zero", c.inverse * full);
    b.assert_zero("lane is canonical", full * low);

    // power is at most 2^31 here and rest below 2^32, so this is an identity of integers.
    b.assert_bool(c.in_high);
    b.assert_equal("the cut half", cut + power * rest, low + c.in_high * (high - low));
    b.receive(
        "storage.key",
        {low + two32 * high, power + (two32 - 1) * (c.in_high * power), cut + c.in_high * (low + (two32 - 1) * cut)},
        c.calls);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

/// A question to this table: the low `bits` < 64 bits of `lane`.
struct request {
    field::goldilocks lane;
    std::uint32_t bits = 0;
};

/// The trace that answers the questions, equal ones in one row.
inline trace fill(std::span<const request> requests, byte_table::usage& usage) {
    using field::goldilocks;
    std::map<std::pair<std::uint64_t, std::uint32_t>, std::uint64_t> calls;
    for (const request& r : requests) {
        ++calls[{r.lane.value(), r.bits}];
    }
    const auto put = [&usage](std::array<goldilocks, 2>& chunks, std::uint64_t value) {
        chunks = {goldilocks{value & 0xffff}, goldilocks{value >> 16}};
        usage.range32(value);
    };
    trace out(table_height(calls.size()), width_of<cells>());
    const auto store_row = [&](std::size_t at, std::uint64_t lane, std::uint64_t power, bool in_high,
                               std::uint64_t times) {
        cells<goldilocks> row{};
        const std::uint64_t half = in_high ? lane >> 32 : lane & 0xffffffff;
        put(row.high, lane >> 32);
        put(row.low, lane & 0xffffffff);
        put(row.rest, half / power);
        put(row.power, power);
        put(row.cut, half % power);
        row.in_high = goldilocks{in_high};
        row.inverse = goldilocks{0xffffffff - (lane >> 32)}.inverse();
        row.calls = goldilocks{times};
        store<cells>(row, out.row(at));
    };
    std::size_t at = 0;
    for (const auto& [question, times] : calls) {
        const auto& [lane, bits] = question;
        store_row(at++, lane, std::uint64_t{1} << (bits % 32), bits >= 32, times);
    }
    // Unused rows answer a question that nobody asks; one whose halves differ, so that no column is free.
    for (; at < out.height(); ++at) {
        store_row(at, 1, 1, false, 0);
    }
    return out;
}

} // namespace zonogon::zkevm::machines::storage_key
