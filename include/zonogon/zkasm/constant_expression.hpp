#pragma once

#include <string_view>
#include <vector>

#include <zonogon/zkasm/big_int.hpp>
#include <zonogon/zkasm/binary_operation.hpp>
#include <zonogon/zkasm/name_table.hpp>
#include <zonogon/zkasm/program.hpp>
#include <zonogon/zkasm/token_stream.hpp>

namespace zonogon::zkasm {

/// The constants known so far.
struct constant_scope {
    std::vector<program::constant> list;
    name_table names;

    constexpr const program::constant* find(std::string_view name) const noexcept {
        const std::uint32_t i = names.find(name);
        return i == name_table::absent ? nullptr : &list[i];
    }
    constexpr void add(const program::constant& c) {
        names.insert(c.name, static_cast<std::uint32_t>(list.size()));
        list.push_back(c);
    }
};

/// The expression after `CONST %X =`: C-like, over numbers and constants, without bounds.
///
/// Lowest first: ?: (to the right), ??, ||, &&, |, ^, &, == !=, < <= > >=, << >>, + -, then * ** % / which are all
/// equal and go left to right, then !. A minus sign in front takes a whole chain of * ** % / as its operand, so that
/// -2**2 is -4. Every branch is evaluated; only the selected one must be defined and meaningful is not a rule of the
/// language.
class constant_parser {
public:
    constexpr constant_parser(token_stream& tokens, const constant_scope& scope) noexcept
        : tokens_(tokens), scope_(scope) {}

    constexpr big_int parse() { return conditional().value; }

private:
    /// `defined` is false for the name of a constant nobody defined, which only ?? may use.
    struct operand {
        big_int value;
        bool defined = true;
        std::string_view name;
        position at;
    };
    static constexpr int max_depth = 200;

    constexpr operand conditional() {
        if (++depth_ > max_depth) {
            tokens_.fail(tokens_.current().at, "expression is nested too deeply");
        }
        operand out = coalesce();
        if (tokens_.accept("?")) {
            require(out);
            operand yes = conditional();
            tokens_.expect(":");
            operand no = conditional();
            out = out.value.is_zero() ? no : yes;
        }
        require(out);
        --depth_;
        return out;
    }
    constexpr operand coalesce() {
        operand out = chain(0);
        while (tokens_.accept("??")) {
            const operand other = chain(0);
            if (!out.defined) {
                out = other;
            }
        }
        return out;
    }

    static constexpr int multiplicative = 9;
    static constexpr int level_of(const token& t) noexcept {
        constexpr std::string_view levels[] = {"||",    "&&",        "|",     "^",   "&",
                                               "== !=", "< <= > >=", "<< >>", "+ -", "* ** % /"};
        if (t.kind == token_kind::punctuation) {
            for (int level = 0; level <= multiplicative; ++level) {
                std::string_view rest = levels[level];
                while (!rest.empty()) {
                    const std::size_t end = std::min(rest.find(' '), rest.size());
                    if (rest.substr(0, end) == t.text) {
                        return level;
                    }
                    rest.remove_prefix(std::min(end + 1, rest.size()));
                }
            }
        }
        return -1;
    }
    /// Left-associative operators of the given level and all that bind tighter.
    constexpr operand chain(int lowest) {
        operand left = unary();
        for (;;) {
            const int level = level_of(tokens_.current());
            if (level < lowest || level < 0) {
                return left;
            }
            const token sign = tokens_.take();
            const operand right = chain(level + 1);
            require(left);
            require(right);
            left.value = apply(sign, left.value, right.value);
        }
    }
    constexpr operand unary() {
        if (++depth_ > max_depth) {
            tokens_.fail(tokens_.current().at, "expression is nested too deeply");
        }
        operand out;
        if (tokens_.accept("-")) {
            out = chain(multiplicative);
            require(out);
            out.value = -out.value;
        } else if (tokens_.accept("!")) {
            out = unary();
            require(out);
            out.value = big_int{out.value.is_zero() ? 1 : 0};
        } else {
            out = atom();
        }
        --depth_;
        return out;
    }
    constexpr operand atom() {
        operand out;
        out.at = tokens_.current().at;
        switch (tokens_.current().kind) {
        case token_kind::number:
        case token_kind::long_number: {
            const token t = tokens_.take();
            const auto value = big_int::parse(t.text);
            if (!value) {
                tokens_.fail(t.at, "malformed number {}", t.text);
            } else {
                out.value = *value;
            }
            break;
        }
        case token_kind::constant: {
            out.name = tokens_.take().text;
            const program::constant* known = scope_.find(out.name);
            out.defined = known != nullptr;
            if (out.defined) {
                out.value = known->value;
            }
            break;
        }
        default:
            if (tokens_.accept("(")) {
                out = conditional();
                tokens_.expect(")");
            } else {
                tokens_.unexpected();
            }
        }
        return out;
    }
    constexpr void require(const operand& o) noexcept {
        if (!o.defined) {
            tokens_.fail(o.at, "constant %{} is not defined", o.name);
        }
    }
    constexpr big_int apply(const token& sign, const big_int& a, const big_int& b) {
        const operation_outcome outcome = apply_operation(sign.text, a, b);
        if (!outcome.value) {
            tokens_.fail(sign.at, outcome.fault, sign.text);
            return {};
        }
        return *outcome.value;
    }

    token_stream& tokens_;
    const constant_scope& scope_;
    int depth_ = 0;
};

} // namespace zonogon::zkasm
