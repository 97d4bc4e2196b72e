#pragma once

// Lines of the program: the sum on the left, its targets and operations.

#include <optional>
#include <utility>

#include <zonogon/zkasm/assembler/declaration.hpp>

namespace zonogon::zkasm {

template <class Loader>
constexpr std::int32_t assembler<Loader>::tag(token_stream& tokens, file_index file, const token& t) {
    token_stream inner(t.text, out_.unit.files[file].name_view(), t.text_at, lexer::mode::expression);
    const std::int32_t root = expression_parser{inner, out_.unit.expressions, file}.parse();
    if (inner.failed()) {
        tokens.fail(inner.why());
    }
    return root;
}

template <class Loader>
constexpr void assembler<Loader>::step(token_stream& tokens, file_index file) {
    const position at = tokens.current().at;
    const auto number = static_cast<std::uint32_t>(out_.unit.lines.size());
    line l;
    l.file = file;
    l.source_line = at.line;
    l.source_column = at.column;
    const bool assigns = !tokens.current().is(":");
    if (assigns) {
        const linear_sum s = sum(tokens, file);
        store(l, s, tokens, at);
        if (tokens.accept("=>")) {
            targets(l, tokens);
        }
    }
    bool free_standing = true;
    if (tokens.accept(":")) {
        free_standing = operation_parser{tokens, l, number, fixups_}.parse();
    }
    if (!assigns && !free_standing) {
        tokens.fail(at, "left assignment required");
    }
    check_step(l, tokens, at);
    if (number >= max_lines) {
        tokens.fail(at, "the program has too many lines");
    }
    l.commands_before = std::move(pending_commands_);
    pending_commands_.clear();
    step_open_ = !(l.jmp || l.jmpc || l.jmpn || l.call || l.ret);
    out_.unit.lines.push_back(std::move(l));
}

template <class Loader>
constexpr void assembler<Loader>::check_step(const line& l, token_stream& tokens, position at) {
    if (l.jmpc && !l.bin) {
        tokens.fail(at, "JMPC must go together with a binary operation");
    }
    if (l.call && l.set_rr) {
        tokens.fail(at, "RR cannot be a target of a step with CALL, which sets it");
    }
    if (static_cast<int>(l.jmp) + l.jmpn + l.jmpc + l.jmpz + l.call + l.ret > 1) {
        tokens.fail(at, "a step can jump in one way only");
    }
}

template <class Loader>
constexpr linear_sum assembler<Loader>::sum(token_stream& tokens, file_index file) {
    linear_sum out;
    const position start = tokens.current().at;
    const bool negative = tokens.accept("-");
    combine(out, product(tokens, file), negative, tokens, start);
    while (tokens.current().is("+") || tokens.current().is("-")) {
        const token sign = tokens.take();
        combine(out, product(tokens, file), sign.text == "-", tokens, sign.at);
    }
    return out;
}

template <class Loader>
constexpr linear_sum assembler<Loader>::product(token_stream& tokens, file_index file) {
    linear_sum out = atom(tokens, file);
    while (tokens.current().is("*")) {
        const token sign = tokens.take();
        multiply(out, atom(tokens, file), tokens, sign.at);
    }
    return out;
}

template <class Loader>
constexpr linear_sum assembler<Loader>::number(token_stream& tokens) {
    linear_sum out;
    const token t = tokens.take();
    const bool wide = t.kind == token_kind::long_number;
    auto value = big_int::parse(t.text);
    const bool is_power = tokens.current().is("**");
    if (value && is_power) {
        tokens.take();
        if (tokens.current().kind != t.kind) {
            tokens.unexpected();
            return out;
        }
        const auto exponent = big_int::parse(tokens.take().text);
        if (exponent) {
            value = big_int::pow(*value, *exponent);
        }
    }
    if (!value || (wide ? !long_constant_in_range(*value) : !constant_in_range(*value))) {
        const std::string_view what = is_power ? (wide ? "power of {} is out of range [0, 2^256-1]"
                                                       : "power of {} is out of range [-2147483648, 4294967295]")
                                      : wide   ? "long constant {} is out of range [0, 2^256-1]"
                                               : "constant {} is out of range [-2147483648, 4294967295]";
        tokens.fail(t.at, what, t.text);
        return out;
    }
    (wide ? out.has_constl : out.has_constant) = true;
    (wide ? out.constl : out.constant) = *value;
    return out;
}

template <class Loader>
constexpr linear_sum assembler<Loader>::atom(token_stream& tokens, file_index file) {
    linear_sum out;
    const token t = tokens.current();
    switch (t.kind) {
    case token_kind::number:
    case token_kind::long_number:
        return number(tokens);
    case token_kind::tag:
    case token_kind::tag0:
        tokens.take();
        out.add_source(t.kind == token_kind::tag ? linear_sum::free : linear_sum::free0);
        out.mentioned[linear_sum::free] = out.mentioned[linear_sum::free0] = true;
        out.tag = tag(tokens, file, t);
        return out;
    case token_kind::constant: {
        tokens.take();
        const program::constant* known = constants_.find(t.text);
        if (known == nullptr) {
            tokens.fail(t.at, "constant %{} is not defined", t.text);
            return out;
        }
        (known->wide ? out.has_constl : out.has_constant) = true;
        (known->wide ? out.constl : out.constant) = known->value;
        return out;
    }
    case token_kind::reference: {
        tokens.take();
        const std::uint32_t l = labels_.find(t.text);
        const std::uint32_t v = variables_.find(t.text);
        const bool known_label = l != name_table::absent;
        if (!known_label && v == name_table::absent) {
            tokens.fail(t.at, "label or variable {} is not defined yet", t.text);
            return out;
        }
        out.has_constant = true;
        out.constant = big_int{known_label ? out_.unit.labels[l].line : out_.unit.variables[v].offset};
        out.constant_label = t.text;
        return out;
    }
    default:
        break;
    }
    const std::optional<register_name> source = t.kind == token_kind::word ? find_register(t.text) : std::nullopt;
    if (!source) {
        tokens.unexpected();
        return out;
    }
    tokens.take();
    if (source->source != no_field) {
        out.add_source(source->source);
    } else {
        out.has_constant = true;
        out.constant = big_int{static_cast<std::int64_t>(out_.unit.lines.size())};
        out.constant_label = t.text;
    }
    return out;
}

template <class Loader>
constexpr void assembler<Loader>::store(line& l, const linear_sum& s, token_stream& tokens, position at) {
    for (std::size_t i = 0; i < linear_sum::sources; ++i) {
        if (s.mentioned[i]) {
            line_fields[i].set(l, s.coefficients[i]);
            l.written_low |= std::uint64_t{1} << i;
        }
    }
    if (s.has_constant) {
        if (!constant_in_range(s.constant)) {
            return tokens.fail(at, "the step's constant is out of range [-2147483648, 4294967295]");
        }
        l.constant = s.constant.to_int64().value_or(0);
        l.constant_label = s.constant_label;
        constexpr std::size_t constant_field = field_index(&line::constant);
        l.written_low |= std::uint64_t{1} << constant_field;
    }
    if (s.has_constl) {
        if (!long_constant_in_range(s.constl)) {
            return tokens.fail(at, "the step's long constant is out of range [0, 2^256-1]");
        }
        l.constl = s.constl.to_u256();
    }
    l.tag = s.tag;
}

template <class Loader>
constexpr void assembler<Loader>::targets(line& l, token_stream& tokens) {
    do {
        const token t = tokens.current();
        const std::optional<register_name> target = t.kind == token_kind::word ? find_register(t.text) : std::nullopt;
        if (!target || target->counter) {
            return tokens.unexpected();
        }
        tokens.take();
        if (target->target == no_field) {
            return tokens.fail(t.at, "register {} is read-only", t.text);
        }
        const line_field& field = line_fields[target->target];
        if (field.get(l) != 0) {
            return tokens.fail(t.at, "register {} is a target twice", t.text);
        }
        field.set(l, 1);
        l.written_low |= std::uint64_t{1} << target->target;
    } while (tokens.accept(","));
}

} // namespace zonogon::zkasm
