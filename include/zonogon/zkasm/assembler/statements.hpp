#pragma once

// Files, labels, variables, constants, commands.

#include <utility>

#include <zonogon/zkasm/assembler/declaration.hpp>

namespace zonogon::zkasm {

template <class Loader>
constexpr void assembler<Loader>::add_defines() {
    for (const define& d : options_.defines) {
        std::string_view digits = d.value;
        const bool wide = digits.ends_with('n');
        const bool negative = digits.starts_with('-');
        digits.remove_prefix(negative ? 1 : 0);
        digits.remove_suffix(wide ? 1 : 0);
        const auto magnitude = big_int::parse(digits);
        if (!magnitude) {
            return fail(0, {}, "the value defined for {} is not a number", d.name);
        }
        big_int value = *magnitude;
        if (negative) {
            value = -value;
        }
        if (wide ? !long_constant_in_range(value) : !constant_in_range(value)) {
            return fail(0, {}, "the value defined for {} is out of range", d.name);
        }
        defines_.insert(d.name, 0);
        constants_.add({d.name, value, wide});
    }
}

template <class Loader>
constexpr void assembler<Loader>::read_file(file_index file) {
    include_stack_.push_back(file);
    token_stream tokens(out_.unit.files[file].text_view(), out_.unit.files[file].name_view());
    while (!failed_ && !tokens.failed() && tokens.current().kind != token_kind::end_of_text) {
        statement(tokens, file);
    }
    if (tokens.failed()) {
        fail(tokens.why());
    }
    include_stack_.pop_back();
}

template <class Loader>
constexpr void assembler<Loader>::statement(token_stream& tokens, file_index file) {
    const token t = tokens.current();
    if (t.kind == token_kind::end_of_line) {
        tokens.take();
        return;
    }
    if (t.kind == token_kind::word && tokens.ahead().is(":") && !is_reserved(t.text)) {
        return define_label(tokens);
    }
    if (t.is_word("VAR")) {
        return define_variable(tokens);
    }
    if (t.is_word("CONST") || t.is_word("CONSTL")) {
        return define_constant(tokens, t.text == "CONSTL");
    }
    if (t.is_word("INCLUDE")) {
        return include(tokens, file);
    }
    if (t.kind == token_kind::command) {
        return command(tokens, file);
    }
    step(tokens, file);
    // Only a step must end with its line; anything else may be followed by more.
    if (tokens.current().kind != token_kind::end_of_line && tokens.current().kind != token_kind::end_of_text) {
        tokens.unexpected();
    }
}

template <class Loader>
constexpr void assembler<Loader>::no_pending_command(token_stream& tokens, position at, std::string_view before) {
    if (!pending_commands_.empty()) {
        tokens.fail(at, "a command cannot stand before {}", before);
    }
}

template <class Loader>
constexpr void assembler<Loader>::define_label(token_stream& tokens) {
    const token name = tokens.take();
    tokens.take();
    no_pending_command(tokens, name.at, "a label");
    step_open_ = false;
    if (name.text == "next") {
        return tokens.fail(name.at, "next is the reserved name of the following line");
    }
    const auto place = static_cast<std::uint32_t>(out_.unit.lines.size());
    if (const std::uint32_t known = labels_.find(name.text); known != name_table::absent) {
        if (!options_.allow_overwrite_labels) {
            return tokens.fail(name.at, "label {} is already defined", name.text);
        }
        out_.unit.labels[known].line = place;
        return;
    }
    labels_.insert(name.text, static_cast<std::uint32_t>(out_.unit.labels.size()));
    out_.unit.labels.push_back({name.text, place});
}

template <class Loader>
constexpr void assembler<Loader>::define_variable(token_stream& tokens) {
    const position at = tokens.take().at;
    no_pending_command(tokens, at, "a variable");
    step_open_ = false;
    program::variable v;
    v.per_context = tokens.current().is_word("CTX");
    if (!v.per_context && !tokens.current().is_word("GLOBAL")) {
        return tokens.unexpected();
    }
    tokens.take();
    const token name = tokens.current();
    if (name.kind != token_kind::word || is_reserved(name.text)) {
        return tokens.unexpected();
    }
    tokens.take();
    v.name = name.text;
    if (tokens.accept("[")) {
        const token size = tokens.current();
        big_int count;
        if (size.kind == token_kind::constant) {
            const program::constant* known = constants_.find(size.text);
            if (known == nullptr) {
                return tokens.fail(size.at, "constant %{} is not defined", size.text);
            }
            count = known->value;
        } else if (size.kind == token_kind::number) {
            const auto value = big_int::parse(size.text);
            if (value) {
                count = *value;
            }
        } else {
            return tokens.unexpected();
        }
        tokens.take();
        tokens.expect("]");
        if (count <= big_int{0} || count > big_int{max_words}) {
            return tokens.fail(size.at, "the size of array {} is out of range [1, 65536]", v.name);
        }
        v.is_array = true;
        v.count = count.to_int64().value_or(1);
    }
    if (variables_.find(v.name) != name_table::absent) {
        return tokens.fail(name.at, "variable {} is already defined", v.name);
    }
    v.offset = v.per_context ? context_cursor_ : global_cursor_;
    // A declaration per context moves both cursors: existing programs depend on the holes this leaves.
    global_cursor_ += v.count;
    context_cursor_ += v.per_context ? v.count : 0;
    if (global_cursor_ > max_words) {
        return tokens.fail(name.at, "variable {} goes beyond the 65536 words of its area", v.name);
    }
    variables_.insert(v.name, static_cast<std::uint32_t>(out_.unit.variables.size()));
    out_.unit.variables.push_back(v);
}

template <class Loader>
constexpr void assembler<Loader>::define_constant(token_stream& tokens, bool wide) {
    tokens.take();
    const token name = tokens.current();
    if (name.kind != token_kind::constant) {
        return tokens.unexpected();
    }
    tokens.take();
    tokens.expect("=");
    const big_int value = constant_parser{tokens, constants_}.parse();
    if (tokens.failed() || defines_.find(name.text) != name_table::absent) {
        return;
    }
    if (constants_.find(name.text) != nullptr) {
        return tokens.fail(name.at, "constant %{} is already defined", name.text);
    }
    if (!wide && !constant_in_range(value)) {
        return tokens.fail(name.at, "the value of %{} is out of range [-2147483648, 4294967295]", name.text);
    }
    if (wide && !long_constant_in_range(value)) {
        return tokens.fail(name.at, "the value of %{} is out of range [0, 2^256-1]", name.text);
    }
    constants_.add({name.text, value, wide});
}

template <class Loader>
constexpr void assembler<Loader>::include(token_stream& tokens, file_index from) {
    const position at = tokens.take().at;
    no_pending_command(tokens, at, "an INCLUDE");
    step_open_ = false;
    const token path = tokens.current();
    if (path.kind != token_kind::string) {
        return tokens.unexpected();
    }
    tokens.take();
    if (tokens.failed()) {
        return;
    }
    program::source source;
    if (!path.text.starts_with('/')) {
        const std::string_view includer = out_.unit.files[from].name_view();
        append(source.name, includer.substr(0, includer.rfind('/') + 1));
    }
    append(source.name, path.text);
    for (const file_index open : include_stack_) {
        if (out_.unit.files[open].name_view() == source.name_view()) {
            return tokens.fail(path.at, "{} includes itself", path.text);
        }
    }
    if (include_stack_.size() >= max_include_depth || out_.unit.files.size() >= max_files) {
        return tokens.fail(path.at, "too many nested files at {}", path.text);
    }
    if (!loader_(source.name_view(), source.text)) {
        return tokens.fail(path.at, "cannot read {}", path.text);
    }
    out_.unit.files.push_back(std::move(source));
    read_file(static_cast<file_index>(out_.unit.files.size() - 1));
    step_open_ = false;
}

template <class Loader>
constexpr void assembler<Loader>::command(token_stream& tokens, file_index file) {
    const token t = tokens.take();
    const std::int32_t root = tag(tokens, file, t);
    if (step_open_) {
        out_.unit.lines.back().commands_after.push_back(root);
    } else {
        pending_commands_.push_back(root);
    }
}

} // namespace zonogon::zkasm
