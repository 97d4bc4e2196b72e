#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string_view>

namespace zonogon::evm {

/// The EVM's instructions (yellow paper, appendix H.2; EIP-3855 for PUSH0).
enum opcode : std::uint8_t {
    STOP = 0x00,
    ADD,
    MUL,
    SUB,
    DIV,
    SDIV,
    MOD,
    SMOD,
    ADDMOD,
    MULMOD,
    EXP,
    SIGNEXTEND,
    LT = 0x10,
    GT,
    SLT,
    SGT,
    EQ,
    ISZERO,
    AND,
    OR,
    XOR,
    NOT,
    BYTE,
    SHL,
    SHR,
    SAR,
    KECCAK256 = 0x20,
    ADDRESS = 0x30,
    BALANCE,
    ORIGIN,
    CALLER,
    CALLVALUE,
    CALLDATALOAD,
    CALLDATASIZE,
    CALLDATACOPY,
    CODESIZE,
    CODECOPY,
    GASPRICE,
    EXTCODESIZE,
    EXTCODECOPY,
    RETURNDATASIZE,
    RETURNDATACOPY,
    EXTCODEHASH,
    BLOCKHASH = 0x40,
    COINBASE,
    TIMESTAMP,
    NUMBER,
    DIFFICULTY,
    GASLIMIT,
    CHAINID,
    SELFBALANCE,
    BASEFEE,
    POP = 0x50,
    MLOAD,
    MSTORE,
    MSTORE8,
    SLOAD,
    SSTORE,
    JUMP,
    JUMPI,
    PC,
    MSIZE,
    GAS,
    JUMPDEST,
    PUSH0 = 0x5f,
    PUSH1 = 0x60,
    PUSH32 = 0x7f,
    DUP1 = 0x80,
    DUP16 = 0x8f,
    SWAP1 = 0x90,
    SWAP16 = 0x9f,
    LOG0 = 0xa0,
    LOG1,
    LOG2,
    LOG3,
    LOG4,
    CREATE = 0xf0,
    CALL,
    CALLCODE,
    RETURN,
    DELEGATECALL,
    CREATE2,
    STATICCALL = 0xfa,
    REVERT = 0xfd,
    INVALID = 0xfe,
    SELFDESTRUCT = 0xff,
};

/// What an instruction always costs and what it does to the stack. For instructions that look at an account or a slot
/// the gas is that of the warm case (EIP-2929).
struct opcode_traits {
    bool defined = false;
    std::uint16_t gas = 0;
    std::uint8_t pops = 0;
    std::uint8_t pushes = 0;
    /// The instruction looks at the gas left, or hands it on, so it has to end its block.
    bool needs_exact_gas = false;
    /// Nothing after it in its block runs.
    bool ends = false;
};

namespace opcode_detail {

/// Opcodes from one to another.
struct range {
    unsigned first = 0;
    unsigned last = 0;

