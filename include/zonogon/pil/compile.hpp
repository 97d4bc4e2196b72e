#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/printable.hpp>
#include <zonogon/pil/parser.hpp>
#include <zonogon/pil/program.hpp>
#include <zonogon/pil/resolver.hpp>

namespace zonogon::pil {

/// A program or the reason for its refusal, with the names of the files that positions refer to.
struct compilation {
    program result;
    diagnostic failure;
    std::vector<diagnostic> notices;
    std::vector<text> files;

    constexpr bool ok() const { return !failure.raised; }
    /// "file:line:column: message", printable whatever the text holds.
    constexpr text describe(const diagnostic& d) const {
        text out;
        append_printable(out, d.where.file < files.size() ? files[d.where.file].view() : std::string_view("?"));
        out += ":" + decimal(d.where.line) + ":" + decimal(d.where.column) + ": ";
        append_printable(out, d.message);
        return out;
    }
};

/// Compiles a PIL v1 program (parsing, includes, name look-up, degree and use rules).
///
/// Runs at compile time as well as at run time; never throws. Cost: linear in the text; 34 kB take about a
/// millisecond at run time.
template <class Loader = no_includes>
constexpr compilation compile(std::string_view path, std::string_view text, const compile_options& options = {},
                              Loader loader = {}) {
    compilation out;
    parser<Loader> reader(options, std::move(loader));
    reader.run(path, text);
    out.failure = reader.failure();
    unresolved_program& parsed = reader.output();
    if (out.ok()) {
        resolver names(parsed, options.allow_unused);
        names.run();
        out.failure = names.failure();
    }
    out.files = parsed.result.files;
    out.notices = std::move(parsed.notices);
    if (out.ok()) {
        out.result = std::move(parsed.result);
    }
    return out;
}

} // namespace zonogon::pil
