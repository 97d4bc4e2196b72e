#pragma once

#include <array>
#include <cstddef>

#include <zonogon/air/builder.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// The main machine's memory: all accesses sorted by address, then by step. One row an access.
///
/// Words are eight field elements, whatever they hold. Every address starts at zero. Addresses and steps are field
/// elements that nothing bounds; what makes the order sound is that they grow from row to row by gaps below 2^32, so
/// that over at most 2^30 rows the sum of all gaps stays below p and no address can come back.
namespace zonogon::zkevm::machines::mem {

/// See above: 2^30 rows times 2^32 is below p.
inline constexpr std::size_t max_height = std::size_t{1} << 30;

template <class T>
struct cells {
    T address, step;
    std::array<T, 8> value;
    /// What the access is; neither on padding rows, which repeat what memory holds.
    T is_read, is_write;
    /// The first row of its address.
    T is_new;
    /// Gap to the row before, less one, in 16-bit halves: of addresses if this row is new, else of steps.
    T gap_low, gap_high;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        f("address", s.address);
        f("step", s.step);
        f("value", s.value);
        f("isRead", s.is_read);
        f("isWrite", s.is_write);
        f("isNew", s.is_new);
        f("gapLow", s.gap_low);
        f("gapHigh", s.gap_high);
    }
};

constexpr void describe(air::builder& b) {
    using air::expr;
    const auto c = declare<cells>(b);
    b.assert_bool(c.is_read);
    b.assert_bool(c.is_write);
    b.assert_zero("not both read and write", c.is_read * c.is_write);
    b.assert_bool(c.is_new);
    b.assert_zero("row 0 is new", b.first_row() * (1 - c.is_new));
    // Cyclic identities: row 0 is new, so the last row does not bind it.
    const expr same_next = 1 - c.is_new.next();
    const expr address_gap = c.address.next() - c.address;
    const expr step_gap = c.step.next() - c.step;
    b.assert_zero("address stays unless new", same_next * address_gap);
    for (std::size_t i = 0; i < 8; ++i) {
        b.assert_zero("memory starts at zero", c.is_new * (1 - c.is_write) * c.value[i]);
        b.assert_zero("memory keeps its value", same_next * (1 - c.is_write.next()) * (c.value[i].next() - c.value[i]));
    }
    b.assert_zero("rows are ordered", b.transition() * (c.is_new.next() * (address_gap - step_gap) + step_gap - 1 -
                                                        c.gap_low.next() - 65536 * c.gap_high.next()));
    b.assert_zero("row 0 has no gap", b.first_row() * (c.gap_low + 65536 * c.gap_high));
    b.send("range16", {c.gap_low});
    b.send("range16", {c.gap_high});
    std::vector<expr> tuple{c.address, c.step, c.is_write};
    tuple.insert(tuple.end(), c.value.begin(), c.value.end());
    b.receive("memory", tuple, c.is_read + c.is_write);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

} // namespace zonogon::zkevm::machines::mem
