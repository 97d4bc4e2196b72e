#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace zonogon::air {

/// What a node of the expression graph is.
///
/// Leaves read the current row, or the next one when `offset` is 1 (cyclic: the last row's next is row 0). The
/// selectors are 1 on the first row, on the last row, and on all rows but the last; each counts as degree 1.
enum class op : std::uint8_t {
    constant,     ///< a = index into ir::constants
    witness,      ///< a = column, b = offset (0 or 1)
    preprocessed, ///< a = column, b = offset (0 or 1)
    periodic,     ///< a = index into ir::periodic_columns (offset 0 only)
    public_value, ///< a = index of the table's public value
    first_row,
    last_row,
    transition,
    add, ///< a, b = nodes
    sub, ///< a, b = nodes
    mul, ///< a, b = nodes
    neg, ///< a = node
};

/// One node; operands always have smaller indices, so one pass in order evaluates the graph.
struct node {
    op kind = op::constant;
    std::uint32_t a = 0;
    std::uint32_t b = 0;

    friend constexpr bool operator==(const node&, const node&) = default;
};

using node_id = std::uint32_t;

/// A polynomial that must vanish on every row of the (cyclic) trace. Restrict it with a selector factor.
struct constraint {
    node_id root = 0;
    /// Index into ir::names.
    std::uint32_t name = 0;
};

enum class direction : std::uint8_t { send, receive };

/// One term of a LogUp bus: on every row the tuple is sent (or received) `multiplicity` times.
///
/// A bus balances when, over all tables, every tuple is sent as often as it is received.
struct interaction {
    /// Index into ir::bus_names. Two tables talk when their bus *names* are equal.
    std::uint32_t bus = 0;
    direction way = direction::send;
    node_id multiplicity = 0;
    /// The tuple is tuple_nodes[tuple_begin .. tuple_begin + tuple_width).
    std::uint32_t tuple_begin = 0;
    std::uint32_t tuple_width = 0;
};

/// A view of one table's arithmetisation, whoever owns the arrays (constexpr arrays or run-time vectors).
///
/// Everything else (degrees, widths of use, next-row use, LogUp weights) is derived from this, never declared. Built by
/// air::builder and by pil::lower.
struct ir {
    std::span<const node> nodes;
    /// Canonical field elements, below every supported modulus unless the table is for one field only.
    std::span<const std::uint64_t> constants;
    std::span<const constraint> constraints;
    std::span<const interaction> interactions;
    std::span<const node_id> tuple_nodes;
    /// Column names, for messages and documentation; sizes are the table's widths.
    std::span<const std::string_view> witness_names;
    std::span<const std::string_view> preprocessed_names;
    std::span<const std::string_view> names;
    std::span<const std::string_view> bus_names;
    /// One period per periodic column: values_begin and length (a power of two) in periodic_values.
    struct period {
        std::uint32_t values_begin = 0;
        std::uint32_t length = 0;
    };
    std::span<const period> periodic_columns;
    std::span<const std::uint64_t> periodic_values;
    std::uint32_t public_count = 0;
};

} // namespace zonogon::air
