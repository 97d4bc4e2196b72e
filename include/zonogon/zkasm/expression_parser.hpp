#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <zonogon/zkasm/expression.hpp>
#include <zonogon/zkasm/instruction_set.hpp>
#include <zonogon/zkasm/token_stream.hpp>

namespace zonogon::zkasm {

/// Parses the text of a tag or command into nodes appended to a pool (program::expressions).
///
/// Two levels of operators only: + and - bind loosest; all others are equal and go left to right, comparisons included.
/// a + b == c is a + (b == c). Names of variables of the program are resolved later by the assembler.
class expression_parser {
public:
    constexpr expression_parser(token_stream& tokens, std::vector<expression>& pool, std::uint32_t file) noexcept
        : tokens_(tokens), pool_(pool), file_(file) {}

    /// The root of the tree; for blank text a node of kind `nothing`.
    constexpr std::int32_t parse() {
        if (tokens_.current().kind == token_kind::end_of_text) {
            return add(expression_kind::nothing, tokens_.current());
        }
        const std::int32_t root = statement();
        if (tokens_.current().kind != token_kind::end_of_text) {
            tokens_.unexpected();
        }
        return root;
    }

private:
    static constexpr int max_depth = 100;

    constexpr std::int32_t add(expression_kind kind, const token& at, std::string_view name = {}) {
        expression e;
        e.kind = kind;
        e.name = name;
        e.at = at.at;
        e.file = file_;
        pool_.push_back(e);
        return static_cast<std::int32_t>(pool_.size() - 1);
    }
    constexpr void operand(std::int32_t parent, std::int32_t child) {
        pool_[static_cast<std::size_t>(parent)].operands.push_back(child);
    }

    /// [var] name = sum, var name, or a sum.
    constexpr std::int32_t statement() {
        if (++depth_ > max_depth) {
            tokens_.fail(tokens_.current().at, "expression is nested too deeply");
        }
        std::int32_t out = 0;
        if (tokens_.accept_word("var")) {
            const token name = tokens_.current();
            if (!is_variable(name)) {
                tokens_.unexpected();
            }
            tokens_.take();
            out = add(expression_kind::declaration, name, name.text);
        } else {
            out = sum();
        }
        const expression_kind kind = pool_[static_cast<std::size_t>(out)].kind;
        if (tokens_.current().is("=") && (kind == expression_kind::declaration || kind == expression_kind::variable)) {
            const token sign = tokens_.take();
            const std::int32_t value = statement();
            const std::int32_t node = add(expression_kind::assignment, sign);
            operand(node, out);
            operand(node, value);
            out = node;
        }
        --depth_;
        return out;
    }
    constexpr std::int32_t sum() {
        std::int32_t left = product();
        while (tokens_.current().is("+") || tokens_.current().is("-")) {
            left = binary(left, tokens_.take(), false);
        }
        return left;
    }
    constexpr std::int32_t product() {
        std::int32_t left = unary();
        for (;;) {
            const token t = tokens_.current();
            if (t.is("?")) {
                tokens_.take();
                const std::int32_t node = add(expression_kind::conditional, t);
                operand(node, left);
                operand(node, statement());
                tokens_.expect(":");
                operand(node, unary());
                left = node;
            } else if (is_tight(t)) {
                left = binary(left, tokens_.take(), true);
            } else {
                return left;
            }
        }
    }
    constexpr std::int32_t binary(std::int32_t left, const token& sign, bool tight) {
        const std::int32_t right = tight ? unary() : product();
        const std::int32_t node = add(expression_kind::binary, sign, sign.text);
        operand(node, left);
        operand(node, right);
        return node;
    }
    static constexpr bool is_tight(const token& t) noexcept {
        if (t.kind != token_kind::punctuation) {
            return false;
        }
        for (const std::string_view s :
             {"*", "/", "%", "&", "|", "^", "<<", ">>", "||", "&&", "**", "==", "!=", "<", "<=", ">", ">="}) {
            if (t.text == s) {
                return true;
            }
        }
        return false;
    }
    constexpr std::int32_t unary() {
        if (++depth_ > max_depth) {
            tokens_.fail(tokens_.current().at, "expression is nested too deeply");
        }
        const token t = tokens_.current();
        std::int32_t out = 0;
        if (t.is("+") || t.is("-") || t.is("~") || t.is("!")) {
            tokens_.take();
            const std::int32_t inner = unary();
            out = add(expression_kind::unary, t, t.text);
            operand(out, inner);
        } else {
            out = atom();
        }
        --depth_;
        return out;
    }
    static constexpr bool is_variable(const token& t) noexcept {
        return t.kind == token_kind::word && !find_register(t.text) && t.text != "var";
    }
    constexpr std::int32_t atom() {
        const token t = tokens_.current();
        if (t.kind == token_kind::number || t.kind == token_kind::long_number) {
            tokens_.take();
            const std::int32_t out = add(expression_kind::number, t);
            if (const auto value = big_int::parse(t.text)) {
                pool_[static_cast<std::size_t>(out)].value = *value;
            } else {
                tokens_.fail(t.at, "malformed number {}", t.text);
            }
            return out;
        }
        if (t.kind == token_kind::string) {
            tokens_.take();
            return add(expression_kind::text, t, t.text);
        }
        if (tokens_.accept("(")) {
            const std::int32_t out = statement();
            tokens_.expect(")");
            return out;
        }
        if (t.kind != token_kind::word || t.text == "var") {
            tokens_.unexpected();
            return add(expression_kind::nothing, t);
        }
        tokens_.take();
        if (tokens_.accept(".")) {
            return member(t);
        }
        if (tokens_.accept("(")) {
            return call(t);
        }
        return add(find_register(t.text).has_value() ? expression_kind::reg : expression_kind::variable, t, t.text);
    }
    constexpr std::int32_t call(const token& name) {
        const std::int32_t out = add(expression_kind::call, name, name.text);
        if (!tokens_.accept(")")) {
            do {
                const std::int32_t argument = statement();
                operand(out, argument);
            } while (tokens_.accept(","));
            tokens_.expect(")");
        }
        return out;
    }
    constexpr std::int32_t member(const token& module) {
        const bool is_memory = module.text == "mem";
        const bool is_address = module.text == "addr";
        if (!is_memory && !is_address && module.text != "const") {
            tokens_.fail(module.at, "unknown module {} (only mem, addr and const)", module.text);
        }
        const token name = tokens_.current();
        if (name.kind != token_kind::word) {
            tokens_.unexpected();
        }
        tokens_.take();
        const std::int32_t out = add(is_memory    ? expression_kind::memory
                                     : is_address ? expression_kind::address
                                                  : expression_kind::constant,
                                     name, name.text);
        if ((is_memory || is_address) && tokens_.accept("[")) {
            const std::int32_t index = statement();
            operand(out, index);
            tokens_.expect("]");
        }
        return out;
    }

    token_stream& tokens_;
    std::vector<expression>& pool_;
    std::uint32_t file_;
    int depth_ = 0;
};

} // namespace zonogon::zkasm
