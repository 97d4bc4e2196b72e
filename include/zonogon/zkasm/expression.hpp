#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <zonogon/zkasm/big_int.hpp>
#include <zonogon/zkasm/diagnostic.hpp>

namespace zonogon::zkasm {

enum class expression_kind : std::uint8_t {
    nothing,     ///< the bare tag
    number,      ///< value
    reg,         ///< a register or counter of the main machine
    variable,    ///< a host variable
    declaration, ///< var name
    assignment,  ///< operands: a variable or declaration, the value
    memory,      ///< mem.name or mem.name[operand]: the value of a variable of the program
    address,     ///< addr.name or addr.name[operand]
    constant,    ///< const.name: value
    text,        ///< "a string", as argument of tracing functions
    call,        ///< name(operands)
    unary,       ///< operation: - + ~ !
    binary,      ///< operation as spelled in the source
    conditional, ///< operands: condition, value if not 0, value if 0
};

/// A node of a free input or command. Operands are indices into the same vector (program::expressions).
struct expression {
    expression_kind kind = expression_kind::nothing;
    /// Register, variable or function name, text, or spelling of the operator.
    std::string_view name;
    big_int value;
    std::vector<std::int32_t> operands;
    /// Of memory and address: the variable's place.
    std::int64_t offset = 0;
    bool use_ctx = false;
    /// Words of the variable: indices must be below.
    std::int64_t size = 1;
    position at;
    std::uint32_t file = 0;
};

} // namespace zonogon::zkasm
