#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <zonogon/zkasm/line.hpp>

namespace zonogon::zkasm {

/// Stands for no field of a line.
inline constexpr std::size_t no_field = line_fields.size();

/// A register or counter that an assignment may read, and the field that makes it a target (none: read-only).
struct register_name {
    std::string_view name;
    /// Indices into line_fields, no_field where there is none.
    std::size_t source = no_field;
    std::size_t target = no_field;
    bool counter = false;
};

inline constexpr auto register_names = std::to_array<register_name>({
    {"A", field_index(&line::in_a), field_index(&line::set_a)},
    {"B", field_index(&line::in_b), field_index(&line::set_b)},
    {"C", field_index(&line::in_c), field_index(&line::set_c)},
    {"D", field_index(&line::in_d), field_index(&line::set_d)},
    {"E", field_index(&line::in_e), field_index(&line::set_e)},
    {"SR", field_index(&line::in_sr), field_index(&line::set_sr)},
    {"CTX", field_index(&line::in_ctx), field_index(&line::set_ctx)},
    {"SP", field_index(&line::in_sp), field_index(&line::set_sp)},
    {"PC", field_index(&line::in_pc), field_index(&line::set_pc)},
    {"GAS", field_index(&line::in_gas), field_index(&line::set_gas)},
    {"RR", field_index(&line::in_rr), field_index(&line::set_rr)},
    {"HASHPOS", field_index(&line::in_hashpos), field_index(&line::set_hashpos)},
    {"RCX", field_index(&line::in_rcx), field_index(&line::set_rcx)},
    {"ROTL_C", field_index(&line::in_rotl_c)},
    {"STEP", field_index(&line::in_step)},
    {"zkPC"}, // a constant: the step's own line
    {"CNT_ARITH", field_index(&line::in_cnt_arith), no_field, true},
    {"CNT_BINARY", field_index(&line::in_cnt_binary), no_field, true},
    {"CNT_KECCAK_F", field_index(&line::in_cnt_keccak_f), no_field, true},
    {"CNT_SHA256_F", field_index(&line::in_cnt_sha256_f), no_field, true},
    {"CNT_MEM_ALIGN", field_index(&line::in_cnt_mem_align), no_field, true},
    {"CNT_PADDING_PG", field_index(&line::in_cnt_padding_pg), no_field, true},
    {"CNT_POSEIDON_G", field_index(&line::in_cnt_poseidon_g), no_field, true},
});

/// By value: sanitizer builds of g++ cannot compare addresses of constants with null in constant evaluation.
constexpr std::optional<register_name> find_register(std::string_view name) noexcept {
    for (const register_name& r : register_names) {
        if (r.name == name) {
            return r;
        }
    }
    return std::nullopt;
}

/// A value for a field of a line.
struct field_value {
    std::size_t field = 0; ///< index into line_fields
    std::int64_t value = 0;
};

/// An operation without arguments: the fields it writes, zeros included (they make clashes visible).
struct plain_operation {
    std::string_view name;
    std::size_t count = 0;
    std::array<field_value, 5> fields{};
    bool needs_assignment = true;
};

namespace detail {
constexpr plain_operation binary_operation(std::string_view name, std::int64_t opcode) {
    return {name, 2, {{{field_index(&line::bin), 1}, {field_index(&line::bin_opcode), opcode}}}};
}
constexpr plain_operation arith_operation(std::string_view name, std::int64_t equation, bool same12) {
    return {name,
            4,
            {{{field_index(&line::arith), 1},
              {field_index(&line::arith_same12), same12 ? 1 : 0},
              {field_index(&line::arith_use_e), equation != 1 ? 1 : 0},
              {field_index(&line::arith_eq), equation}}}};
}
constexpr plain_operation align_operation(std::string_view name, bool rd, bool wr, bool wr8) {
    return {name,
            3,
            {{{field_index(&line::mem_align_rd), rd ? 1 : 0},
              {field_index(&line::mem_align_wr), wr ? 1 : 0},
              {field_index(&line::mem_align_wr8), wr8 ? 1 : 0}}}};
}
constexpr plain_operation flag_operation(std::string_view name, bool line::* flag) {
    return {name, 1, {{{field_index(flag), 1}}}};
}
} // namespace detail

inline constexpr auto plain_operations = std::to_array<plain_operation>({
    detail::flag_operation("ASSERT", &line::assertion),
    detail::flag_operation("SLOAD", &line::s_rd),
    detail::flag_operation("SSTORE", &line::s_wr),
    {"RETURN",
     5,
     {{{field_index(&line::jmp), 0},
       {field_index(&line::jmpc), 0},
       {field_index(&line::jmpn), 0},
       {field_index(&line::call), 0},
       {field_index(&line::ret), 1}}},
     false},
    detail::binary_operation("ADD", 0),
    detail::binary_operation("SUB", 1),
    detail::binary_operation("LT", 2),
    detail::binary_operation("SLT", 3),
    detail::binary_operation("EQ", 4),
    detail::binary_operation("AND", 5),
    detail::binary_operation("OR", 6),
    detail::binary_operation("XOR", 7),
    detail::binary_operation("LT4", 8),
    detail::arith_operation("ARITH", 1, false),
    detail::arith_operation("ARITH_ECADD_DIFFERENT", 2, false),
    detail::arith_operation("ARITH_ECADD_SAME", 3, true),
    detail::arith_operation("ARITH_BN254_MULFP2", 4, false),
    detail::arith_operation("ARITH_BN254_ADDFP2", 5, false),
    detail::arith_operation("ARITH_BN254_SUBFP2", 6, false),
    detail::arith_operation("ARITH_SECP256R1_ECADD_DIFFERENT", 7, false),
    detail::arith_operation("ARITH_SECP256R1_ECADD_SAME", 8, true),
    detail::align_operation("MEM_ALIGN_RD", true, false, false),
    detail::align_operation("MEM_ALIGN_WR", false, true, false),
    detail::align_operation("MEM_ALIGN_WR8", false, false, true),
});

struct hash_operation {
    std::string_view name;
    std::size_t field = no_field;
};

inline constexpr auto hash_operations = std::to_array<hash_operation>({
    {"HASHK", field_index(&line::hash_k)},
    {"HASHK1", field_index(&line::hash_k1)},
    {"HASHKLEN", field_index(&line::hash_k_len)},
    {"HASHKDIGEST", field_index(&line::hash_k_digest)},
    {"HASHP", field_index(&line::hash_p)},
    {"HASHP1", field_index(&line::hash_p1)},
    {"HASHPLEN", field_index(&line::hash_p_len)},
    {"HASHPDIGEST", field_index(&line::hash_p_digest)},
    {"HASHS", field_index(&line::hash_s)},
    {"HASHS1", field_index(&line::hash_s1)},
    {"HASHSLEN", field_index(&line::hash_s_len)},
    {"HASHSDIGEST", field_index(&line::hash_s_digest)},
});

inline constexpr auto other_reserved_words = std::to_array<std::string_view>(
    {"VAR", "GLOBAL", "CONST", "CONSTL", "INCLUDE", "SYS", "MEM", "STACK", "REPEAT", "MLOAD", "F_MLOAD", "MSTORE",
     "JMP", "JMPN", "JMPC", "JMPZ", "JMPNC", "JMPNZ", "CALL"});

/// The words that cannot name a label or variable.
constexpr bool is_reserved(std::string_view word) noexcept {
    // In the order that makes the usual answers quick.
    const bool upper_case = !word.empty() && word[0] >= 'A' && word[0] <= 'Z';
    if (!upper_case) {
        return word == "zkPC";
    }
    if (find_register(word).has_value()) {
        return true;
    }
    for (const plain_operation& o : plain_operations) {
        if (o.name == word) {
            return true;
        }
    }
    for (const hash_operation& o : hash_operations) {
        if (o.name == word) {
            return true;
        }
    }
    for (const std::string_view w : other_reserved_words) {
        if (w == word) {
            return true;
        }
    }
    return false;
}

} // namespace zonogon::zkasm
