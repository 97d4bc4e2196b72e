#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
            set_constant(name, value);
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
    constexpr void file_text(std::string_view path, std::string_view text) {
        const auto file = static_cast<std::uint32_t>(out_.result.files.size());
        out_.result.files.emplace_back(path);
        lexer local(text, file);
        lexer* const outer = std::exchange(lexer_, &local);
        const token outer_token = now_;
        step();
        statement();
        while (!failed() && accept(token_kind::semicolon) && !at(token_kind::end)) {
            statement();
        }
        if (!failed() && !at(token_kind::end)) {
            unexpected("';' or the end of the text");
        }
        lexer_ = outer;
        now_ = outer_token;
    }
    constexpr void include() {
        step();
        if (!at(token_kind::string)) {
            unexpected("a quoted file name");
            return;
        }
        const token name = now_;
        step();
        const text from = out_.result.files[name.where.file];
        auto found = load_(name.text, from);
        if (!found) {
            fail(name.where, found.why().message);
            return;
        }
        if (std::ranges::find(out_.result.files, text(found->path)) != out_.result.files.end()) {
            return;
        }
        if (++include_depth_ > max_include_depth) {
            fail(name.where, "includes are nested too deeply");
            return;
        }
        const std::uint32_t outer = name_space_;
        enter_namespace("Global");
        file_text(found->path, found->text);
        name_space_ = outer;
        --include_depth_;
    }

    // Statements.
    constexpr void statement() {
        switch (now_.kind) {
        case token_kind::keyword_include:
            return include();
        case token_kind::keyword_namespace:
            return namespace_statement();
        case token_kind::keyword_constant:
            return constant_definition();
        case token_kind::keyword_pol:
            return polynomial();
        case token_kind::keyword_public:
            return public_statement();
        default:
            return relation_statement();
        }
    }
    constexpr void namespace_statement() {
        step();
        const text name = take_identifier("the name of a namespace");
        expect(token_kind::left_parenthesis, "'('");
        const position where = now_.where;
        const std::uint64_t rows = folded("the number of rows");
        expect(token_kind::right_parenthesis, "')'");
        if (failed()) {
            return;
        }
        if (rows == 0) {
            fail(where, "a namespace of no rows");
            return;
        }
        enter_namespace(name);
        out_.result.namespaces[name_space_].rows = rows;
    }
    constexpr void enter_namespace(std::string_view name) {
        auto& all = out_.result.namespaces;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].name == name) {
                name_space_ = static_cast<std::uint32_t>(i);
                return;
            }
        }
        all.push_back({text(name), 0});
        const auto& keep = options_.namespaces;
        skipped_namespace_.push_back(!keep.empty() && std::ranges::find(keep, text(name)) == keep.end() ? 1 : 0);
        name_space_ = static_cast<std::uint32_t>(all.size() - 1);
    }
    constexpr void constant_definition() {
        step();
        if (!at(token_kind::constant_name)) {
            unexpected("a %name");
            return;
        }
        const token name = now_;
        step();
        expect(token_kind::equals, "'='");
        const element value{folded("the value of %" + text(name.text))};
        if (failed()) {
            return;
        }
        const auto predefined = std::ranges::any_of(
            options_.defines, [&](const auto& define) { return std::string_view(define.first) == name.text; });
        if (predefined) {
            out_.notices.push_back({name.where, "%" + text(name.text) + " keeps its predefined value", false});
        } else if (constants_.find(name.text) != name_table::absent) {
            fail(name.where, "%" + text(name.text) + " is defined already");
        } else {
            set_constant(name.text, value);
        }
    }
    constexpr void set_constant(std::string_view name, element value) {
        const std::uint32_t known = constants_.find(name);
        if (known != name_table::absent) {
            constant_values_[known] = value;
            return;
        }
        constants_.add(name, static_cast<std::uint32_t>(constant_values_.size()));
        constant_values_.push_back(value);
    }
    constexpr void polynomial() {
        step();
        if (accept(token_kind::keyword_commit)) {
            declarations(column_kind::committed);
        } else if (accept(token_kind::keyword_constant)) {
            declarations(column_kind::fixed);
        } else {
            const position where = now_.where;
            const text name = take_identifier("'commit', 'constant' or a name");
            expect(token_kind::equals, "'='");
            const expression value = whole_expression();
            declare(name, column_kind::intermediate, 1, false, where);
            if (!failed() && out_.skipped.back() == 0) {
                out_.result.intermediates.push_back(value);
            }
        }
    }
    constexpr void declarations(column_kind kind) {
        do {
            const position where = now_.where;
            const text name = take_identifier("the name of a column");
            std::uint64_t length = 1;
            const bool is_array = accept(token_kind::left_bracket);
            if (is_array) {
                length = folded("the length of the array");
                expect(token_kind::right_bracket, "']'");
            }
            if (!failed() && (length == 0 || length > max_columns)) {
                fail(where, "array " + name + " has an absurd length");
            }
            declare(name, kind, length, is_array, where);
        } while (!failed() && accept(token_kind::comma));
    }
    constexpr void declare(const text& name, column_kind kind, std::uint64_t length, bool is_array, position where) {
        if (failed()) {
            return;
        }
        program& p = out_.result;
        const text full = qualified(p.namespaces[name_space_].name, name);
        if (out_.columns.find(full) != name_table::absent) {
            fail(where, full + " is declared already");
            return;
        }
        const auto index = static_cast<std::uint32_t>(p.columns.size());
        const bool skip = skipped_namespace_[name_space_] != 0;
        out_.columns.add(full, index);
        out_.skipped.push_back(skip ? 1 : 0);
        column c{name_space_, name, kind, 0, static_cast<std::uint32_t>(length), is_array, where};
        if (!skip && kind == column_kind::committed) {
            c.id = allocate(p.committed_count, p.committed_namespace, p.committed_column, index, length, where);
        } else if (!skip && kind == column_kind::fixed) {
            c.id = allocate(p.fixed_count, p.fixed_namespace, p.fixed_column, index, length, where);
        } else if (!skip) {
            c.id = static_cast<std::uint32_t>(p.intermediates.size());
            p.intermediate_column.push_back(index);
        }
        p.columns.push_back(c);
    }
    constexpr std::uint32_t allocate(std::uint32_t& count, std::vector<std::uint32_t>& name_spaces,
                                     std::vector<std::uint32_t>& owners, std::uint32_t owner, std::uint64_t length,
                                     position where) {
        if (count + length > max_columns) {
            fail(where, "too many columns");
            return 0;
        }
        const std::uint32_t first = count;
        count += static_cast<std::uint32_t>(length);
        name_spaces.resize(count, name_space_);
        owners.resize(count, owner);
        return first;
    }
    constexpr void public_statement() {
        step();
        const position where = now_.where;
        const text name = take_identifier("the name of the public value");
        expect(token_kind::equals, "'='");
        reference column = column_reference();
        if (!failed() && at(token_kind::prime)) {
            fail(now_.where, "a public value names a row: no prime here");
        }
        expect(token_kind::left_parenthesis, "'('");
        const std::uint64_t row = folded("the row of the public value");
        expect(token_kind::right_parenthesis, "')'");
        if (failed()) {
            return;
        }
        const text full = qualified(column.name_space, column.name);
        const std::uint32_t found = out_.columns.find(full);
        if (found == name_table::absent) {
            fail(column.where, "polynomial " + full + " is not declared before this public value");
            return;
        }
        if (out_.publics.find(name) != name_table::absent) {
            fail(where, "public value " + name + " is declared already");
            return;
        }
        const pil::column& c = out_.result.columns[found];
        if (!check_index(c, full, column)) {
            return;
        }
        const std::uint64_t rows = out_.result.namespaces[c.name_space].rows;
        if (rows != 0 && row >= rows) {
            fail(where, "row " + decimal(row) + " is beyond the " + decimal(rows) + " rows of " + full);
            return;
        }
        if (out_.skipped[found] != 0) {
            out_.notices.push_back({where, "public value " + name + " dropped", false});
            return;
        }
        out_.publics.add(name, static_cast<std::uint32_t>(out_.result.publics.size()));
        out_.result.publics.push_back({name, c.kind, c.id + static_cast<std::uint32_t>(column.index), row, where});
    }

    /// Whether an index is there exactly when the column is an array, and within it.
    constexpr bool check_index(const column& c, const text& full, const reference& use) {
        if (c.is_array && !use.has_index) {
            fail(use.where, full + " is an array: which cell?");
        } else if (!c.is_array && use.has_index) {
            fail(use.where, full + " is not an array");
        } else if (use.has_index && use.index >= c.length) {
            fail(use.where, "index " + decimal(use.index) + " is outside " + full + "[" + decimal(c.length) + "]");
        }
        return !failed();
    }
    constexpr void relation_statement() {
        const position where = now_.where;
        program& p = out_.result;
        side f = tuple_side();
        if (failed()) {
            return;
        }
        if (at(token_kind::equals) && f.selector.empty() && !braces_) {
            step();
            const std::uint32_t left = f.tuple.front().root();
            const std::uint32_t right = sum(0);
            if (!failed()) {
                push({node_kind::sub, false, 0, left, right});
                p.identities.push_back({f.tuple.front().begin, size(), where});
                p.identity_namespace.push_back(name_space_);
            }
        } else if (at(token_kind::keyword_in) || at(token_kind::keyword_is)) {
            const relation kind = at(token_kind::keyword_in) ? relation::lookup : relation::permutation;
            step();
            side t = tuple_side();
            if (!failed() && f.tuple.size() != t.tuple.size()) {
                fail(where, "the two tuples have " + decimal(f.tuple.size()) + " and " + decimal(t.tuple.size()) +
                                " elements");
            }
            p.tuples.push_back({kind, std::move(f), std::move(t), where});
            p.tuple_namespace.push_back(name_space_);
        } else if (at(token_kind::keyword_connect) && braces_ && f.selector.empty()) {
            step();
            side cells = tuple_side();
            if (!failed() && (!braces_ || !cells.selector.empty())) {
                fail(where, "connect takes a tuple without a selector on each side");
            } else if (!failed() && f.tuple.size() != cells.tuple.size()) {
                fail(where, "connect joins " + decimal(f.tuple.size()) + " columns with " +
                                decimal(cells.tuple.size()) + " columns of cells");
            }
            p.connections.push_back({std::move(f.tuple), std::move(cells.tuple), where});
            p.connection_namespace.push_back(name_space_);
        } else {
            unexpected(braces_ ? "'in', 'is' or 'connect'" : "'=', 'in' or 'is'");
        }
    }
    /// [selector] { expressions } or a bare expression; braces_ tells which.
    constexpr side tuple_side() {
        side out;
        braces_ = false;
        if (!at(token_kind::left_brace)) {
            const expression e = whole_expression();
            if (failed() || !at(token_kind::left_brace)) {
                out.tuple.push_back(e);
                return out;
            }
            out.selector = e;
        }
        step();
        do {
            out.tuple.push_back(whole_expression());
        } while (!failed() && accept(token_kind::comma));
        expect(token_kind::right_brace, "'}'");
        braces_ = true;
        return out;
    }

    // Expressions: each level returns the index of its root node.
    constexpr std::uint32_t size() const { return static_cast<std::uint32_t>(out_.result.nodes.size()); }
    constexpr std::uint32_t push(node n) {
        out_.result.nodes.push_back(n);
        return size() - 1;
    }
    constexpr std::uint32_t push_number(element value) {
        out_.result.numbers.push_back(value);
        return push({node_kind::number, false, static_cast<std::uint32_t>(out_.result.numbers.size() - 1), 0, 0});
    }
    constexpr bool is_number(std::uint32_t n) const { return out_.result.nodes[n].kind == node_kind::number; }
    constexpr element number_at(std::uint32_t n) const { return out_.result.numbers[out_.result.nodes[n].index]; }
    constexpr void drop_from(std::uint32_t first) { out_.result.nodes.resize(first, node{}); }

    constexpr expression whole_expression() {
        const std::uint32_t begin = size();
        const position where = now_.where;
        sum(0);
        return {begin, size(), where};
    }
    /// An expression that must be a number, as its canonical representative; leaves no nodes behind.
    constexpr std::uint64_t folded(std::string_view what) {
        const std::uint32_t begin = size();
        const position where = now_.where;
        const std::uint32_t root = sum(0);
        if (failed()) {
            return 0;
        }
        if (!is_number(root)) {
            fail(where, text(what) + " must be a constant expression");
            return 0;
        }
        const std::uint64_t value = number_at(root).value();
        drop_from(begin);
        return value;
    }
    constexpr std::uint32_t binary(node_kind kind, std::uint32_t left, std::uint32_t right) {
        if (is_number(left) && is_number(right)) {
            const element a = number_at(left);
            const element b = number_at(right);
            drop_from(left);
            return push_number(kind == node_kind::add ? a + b : kind == node_kind::sub ? a - b : a * b);
        }
        return push({kind, false, 0, left, right});
    }
    constexpr std::uint32_t sum(std::size_t depth) {
        std::uint32_t left = product(depth);
        while (!failed() && (at(token_kind::plus) || at(token_kind::minus))) {
            const node_kind kind = at(token_kind::plus) ? node_kind::add : node_kind::sub;
            step();
            const std::uint32_t right = product(depth);
            if (!failed()) {
                left = binary(kind, left, right);
            }
        }
        return left;
    }
    constexpr std::uint32_t product(std::size_t depth) {
        std::uint32_t left = power(depth);
        while (!failed() && accept(token_kind::times)) {
            const std::uint32_t right = power(depth);
            if (!failed()) {
                left = binary(node_kind::mul, left, right);
            }
        }
        return left;
    }
    constexpr std::uint32_t power(std::size_t depth) {
        std::uint32_t left = unary(depth);
        while (!failed() && at(token_kind::power)) {
            const position where = now_.where;
            step();
            const std::uint32_t right = unary(depth);
            if (failed()) {
                break;
            }
            if (!is_number(left) || !is_number(right)) {
                fail(where, "'**' needs constants on both sides");
                break;
            }
            const element value = number_at(left).pow(number_at(right).value());
            drop_from(left);
            left = push_number(value);
        }
        return left;
    }
    constexpr std::uint32_t unary(std::size_t depth) {
        if (depth > max_nesting) {
            fail(now_.where, "the expression is nested too deeply");
            return 0;
        }
        if (accept(token_kind::plus)) {
            return unary(depth + 1);
        }
        if (accept(token_kind::minus)) {
            const std::uint32_t inner = unary(depth + 1);
            if (failed()) {
                return 0;
            }
            if (is_number(inner)) {
                const element value = number_at(inner);
                drop_from(inner);
                return push_number(-value);
            }
            return push({node_kind::neg, false, 0, inner, 0});
        }
        return primary(depth);
    }
    constexpr std::uint32_t primary(std::size_t depth) {
        switch (now_.kind) {
        case token_kind::number: {
            const element value = literal(now_.text);
            step();
            return push_number(value);
        }
        case token_kind::constant_name: {
            const std::uint32_t known = constants_.find(now_.text);
            if (known == name_table::absent) {
                fail(now_.where, "%" + text(now_.text) + " is not defined");
                return 0;
            }
            step();
            return push_number(constant_values_[known]);
        }
        case token_kind::colon: {
            reference use;
            use.where = now_.where;
            step();
            use.is_public = true;
            use.name = take_identifier("the name of a public value");
            return push_reference(std::move(use), false);
        }
        case token_kind::left_parenthesis: {
            step();
            const std::uint32_t inner = sum(depth + 1);
            expect(token_kind::right_parenthesis, "')'");
            return inner;
        }
        case token_kind::identifier: {
            reference use = column_reference();
            const bool next = accept(token_kind::prime);
            if (!failed() && next && at(token_kind::prime)) {
                fail(now_.where, "only the next row can be read: one prime");
            }
            return push_reference(std::move(use), next);
        }
        default:
            unexpected("an expression");
            return 0;
        }
    }
    constexpr std::uint32_t push_reference(reference use, bool next) {
        if (failed()) {
            return 0;
        }
        out_.references.push_back(std::move(use));
        return push({node_kind::reference, next, static_cast<std::uint32_t>(out_.references.size() - 1), 0, 0});
    }
    /// [Ns.]name[index], without primes.
    constexpr reference column_reference() {
        reference use;
        use.where = now_.where;
        use.name_space = out_.result.namespaces[name_space_].name;
        use.name = take_identifier("the name of a column");
        if (!failed() && accept(token_kind::dot)) {
            use.name_space = std::exchange(use.name, take_identifier("the name of a column"));
        }
        if (!failed() && accept(token_kind::left_bracket)) {
            use.has_index = true;
            use.index = folded("the index");
            expect(token_kind::right_bracket, "']'");
        }
        return use;
    }
    static constexpr element literal(std::string_view text) {
        const bool hex = text.starts_with("0x");
        if (hex) {
            text.remove_prefix(2);
        }
        const element radix{hex ? 16U : 10U};
        element value;
        for (const char c : text) {
            if (c != '_') {
                value = value * radix + element{static_cast<std::uint64_t>(hex_digit(c))};
            }
        }
        return value;
    }

    const compile_options& options_;
    Loader load_;
    unresolved_program out_;
    diagnostic failure_;
    name_table constants_;
    std::vector<element> constant_values_;
    /// 0 or 1 each; std::vector<bool> does not work in constant evaluation everywhere.
    std::vector<std::uint8_t> skipped_namespace_;
    lexer* lexer_ = nullptr;
    token now_;
    std::uint32_t name_space_ = 0;
    std::size_t include_depth_ = 0;
    bool braces_ = false;
};

} // namespace zonogon::pil