    constexpr range(unsigned one) : first(one), last(one) {}
    constexpr range(unsigned from, unsigned to) : first(from), last(to) {}
};

constexpr void set(std::array<opcode_traits, 256>& table, unsigned gas, unsigned pops, unsigned pushes,
                   std::initializer_list<range> which) {
    for (const range& some : which) {
        for (unsigned op = some.first; op <= some.last; ++op) {
            table[op] = {true,
                         static_cast<std::uint16_t>(gas),
                         static_cast<std::uint8_t>(pops),
                         static_cast<std::uint8_t>(pushes),
                         false,
                         false};
        }
    }
}

} // namespace opcode_detail

template <class Rules>
constexpr std::array<opcode_traits, 256> make_opcode_table() {
    using opcode_detail::set;
    std::array<opcode_traits, 256> t{};
    // Gas, operands, results.
    set(t, 0, 0, 0, {STOP});
    set(t, 1, 0, 0, {JUMPDEST});
    set(t, 2, 0, 1,
        {ADDRESS,
         {ORIGIN, CALLVALUE},
         CALLDATASIZE,
         CODESIZE,
         GASPRICE,
         RETURNDATASIZE,
         {COINBASE, CHAINID},
         {PC, GAS}});
    set(t, 2, 1, 0, {POP});
    set(t, 3, 0, 1, {{PUSH1, PUSH32}});
    set(t, 3, 1, 1, {ISZERO, NOT, CALLDATALOAD, MLOAD});
    set(t, 3, 2, 1, {ADD, SUB, {LT, EQ}, {AND, XOR}, {BYTE, SAR}});
    set(t, 3, 2, 0, {MSTORE, MSTORE8});
    set(t, 3, 3, 0, {CALLDATACOPY, CODECOPY, RETURNDATACOPY});
    set(t, 5, 0, 1, {SELFBALANCE});
    set(t, 5, 2, 1, {MUL, {DIV, SMOD}, SIGNEXTEND});
    set(t, 8, 3, 1, {ADDMOD, MULMOD});
    set(t, 8, 1, 0, {JUMP});
    set(t, 10, 2, 0, {JUMPI});
    set(t, 10, 2, 1, {EXP});
    set(t, 20, 1, 1, {BLOCKHASH});
    set(t, 30, 2, 1, {KECCAK256});
    set(t, 100, 1, 1, {BALANCE, EXTCODESIZE, EXTCODEHASH, SLOAD});
    set(t, 100, 4, 0, {EXTCODECOPY});
    set(t, 100, 6, 1, {DELEGATECALL, STATICCALL});
    set(t, 100, 7, 1, {CALL, CALLCODE});
    set(t, 0, 2, 0, {SSTORE, RETURN, REVERT});
    set(t, 5000, 1, 0, {SELFDESTRUCT});
    set(t, 32000, 3, 1, {CREATE});
    set(t, 32000, 4, 1, {CREATE2});
    if (Rules::has_base_fee) {
        set(t, 2, 0, 1, {BASEFEE});
    }
    if (Rules::has_push0) {
        set(t, 2, 0, 1, {PUSH0});
    }
    for (unsigned n = 1; n <= 16; ++n) {
        set(t, 3, n, n + 1, {DUP1 + n - 1});
        set(t, 3, n + 1, n + 1, {SWAP1 + n - 1});
    }
    for (unsigned n = 0; n <= 4; ++n) {
        set(t, 375 + 375 * n, 2 + n, 0, {LOG0 + n});
    }
    for (const unsigned op : {GAS, SSTORE, CREATE, CALL, CALLCODE, DELEGATECALL, CREATE2, STATICCALL}) {
        t[op].needs_exact_gas = true;
    }
    for (const unsigned op : {STOP, JUMP, RETURN, REVERT, INVALID, SELFDESTRUCT}) {
        t[op].ends = true;
    }
    return t;
}

template <class Rules>
inline constexpr std::array<opcode_traits, 256> opcode_table = make_opcode_table<Rules>();

/// The name that traces print.
constexpr std::string_view opcode_name(std::uint8_t op) {
    constexpr std::string_view names[] = {"STOP",
                                          "ADD",
                                          "MUL",
                                          "SUB",
                                          "DIV",
                                          "SDIV",
                                          "MOD",
                                          "SMOD",
                                          "ADDMOD",
                                          "MULMOD",
                                          "EXP",
                                          "SIGNEXTEND",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "LT",
                                          "GT",
                                          "SLT",
                                          "SGT",
                                          "EQ",
                                          "ISZERO",
                                          "AND",
                                          "OR",
                                          "XOR",
                                          "NOT",
                                          "BYTE",
                                          "SHL",
                                          "SHR",
                                          "SAR",
                                          "",
                                          "",
                                          "KECCAK256",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "ADDRESS",
                                          "BALANCE",
                                          "ORIGIN",
                                          "CALLER",
                                          "CALLVALUE",
                                          "CALLDATALOAD",
                                          "CALLDATASIZE",
                                          "CALLDATACOPY",
                                          "CODESIZE",
                                          "CODECOPY",
                                          "GASPRICE",
                                          "EXTCODESIZE",
                                          "EXTCODECOPY",
                                          "RETURNDATASIZE",
                                          "RETURNDATACOPY",
                                          "EXTCODEHASH",
                                          "BLOCKHASH",
                                          "COINBASE",
                                          "TIMESTAMP",
                                          "NUMBER",
                                          "DIFFICULTY",
                                          "GASLIMIT",
                                          "CHAINID",
                                          "SELFBALANCE",
                                          "BASEFEE",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "",
                                          "POP",
                                          "MLOAD",
                                          "MSTORE",
                                          "MSTORE8",
                                          "SLOAD",
                                          "SSTORE",
                                          "JUMP",
                                          "JUMPI",
                                          "PC",
                                          "MSIZE",
                                          "GAS",
                                          "JUMPDEST",
                                          "",
                                          "",
                                          "",
                                          "PUSH0",
                                          "PUSH1",
                                          "PUSH2",
                                          "PUSH3",
                                          "PUSH4",
                                          "PUSH5",
                                          "PUSH6",
                                          "PUSH7",
                                          "PUSH8",
                                          "PUSH9",
                                          "PUSH10",
                                          "PUSH11",
                                          "PUSH12",
                                          "PUSH13",
                                          "PUSH14",
                                          "PUSH15",
                                          "PUSH16",
                                          "PUSH17",
                                          "PUSH18",
                                          "PUSH19",
                                          "PUSH20",
                                          "PUSH21",
                                          "PUSH22",
                                          "PUSH23",
                                          "PUSH24",
                                          "PUSH25",
                                          "PUSH26",
                                          "PUSH27",
                                          "PUSH28",
                                          "PUSH29",
                                          "PUSH30",
                                          "PUSH31",
                                          "PUSH32",
                                          "DUP1",
                                          "DUP2",
                                          "DUP3",
                                          "DUP4",
                                          "DUP5",
                                          "DUP6",
                                          "DUP7",
                                          "DUP8",
                                          "DUP9",
                                          "DUP10",
                                          "DUP11",
                                          "DUP12",
                                          "DUP13",
                                          "DUP14",
                                          "DUP15",
                                          "DUP16",
                                          "SWAP1",
                                          "SWAP2",
                                          "SWAP3",
                                          "SWAP4",
                                          "SWAP5",
                                          "SWAP6",
                                          "SWAP7",
                                          "SWAP8",
                                          "SWAP9",
                                          "SWAP10",
                                          "SWAP11",
                                          "SWAP12",
                                          "SWAP13",
                                          "SWAP14",
                                          "SWAP15",
                                          "SWAP16",
                                          "LOG0",
                                          "LOG1",
                                          "LOG2",
                                          "LOG3",
                                          "LOG4"};
    if (op < std::size(names)) {
        return names[op];
    }
    switch (op) {
    case CREATE:
        return "CREATE";
    case CALL:
        return "CALL";
    case CALLCODE:
        return "CALLCODE";
    case RETURN:
        return "RETURN";
    case DELEGATECALL:
        return "DELEGATECALL";
    case CREATE2:
        return "CREATE2";
    case STATICCALL:
        return "STATICCALL";
    case REVERT:
        return "REVERT";
    case INVALID:
        return "INVALID";
    case SELFDESTRUCT:
        return "SELFDESTRUCT";
    default:
        return "";
    }
}
static_assert(opcode_name(PUSH32) == "PUSH32" && opcode_name(LOG4) == "LOG4" && opcode_name(JUMPDEST) == "JUMPDEST");

} // namespace zonogon::evm
