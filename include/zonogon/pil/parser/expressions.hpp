#pragma once

// Expressions: numbers are folded as they are read, everything else becomes nodes.

#include <cstdint>
#include <string_view>
#include <utility>

#include <zonogon/pil/parser/declaration.hpp>

namespace zonogon::pil {

template <class Loader>
constexpr expression parser<Loader>::whole_expression() {
    const std::uint32_t begin = size();
    const position where = now_.where;
    sum(0);
    return {begin, size(), where};
}

/// An expression that must be a number; leaves no nodes behind.
template <class Loader>
constexpr folded_number parser<Loader>::folded(std::string_view what) {
    const std::uint32_t begin = size();
    const position where = now_.where;
    const std::uint32_t root = sum(0);
    if (failed()) {
        return {};
    }
    if (!is_number(root)) {
        fail(where, text(what) + " must be a constant expression");
        return {};
    }
    const folded_number value = number_at(root);
    drop_from(begin);
    return value;
}

/// The same where things are counted: a number that arithmetic of the field brought into the range is refused too.
template <class Loader>
constexpr std::uint64_t parser<Loader>::folded_count(std::string_view what, std::uint64_t least, std::uint64_t most) {
    const position where = now_.where;
    const folded_number n = folded(what);
    const std::uint64_t value = n.value.value();
    if (!failed() && (!n.exact || value < least || value > most)) {
        fail(where, text(what) + " must be from " + decimal(least) + " to " + decimal(most));
    }
    return value;
}

template <class Loader>
constexpr std::uint32_t parser<Loader>::binary(node_kind kind, std::uint32_t left, std::uint32_t right) {
    if (is_number(left) && is_number(right)) {
        const folded_number a = number_at(left);
        const folded_number b = number_at(right);
        drop_from(left);
        return push_number(kind == node_kind::add ? a + b : kind == node_kind::sub ? a - b : a * b);
    }
    return push({kind, false, 0, left, right});
}

template <class Loader>
constexpr std::uint32_t parser<Loader>::sum(std::size_t depth) {
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

template <class Loader>
constexpr std::uint32_t parser<Loader>::product(std::size_t depth) {
    std::uint32_t left = power(depth);
    while (!failed() && accept(token_kind::times)) {
        const std::uint32_t right = power(depth);
        if (!failed()) {
            left = binary(node_kind::mul, left, right);
        }
    }
    return left;
}

template <class Loader>
constexpr std::uint32_t parser<Loader>::power(std::size_t depth) {
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
        const folded_number value = number_at(left).pow(number_at(right));
        drop_from(left);
        left = push_number(value);
    }
    return left;
}

template <class Loader>
constexpr std::uint32_t parser<Loader>::unary(std::size_t depth) {
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
            const folded_number value = number_at(inner);
            drop_from(inner);
            return push_number(folded_number{} - value);
        }
        return push({node_kind::neg, false, 0, inner, 0});
    }
    return primary(depth);
}

template <class Loader>
constexpr std::uint32_t parser<Loader>::primary(std::size_t depth) {
    switch (now_.kind) {
    case token_kind::number: {
        const folded_number value = literal(now_.text);
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

template <class Loader>
constexpr std::uint32_t parser<Loader>::push_reference(reference use, bool next) {
    if (failed()) {
        return 0;
    }
    out_.references.push_back(std::move(use));
    return push({node_kind::reference, next, static_cast<std::uint32_t>(out_.references.size() - 1), 0, 0});
}

/// [Ns.]name[index], without primes.
template <class Loader>
constexpr reference parser<Loader>::column_reference() {
    reference use;
    use.where = now_.where;
    use.name_space = out_.result.namespaces[name_space_].name;
    use.name = take_identifier("the name of a column");
    if (!failed() && accept(token_kind::dot)) {
        use.name_space = std::exchange(use.name, take_identifier("the name of a column"));
    }
    if (!failed() && accept(token_kind::left_bracket)) {
        use.has_index = true;
        use.index = folded_count("the index", 0, max_columns);
        expect(token_kind::right_bracket, "']'");
    }
    return use;
}

template <class Loader>
constexpr folded_number parser<Loader>::literal(std::string_view text) {
    const bool hex = text.starts_with("0x");
    if (hex) {
        text.remove_prefix(2);
    }
    const folded_number radix{element{hex ? 16U : 10U}};
    folded_number value;
    for (const char c : text) {
        if (c != '_') {
            value = value * radix + folded_number{element{static_cast<std::uint64_t>(hex_digit(c))}};
        }
    }
    return value;
}

} // namespace zonogon::pil
