#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <zonogon/zkasm/big_int.hpp>
#include <zonogon/zkasm/fixup.hpp>
#include <zonogon/zkasm/instruction_set.hpp>
#include <zonogon/zkasm/token_stream.hpp>

namespace zonogon::zkasm {

/// Reads the operations after the colon of a step into the line's fields.
///
/// No two operations of a step may write the same field, zeros included: that is how the language refuses MLOAD beside
/// MSTORE, or MSTORE(v) beside JMP(E), which would share the offset.
class operation_parser {
public:
    constexpr operation_parser(token_stream& tokens, line& l, std::uint32_t number, std::vector<fixup>& fixups) noexcept
        : tokens_(tokens), line_(l), number_(number), fixups_(fixups) {}

    /// One or more operations separated by commas; false when one of them demands an assignment.
    constexpr bool parse() {
        bool free_standing = true;
        do {
            free_standing = operation() && free_standing;
        } while (tokens_.accept(","));
        return free_standing;
    }

private:
    constexpr void set(std::size_t field, std::int64_t value) noexcept {
        std::uint64_t& mask = field < 64 ? line_.written_low : line_.written_high;
        const std::uint64_t bit = std::uint64_t{1} << (field % 64);
        if ((mask & bit) != 0) {
            return tokens_.fail(at_, "field {} is already set by another operation of the step",
                                line_fields[field].name);
        }
        mask |= bit;
        line_fields[field].set(line_, value);
    }
    template <auto Member>
    constexpr void set(std::int64_t value) noexcept {
        constexpr std::size_t field = field_index(Member);
        set(field, value);
    }

    /// Whether the operation may stand without an assignment.
    constexpr bool operation() {
        const token name = tokens_.current();
        at_ = name.at;
        if (name.kind != token_kind::word) {
            tokens_.unexpected();
            return true;
        }
        tokens_.take();
        for (const plain_operation& o : plain_operations) {
            if (o.name == name.text) {
                for (std::size_t i = 0; i < o.count; ++i) {
                    set(o.fields[i].field, o.fields[i].value);
                }
                return !o.needs_assignment;
            }
        }
        for (const hash_operation& o : hash_operations) {
            if (o.name == name.text) {
                hash_id();
                set(o.field, 1);
                return false;
            }
        }
        if (name.text == "MLOAD" || name.text == "MSTORE" || name.text == "F_MLOAD") {
            tokens_.expect("(");
            address();
            tokens_.expect(")");
            set<&line::m_op>(1);
            set<&line::m_wr>(name.text == "MSTORE" ? 1 : 0);
            set<&line::assume_free>(name.text == "F_MLOAD" ? 1 : 0);
            return false;
        }
        return control(name);
    }
    constexpr bool control(const token& name) {
        if (name.text == "JMP") {
            set<&line::jmp>(1);
            tokens_.expect("(");
            target();
            tokens_.expect(")");
            return true;
        }
        if (name.text == "CALL") {
            call();
            return true;
        }
        if (name.text == "REPEAT") {
            tokens_.expect("(");
            if (!tokens_.accept_word("RCX")) {
                tokens_.unexpected();
            }
            tokens_.expect(")");
            set<&line::repeat>(1);
            return true;
        }
        if (name.text == "JMPN" || name.text == "JMPC" || name.text == "JMPZ") {
            condition(name.text[3]);
            tokens_.expect("(");
            target();
            set<&line::use_else_addr>(1);
            label(fixup::kind::otherwise, tokens_.accept(",") ? identifier() : next(name));
            tokens_.expect(")");
            return false;
        }
        if (name.text == "JMPNC" || name.text == "JMPNZ") {
            condition(name.text[4]);
            set<&line::use_jmp_addr>(1);
            set<&line::use_else_addr>(1);
            tokens_.expect("(");
            const token taken = identifier();
            label(fixup::kind::jump, tokens_.accept(",") ? identifier() : next(name));
            label(fixup::kind::otherwise, taken);
            tokens_.expect(")");
            return false;
        }
        tokens_.fail(name.at, "{} is not an operation", name.text);
        return true;
    }

    /// The bit of a conditional jump, by its letter.
    constexpr void condition(char letter) noexcept {
        if (letter == 'N') {
            set<&line::jmpn>(1);
        } else if (letter == 'C') {
            set<&line::jmpc>(1);
        } else {
            set<&line::jmpz>(1);
        }
    }
    constexpr token identifier() noexcept {
        if (tokens_.current().kind != token_kind::word || is_reserved(tokens_.current().text)) {
            tokens_.unexpected();
        }
        return tokens_.take();
    }
    /// The implied target: the following line.
    static constexpr token next(const token& operation) noexcept {
        token out = operation;
        out.text = "next";
        return out;
    }
    constexpr void label(fixup::kind what, const token& name) {
        if (what == fixup::kind::offset_label) {
            line_.offset_label = name.text;
        } else {
            if (what == fixup::kind::jump) {
                set<&line::jmp_addr>(0);
            } else {
                set<&line::else_addr>(0);
            }
            (what == fixup::kind::jump ? line_.jmp_label : line_.else_label) = name.text;
        }
        fixups_.push_back({what, number_, name.text, 0, false, line_.file, name.at});
    }

