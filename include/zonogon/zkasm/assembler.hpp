#pragma once

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/zkasm/constant_expression.hpp>
#include <zonogon/zkasm/expression_parser.hpp>
#include <zonogon/zkasm/fixup.hpp>
#include <zonogon/zkasm/linear_sum.hpp>
#include <zonogon/zkasm/name_table.hpp>
#include <zonogon/zkasm/operation_parser.hpp>
#include <zonogon/zkasm/program.hpp>
#include <zonogon/zkasm/token_stream.hpp>

namespace zonogon::zkasm {

/// A constant given from outside: it wins silently over a definition in the text. A value with the suffix n is a
/// CONSTL.
struct define {
    std::string_view name, value;
};

struct assembler_options {
    bool allow_undefined_labels = false;
    bool allow_undefined_variables = false;
    bool allow_overwrite_labels = false;
    std::vector<define> defines;
};

/// What assembling gave: a program, or (ok false) why not.
struct assembly {
    program unit;
    bool ok = false;
    diagnostic why;
};

/// For programs without INCLUDE.
struct no_files {
    constexpr bool operator()(std::string_view, std::vector<char>&) const noexcept { return false; }
};

/// Turns zkASM text into a program. Usable in constant evaluation, where small programs assemble with the C++ program
/// that contains them; time is linear in the text.
///
/// Loader: bool (std::string_view path, std::vector<char>& text) reads an included file.
template <class Loader = no_files>
class assembler {
public:
    static constexpr std::size_t max_include_depth = 32;
    static constexpr std::size_t max_files = 10'000;
    static constexpr std::int64_t max_words = 1 << 16;
    static constexpr std::size_t max_lines = 1 << 22;

    constexpr explicit assembler(const assembler_options& options, Loader loader = {})
        : options_(options), loader_(std::move(loader)) {}

    constexpr assembly run(std::string_view name, std::string_view text) {
        out_.unit.files.push_back({});
        append(out_.unit.files.back().name, name);
        append(out_.unit.files.back().text, text);
        add_defines();
        if (!failed_) {
            read_file(0);
        }
        resolve();
        out_.ok = !failed_;
        out_.unit.constants = std::move(constants_.list);
        return std::move(out_);
    }

private:
    using file_index = std::uint32_t;

    static constexpr void append(std::vector<char>& to, std::string_view text) {
        to.reserve(to.size() + text.size());
        for (const char c : text) {
            to.push_back(c);
        }
    }
    constexpr void fail(const diagnostic& why) noexcept {
        if (!failed_) {
            failed_ = true;
            out_.why = why;
        }
    }
    constexpr void fail(file_index file, position at, std::string_view what, std::string_view about = {}) noexcept {
        fail(diagnostic{what, about, out_.unit.files[file].name_view(), at});
    }

    constexpr void add_defines();
    constexpr void read_file(file_index file);
    constexpr void statement(token_stream& tokens, file_index file);
    constexpr void define_label(token_stream& tokens);
    constexpr void define_variable(token_stream& tokens);
    constexpr void define_constant(token_stream& tokens, bool wide);
    constexpr void include(token_stream& tokens, file_index from);
    constexpr void command(token_stream& tokens, file_index file);
    constexpr void step(token_stream& tokens, file_index file);
    constexpr linear_sum sum(token_stream& tokens, file_index file);
    constexpr linear_sum product(token_stream& tokens, file_index file);
    constexpr linear_sum atom(token_stream& tokens, file_index file);
    constexpr linear_sum number(token_stream& tokens);
    constexpr std::int32_t tag(token_stream& tokens, file_index file, const token& t);
    constexpr void store(line& l, const linear_sum& s, token_stream& tokens, position at);
    constexpr void targets(line& l, token_stream& tokens);
    constexpr void check_step(const line& l, token_stream& tokens, position at);
    constexpr void no_pending_command(token_stream& tokens, position at, std::string_view before);
    constexpr void resolve();
    constexpr void resolve_label(const fixup& f);
    constexpr void resolve_variable(const fixup& f);
    constexpr void resolve_expression(expression& e);

