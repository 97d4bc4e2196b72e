#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/pil/diagnostic.hpp>

namespace zonogon::pil {

/// The field of every PIL program.
using element = field::goldilocks;

enum class node_kind : std::uint8_t {
    number,       ///< index = into program::numbers
    committed,    ///< index = committed column
    fixed,        ///< index = constant column
    intermediate, ///< index = into program::intermediates
    public_value, ///< index = into program::publics
    reference,    ///< not resolved yet; index = into the compiler's table. Never in a finished program.
    add,          ///< left, right
    sub,          ///< left, right
    mul,          ///< left, right
    neg,          ///< left
};

/// One node of an expression. Operands precede their users.
struct node {
    node_kind kind = node_kind::number;
    /// The value one row further down (a prime).
    bool next = false;
    std::uint32_t index = 0;
    std::uint32_t left = 0;
    std::uint32_t right = 0;
};

/// A contiguous run of nodes; the last one is the value.
struct expression {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    position where;

    constexpr bool empty() const { return begin == end; }
    constexpr std::uint32_t root() const { return end - 1; }
};

enum class column_kind : std::uint8_t { committed, fixed, intermediate };

/// A declared name. Arrays take `length` consecutive ids from `id` on.
struct column {
    std::uint32_t name_space = 0;
    text name;
    column_kind kind = column_kind::committed;
    std::uint32_t id = 0;
    std::uint32_t length = 1;
    bool is_array = false;
    position where;
};

struct name_space {
    text name;
    /// Rows of its columns; 0 when the program never said (only the initial namespace Global may stay so).
    std::uint64_t rows = 0;
};

struct public_declaration {
    text name;
    column_kind kind = column_kind::committed;
    std::uint32_t id = 0;
    std::uint64_t row = 0;
    position where;
};

/// A selector (empty when absent) and a tuple.
struct side {
    expression selector;
    std::vector<expression> tuple;
};

enum class relation : std::uint8_t { lookup, permutation };

/// `f in t` or `f is t`.
struct tuple_statement {
    relation kind = relation::lookup;
    side f;
    side t;
    position where;
};

struct connection {
    std::vector<expression> columns;
    std::vector<expression> cells;
    position where;
};

/// A compiled program: what the statements say, with every name resolved.
struct program {
    std::vector<text> files;
    std::vector<name_space> namespaces;
    std::vector<column> columns;
    std::uint32_t committed_count = 0;
    std::uint32_t fixed_count = 0;
    /// Namespace of every committed and of every constant column, by id.
    std::vector<std::uint32_t> committed_namespace;
    std::vector<std::uint32_t> fixed_namespace;
    /// Declared column (index into columns) of every committed and constant id.
    std::vector<std::uint32_t> committed_column;
    std::vector<std::uint32_t> fixed_column;

    std::vector<node> nodes;
    std::vector<element> numbers;
    std::vector<expression> intermediates;
    std::vector<std::uint32_t> intermediate_column;
    std::vector<public_declaration> publics;
    /// Each must vanish on every row: left side minus right side.
    std::vector<expression> identities;
    std::vector<tuple_statement> tuples;
    std::vector<connection> connections;
    /// Namespace in which each statement stood, in the order of the vectors above.
    std::vector<std::uint32_t> identity_namespace;
    std::vector<std::uint32_t> tuple_namespace;
    std::vector<std::uint32_t> connection_namespace;

    /// Expressions of degree 2 that a prover limited to degree 2 would commit to (nQ of the reference).
    std::uint32_t quadratic_count = 0;

    /// "Ns.name", or "Ns.name[i]" for a cell of an array.
    constexpr text cell_name(std::uint32_t column_index, std::uint32_t id) const {
        const column& c = columns[column_index];
        text out = namespaces[c.name_space].name + "." + c.name;
        if (c.is_array) {
            out += "[" + decimal(id - c.id) + "]";
        }
        return out;
    }
};

} // namespace zonogon::pil
