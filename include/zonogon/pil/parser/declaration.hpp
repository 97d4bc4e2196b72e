#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/pil/folded_number.hpp>
#include <zonogon/pil/lexer.hpp>
#include <zonogon/pil/options.hpp>
#include <zonogon/pil/unresolved.hpp>

namespace zonogon::pil {

/// Recursive descent over the grammar of PIL v1. One object reads one program; the first error stops it.
///
/// Loader: (requested path, path of the including file) -> result<source>.
template <class Loader>
class parser {
public:
    constexpr parser(const compile_options& options, Loader loader) : options_(options), load_(std::move(loader)) {}

    /// Reads the root text and all that it includes; the outcome is in output() unless failure().raised.
    constexpr void run(std::string_view path, std::string_view text) {
        for (const auto& [name, value] : options_.defines) {
            set_constant(name, {value});
        }
        enter_namespace("Global");
        file_text(path, text);
    }
    constexpr const diagnostic& failure() const { return failure_; }
    constexpr unresolved_program& output() { return out_; }

private:
    static constexpr std::size_t max_nesting = 256;
    static constexpr std::size_t max_include_depth = 64;
    static constexpr std::uint64_t max_columns = 1U << 20;
    /// The largest domain of the field.
    static constexpr std::uint64_t max_rows = std::uint64_t{1} << element::two_adicity;

    constexpr bool failed() const { return failure_.raised; }
    constexpr void fail(position where, text message) {
        if (!failure_.raised) {
            failure_ = {where, std::move(message), true};
        }
    }

    // Tokens.
    constexpr void step() { now_ = lexer_->next(); }
    constexpr bool at(token_kind kind) const { return now_.kind == kind; }
    constexpr bool accept(token_kind kind) {
        if (!at(kind)) {
            return false;
        }
        step();
        return true;
    }
    constexpr void expect(token_kind kind, std::string_view what) {
        if (!accept(kind)) {
            unexpected(what);
        }
    }
    constexpr void unexpected(std::string_view wanted) {
        text message = "expected " + text(wanted) + ", found ";
        message += at(token_kind::end) ? text("the end of the text") : "'" + text(now_.text) + "'";
        fail(now_.where, std::move(message));
    }
    constexpr text take_identifier(std::string_view what) {
        if (!at(token_kind::identifier)) {
            unexpected(what);
            return {};
        }
        text name(now_.text);
        step();
        return name;
    }

    // Files.
    constexpr void file_text(std::string_view path, std::string_view text);
    constexpr void include();

    // Statements.
    constexpr void statement();
    constexpr void namespace_statement();
    constexpr void enter_namespace(std::string_view name);
    constexpr void constant_definition();
    constexpr void set_constant(std::string_view name, folded_number value);
    constexpr void polynomial();
    constexpr void declarations(column_kind kind);
    constexpr void declare(const text& name, column_kind kind, std::uint64_t length, bool is_array, position where);
    constexpr std::uint32_t allocate(std::uint32_t& count, std::vector<std::uint32_t>& name_spaces,
                                     std::vector<std::uint32_t>& owners, std::uint32_t owner, std::uint64_t length,
                                     position where);
    constexpr void public_statement();

    constexpr bool check_index(const column& c, const text& full, const reference& use);
    constexpr void relation_statement();
    constexpr side tuple_side();

    // Expressions: each level returns the index of its root node.
    constexpr std::uint32_t size() const { return static_cast<std::uint32_t>(out_.result.nodes.size()); }
    constexpr std::uint32_t push(node n) {
        out_.result.nodes.push_back(n);
        return size() - 1;
    }
    constexpr std::uint32_t push_number(folded_number n) {
        out_.result.numbers.push_back(n.value);
        exact_.push_back(n.exact ? 1 : 0);
        return push({node_kind::number, false, static_cast<std::uint32_t>(out_.result.numbers.size() - 1), 0, 0});
    }
    constexpr bool is_number(std::uint32_t n) const { return out_.result.nodes[n].kind == node_kind::number; }
    constexpr folded_number number_at(std::uint32_t n) const {
        const std::uint32_t i = out_.result.nodes[n].index;
        return {out_.result.numbers[i], exact_[i] != 0};
    }
    constexpr void drop_from(std::uint32_t first) { out_.result.nodes.resize(first, node{}); }

    constexpr expression whole_expression();
    constexpr folded_number folded(std::string_view what);
    constexpr std::uint64_t folded_count(std::string_view what, std::uint64_t least, std::uint64_t most);
    constexpr std::uint32_t binary(node_kind kind, std::uint32_t left, std::uint32_t right);
    constexpr std::uint32_t sum(std::size_t depth);
    constexpr std::uint32_t product(std::size_t depth);
    constexpr std::uint32_t power(std::size_t depth);
    constexpr std::uint32_t unary(std::size_t depth);
    constexpr std::uint32_t primary(std::size_t depth);
    constexpr std::uint32_t push_reference(reference use, bool next);
    constexpr reference column_reference();
    static constexpr folded_number literal(std::string_view text);

    const compile_options& options_;
    Loader load_;
    unresolved_program out_;
    diagnostic failure_;
    name_table constants_;
    std::vector<folded_number> constant_values_;
    /// Whether each of the program's numbers is what the text says over the integers, 0 or 1.
    std::vector<std::uint8_t> exact_;
    /// 0 or 1 each; std::vector<bool> does not work in constant evaluation everywhere.
    std::vector<std::uint8_t> skipped_namespace_;
    lexer* lexer_ = nullptr;
    token now_;
    std::uint32_t name_space_ = 0;
    std::size_t include_depth_ = 0;
    bool braces_ = false;
};

} // namespace zonogon::pil