    assembler_options options_;
    Loader loader_;
    assembly out_;
    bool failed_ = false;
    constant_scope constants_;
    name_table defines_, labels_, variables_;
    std::int64_t global_cursor_ = 0, context_cursor_ = 0;
    std::vector<fixup> fixups_;
    std::vector<file_index> include_stack_;
    std::vector<std::int32_t> pending_commands_;
    /// The last thing read was a step that lets commands run after it.
    bool step_open_ = false;
};

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
constexpr std::int32_t assembler<Loader>::tag(token_stream& tokens, file_index file, const token& t) {
    token_stream inner(t.text, out_.unit.files[file].name_view(), t.text_at, lexer::mode::expression);
    const std::int32_t root = expression_parser{inner, out_.unit.expressions, file}.parse();
    if (inner.failed()) {
        tokens.fail(inner.why());
    }
    return root;
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

template <class Loader>
constexpr void assembler<Loader>::resolve() {
    for (const fixup& f : fixups_) {
        if (failed_) {
            return;
        }
        if (f.what == fixup::kind::variable) {
            resolve_variable(f);
        } else {
            resolve_label(f);
        }
    }
    for (expression& e : out_.unit.expressions) {
        if (failed_) {
            return;
        }
        resolve_expression(e);
    }
}

template <class Loader>
constexpr void assembler<Loader>::resolve_label(const fixup& f) {
    std::int64_t place = 0;
    if (f.name == "next") {
        place = static_cast<std::int64_t>(f.line) + 1;
    } else if (const std::uint32_t i = labels_.find(f.name); i != name_table::absent) {
        place = out_.unit.labels[i].line;
    } else if (!options_.allow_undefined_labels) {
        return fail(f.file, f.at, "label {} is not defined", f.name);
    }
    line& l = out_.unit.lines[f.line];
    switch (f.what) {
    case fixup::kind::jump:
        l.jmp_addr = place;
        break;
    case fixup::kind::otherwise:
        l.else_addr = place;
        break;
    default:
        l.offset = place;
        break;
    }
}

template <class Loader>
constexpr void assembler<Loader>::resolve_variable(const fixup& f) {
    line& l = out_.unit.lines[f.line];
    const std::uint32_t i = variables_.find(f.name);
    if (i == name_table::absent) {
        if (!options_.allow_undefined_variables) {
            fail(f.file, f.at, "variable {} is not defined", f.name);
        }
        return;
    }
    const program::variable& v = out_.unit.variables[i];
    if (f.extra < 0 || (v.is_array && f.extra >= v.count)) {
        return fail(f.file, f.at, "index is outside of variable {}", f.name);
    }
    l.offset = v.offset + f.extra;
    l.use_ctx = v.per_context;
    if (f.indexed && v.is_array) {
        l.max_ind = v.count - 1 - f.extra;
    }
}

template <class Loader>
constexpr void assembler<Loader>::resolve_expression(expression& e) {
    if (e.kind == expression_kind::constant) {
        const program::constant* known = constants_.find(e.name);
        if (known == nullptr) {
            return fail(e.file, e.at, "constant {} is not defined", e.name);
        }
        e.value = known->value;
    }
    if (e.kind != expression_kind::memory && e.kind != expression_kind::address) {
        return;
    }
    const std::uint32_t i = variables_.find(e.name);
    if (i == name_table::absent) {
        if (!options_.allow_undefined_variables) {
            fail(e.file, e.at, "variable {} is not defined", e.name);
        }
        return;
    }
    const program::variable& v = out_.unit.variables[i];
    e.offset = v.offset;
    e.use_ctx = v.per_context;
    e.size = v.count;
}

/// Assembles a text that includes nothing; for constant evaluation.
constexpr assembly assemble_constant(std::string_view text, const assembler_options& options = {}) {
    return assembler<>{options}.run("(text)", text);
}

/// Assembles a text; `loader` reads what it includes. The error's text is "file:line:column: what is wrong".
template <class Loader = no_files>
result<program> assemble(std::string_view name, std::string_view text, const assembler_options& options = {},
                         Loader loader = {}) {
    assembly out = assembler<Loader>{options, std::move(loader)}.run(name, text);
    if (!out.ok) {
        return error{out.why.text()};
    }
    return std::move(out.unit);
}

/// Reads files of the machine; false for what cannot be read.
struct file_loader {
    bool operator()(std::string_view path, std::vector<char>& text) const {
        std::ifstream in(std::string{path}, std::ios::binary);
        if (!in) {
            return false;
        }
        // Not through stream iterators: they throw where reading fails, on a directory for one.
        std::vector<char> part(std::size_t{1} << 16);
        do {
            in.read(part.data(), static_cast<std::streamsize>(part.size()));
            text.insert(text.end(), part.begin(), part.begin() + in.gcount());
        } while (in);
        return !in.bad();
    }
};

} // namespace zonogon::zkasm
