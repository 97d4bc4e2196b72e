#pragma once

#include <array>
#include <cstdint>
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

constexpr void set(std::array<opcode_traits, 256>& table, unsigned first, unsigned last, std::uint16_t gas,
                   unsigned pops, unsigned pushes) {
    for (unsigned op = first; op <= last; ++op) {
        table[op] = {true, gas, static_cast<std::uint8_t>(pops), static_cast<std::uint8_t>(pushes), false, false};
    }
}

} // namespace opcode_detail

template <class Rules>
constexpr std::array<opcode_traits, 256> make_opcode_table() {
    std::array<opcode_traits, 256> t{};
    const auto set = [&t](unsigned first, unsigned last, std::uint16_t gas, unsigned pops, unsigned pushes) {
        opcode_detail::set(t, first, last, gas, pops, pushes);
    };
    set(STOP, STOP, 0, 0, 0);
    set(ADD, ADD, 3, 2, 1);
    set(MUL, MUL, 5, 2, 1);
    set(SUB, SUB, 3, 2, 1);
    set(DIV, SMOD, 5, 2, 1);
    set(ADDMOD, MULMOD, 8, 3, 1);
    set(EXP, EXP, 10, 2, 1);
    set(SIGNEXTEND, SIGNEXTEND, 5, 2, 1);
    set(LT, EQ, 3, 2, 1);
    set(ISZERO, ISZERO, 3, 1, 1);
    set(AND, XOR, 3, 2, 1);
    set(NOT, NOT, 3, 1, 1);
    set(BYTE, SAR, 3, 2, 1);
    set(KECCAK256, KECCAK256, 30, 2, 1);
    set(ADDRESS, ADDRESS, 2, 0, 1);
    set(BALANCE, BALANCE, 100, 1, 1);
    set(ORIGIN, CALLVALUE, 2, 0, 1);
    set(CALLDATALOAD, CALLDATALOAD, 3, 1, 1);
    set(CALLDATASIZE, CALLDATASIZE, 2, 0, 1);
    set(CALLDATACOPY, CALLDATACOPY, 3, 3, 0);
    set(CODESIZE, CODESIZE, 2, 0, 1);
    set(CODECOPY, CODECOPY, 3, 3, 0);
    set(GASPRICE, GASPRICE, 2, 0, 1);
    set(EXTCODESIZE, EXTCODESIZE, 100, 1, 1);
    set(EXTCODECOPY, EXTCODECOPY, 100, 4, 0);
    set(RETURNDATASIZE, RETURNDATASIZE, 2, 0, 1);
    set(RETURNDATACOPY, RETURNDATACOPY, 3, 3, 0);
    set(EXTCODEHASH, EXTCODEHASH, 100, 1, 1);
    set(BLOCKHASH, BLOCKHASH, 20, 1, 1);
    set(COINBASE, CHAINID, 2, 0, 1);
    set(SELFBALANCE, SELFBALANCE, 5, 0, 1);
    if (Rules::has_base_fee) {
        set(BASEFEE, BASEFEE, 2, 0, 1);
    }
    set(POP, POP, 2, 1, 0);
    set(MLOAD, MLOAD, 3, 1, 1);
    set(MSTORE, MSTORE8, 3, 2, 0);
    set(SLOAD, SLOAD, 100, 1, 1);
    set(SSTORE, SSTORE, 0, 2, 0);
    set(JUMP, JUMP, 8, 1, 0);
    set(JUMPI, JUMPI, 10, 2, 0);
    set(PC, GAS, 2, 0, 1);
    set(JUMPDEST, JUMPDEST, 1, 0, 0);
    if (Rules::has_push0) {
        set(PUSH0, PUSH0, 2, 0, 1);
    }
    set(PUSH1, PUSH32, 3, 0, 1);
    for (unsigned n = 1; n <= 16; ++n) {
        set(DUP1 + n - 1, DUP1 + n - 1, 3, n, n + 1);
        set(SWAP1 + n - 1, SWAP1 + n - 1, 3, n + 1, n + 1);
    }
    for (unsigned n = 0; n <= 4; ++n) {
        set(LOG0 + n, LOG0 + n, static_cast<std::uint16_t>(375 + 375 * n), 2 + n, 0);
    }
    set(CREATE, CREATE, 32000, 3, 1);
    set(CALL, CALLCODE, 100, 7, 1);
    set(RETURN, RETURN, 0, 2, 0);
    set(DELEGATECALL, DELEGATECALL, 100, 6, 1);
    set(CREATE2, CREATE2, 32000, 4, 1);
    set(STATICCALL, STATICCALL, 100, 6, 1);
    set(REVERT, REVERT, 0, 2, 0);
    set(SELFDESTRUCT, SELFDESTRUCT, 5000, 1, 0);
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
