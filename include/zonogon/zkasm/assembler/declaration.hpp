#pragma once

#include <cstddef>
#include <cstdint>
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

} // namespace zonogon::zkasm