    /// E or RR into ind or indRR; false when neither stands there.
    constexpr bool index_register() noexcept {
        const bool e = tokens_.current().is_word("E");
        if (!e && !tokens_.current().is_word("RR")) {
            return false;
        }
        tokens_.take();
        set<&line::ind>(e);
        set<&line::ind_rr>(!e);
        return true;
    }
    constexpr void need_index_register() noexcept {
        if (!index_register()) {
            tokens_.unexpected();
        }
    }
    constexpr std::int64_t number() noexcept {
        const token t = tokens_.current();
        if (t.kind != token_kind::number) {
            tokens_.unexpected();
            return 0;
        }
        tokens_.take();
        const auto value = big_int::parse(t.text);
        if (!value || value->bit_width() > 32) {
            tokens_.fail(t.at, "number {} is too large here", t.text);
            return 0;
        }
        return static_cast<std::int64_t>(value->low64());
    }
    /// [+ number] or, where allowed, [- number].
    constexpr std::int64_t displacement(bool minus_allowed) noexcept {
        if (tokens_.accept("+")) {
            return number();
        }
        if (minus_allowed && tokens_.accept("-")) {
            return -number();
        }
        return 0;
    }

    constexpr void hash_id() noexcept {
        tokens_.expect("(");
        if (index_register()) {
            set<&line::offset>(displacement(false));
        } else {
            set<&line::ind>(0);
            set<&line::ind_rr>(0);
            set<&line::offset>(number());
        }
        tokens_.expect(")");
    }
    /// The target of a jump: a label, a register, or @label + register.
    constexpr void target() {
        if (tokens_.current().kind == token_kind::reference) {
            const token name = tokens_.take();
            tokens_.expect("+");
            set<&line::use_jmp_addr>(0);
            need_index_register();
            set<&line::offset>(0);
            label(fixup::kind::offset_label, name);
        } else if (tokens_.current().is_word("E") || tokens_.current().is_word("RR")) {
            set<&line::use_jmp_addr>(0);
            need_index_register();
            set<&line::offset>(0);
        } else {
            set<&line::use_jmp_addr>(1);
            label(fixup::kind::jump, identifier());
        }
    }
    constexpr void call() {
        set<&line::jmp>(0);
        set<&line::jmpc>(0);
        set<&line::jmpn>(0);
        tokens_.expect("(");
        if (tokens_.current().kind == token_kind::reference) {
            const token name = tokens_.take();
            tokens_.expect("+");
            need_index_register();
            set<&line::offset>(0);
            label(fixup::kind::offset_label, name);
            set<&line::ret>(0);
        } else {
            set<&line::use_jmp_addr>(1);
            label(fixup::kind::jump, identifier());
        }
        tokens_.expect(")");
        set<&line::call>(1);
    }

    constexpr void address() {
        const token t = tokens_.current();
        if (t.is_word("SP")) {
            tokens_.take();
            stack_pointer();
        } else if (t.is_word("SYS") || t.is_word("MEM") || t.is_word("STACK")) {
            tokens_.take();
            tokens_.expect(":");
            set<&line::is_stack>(t.text == "STACK");
            need_index_register();
            set<&line::inc_stack>(0);
            set<&line::offset>(displacement(true));
            if (t.text != "STACK") {
                set<&line::is_mem>(t.text == "MEM");
            }
            if (t.text != "SYS") {
                set<&line::use_ctx>(1);
            }
        } else {
            variable();
        }
    }
    constexpr void stack_pointer() noexcept {
        set<&line::is_stack>(1);
        set<&line::is_mem>(0);
        set<&line::ind>(0);
        set<&line::ind_rr>(0);
        set<&line::use_ctx>(1);
        std::int64_t step = 0;
        if (tokens_.accept("++")) {
            step = 1;
        } else if (tokens_.accept("--")) {
            step = -1;
        }
        set<&line::inc_stack>(step);
        set<&line::offset>(step == 0 ? displacement(true) : 0);
    }
    constexpr void variable() {
        const token name = identifier();
        fixup f{fixup::kind::variable, number_, name.text, 0, false, line_.file, name.at};
        set<&line::offset>(0);
        set<&line::use_ctx>(0);
        line_.offset_label = name.text;
        if (tokens_.accept("+")) {
            f.indexed = index_register();
            if (!f.indexed) {
                f.extra = number();
            }
        } else if (tokens_.accept("[")) {
            if (tokens_.current().is_word("E")) {
                f.indexed = index_register();
                f.extra = displacement(true);
            } else {
                f.extra = number();
            }
            tokens_.expect("]");
        }
        fixups_.push_back(f);
    }

    token_stream& tokens_;
    line& line_;
    std::uint32_t number_;
    std::vector<fixup>& fixups_;
    position at_;
};

} // namespace zonogon::zkasm
