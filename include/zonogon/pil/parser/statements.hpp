#pragma once

// Files, namespaces, declarations, relations between columns.

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include <zonogon/pil/parser/declaration.hpp>

namespace zonogon::pil {

template <class Loader>
constexpr void parser<Loader>::file_text(std::string_view path, std::string_view text) {
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

template <class Loader>
constexpr void parser<Loader>::include() {
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

template <class Loader>
constexpr void parser<Loader>::statement() {
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

template <class Loader>
constexpr void parser<Loader>::namespace_statement() {
    step();
    const text name = take_identifier("the name of a namespace");
    expect(token_kind::left_parenthesis, "'('");
    const std::uint64_t rows = folded_count("the number of rows", 1, max_rows);
    expect(token_kind::right_parenthesis, "')'");
    if (failed()) {
        return;
    }
    enter_namespace(name);
    out_.result.namespaces[name_space_].rows = rows;
}

template <class Loader>
constexpr void parser<Loader>::enter_namespace(std::string_view name) {
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

template <class Loader>
constexpr void parser<Loader>::constant_definition() {
    step();
    if (!at(token_kind::constant_name)) {
        unexpected("a %name");
        return;
    }
    const token name = now_;
    step();
    expect(token_kind::equals, "'='");
    const folded_number value = folded("the value of %" + text(name.text));
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

template <class Loader>
constexpr void parser<Loader>::set_constant(std::string_view name, folded_number value) {
    const std::uint32_t known = constants_.find(name);
    if (known != name_table::absent) {
        constant_values_[known] = value;
        return;
    }
    constants_.add(name, static_cast<std::uint32_t>(constant_values_.size()));
    constant_values_.push_back(value);
}

template <class Loader>
constexpr void parser<Loader>::polynomial() {
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

template <class Loader>
constexpr void parser<Loader>::declarations(column_kind kind) {
    do {
        const position where = now_.where;
        const text name = take_identifier("the name of a column");
        std::uint64_t length = 1;
        const bool is_array = accept(token_kind::left_bracket);
        if (is_array) {
            length = folded_count("the length of the array", 1, max_columns);
            expect(token_kind::right_bracket, "']'");
        }
        declare(name, kind, length, is_array, where);
    } while (!failed() && accept(token_kind::comma));
}

template <class Loader>
constexpr void parser<Loader>::declare(const text& name, column_kind kind, std::uint64_t length, bool is_array,
                                       position where) {
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

template <class Loader>
constexpr std::uint32_t parser<Loader>::allocate(std::uint32_t& count, std::vector<std::uint32_t>& name_spaces,
                                                 std::vector<std::uint32_t>& owners, std::uint32_t owner,
                                                 std::uint64_t length, position where) {
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

template <class Loader>
constexpr void parser<Loader>::public_statement() {
    step();
    const position where = now_.where;
    const text name = take_identifier("the name of the public value");
    expect(token_kind::equals, "'='");
    reference column = column_reference();
    if (!failed() && at(token_kind::prime)) {
        fail(now_.where, "a public value names a row: no prime here");
    }
    expect(token_kind::left_parenthesis, "'('");
    const std::uint64_t row = folded_count("the row of the public value", 0, max_rows - 1);
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
template <class Loader>
constexpr bool parser<Loader>::check_index(const column& c, const text& full, const reference& use) {
    if (c.is_array && !use.has_index) {
        fail(use.where, full + " is an array: which cell?");
    } else if (!c.is_array && use.has_index) {
        fail(use.where, full + " is not an array");
    } else if (use.has_index && use.index >= c.length) {
        fail(use.where, "index " + decimal(use.index) + " is outside " + full + "[" + decimal(c.length) + "]");
    }
    return !failed();
}

template <class Loader>
constexpr void parser<Loader>::relation_statement() {
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
            fail(where,
                 "the two tuples have " + decimal(f.tuple.size()) + " and " + decimal(t.tuple.size()) + " elements");
        }
        p.tuples.push_back({kind, std::move(f), std::move(t), where});
        p.tuple_namespace.push_back(name_space_);
    } else if (at(token_kind::keyword_connect) && braces_ && f.selector.empty()) {
        step();
        side cells = tuple_side();
        if (!failed() && (!braces_ || !cells.selector.empty())) {
            fail(where, "connect takes a tuple without a selector on each side");
        } else if (!failed() && f.tuple.size() != cells.tuple.size()) {
            fail(where, "connect joins " + decimal(f.tuple.size()) + " columns with " + decimal(cells.tuple.size()) +
                            " columns of cells");
        }
        p.connections.push_back({std::move(f.tuple), std::move(cells.tuple), where});
        p.connection_namespace.push_back(name_space_);
    } else {
        unexpected(braces_ ? "'in', 'is' or 'connect'" : "'=', 'in' or 'is'");
    }
}

/// [selector] { expressions } or a bare expression; braces_ tells which.
template <class Loader>
constexpr side parser<Loader>::tuple_side() {
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

} // namespace zonogon::pil
