#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/read_file.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/zkasm/assembler/declaration.hpp>
#include <zonogon/zkasm/assembler/references.hpp>
#include <zonogon/zkasm/assembler/statements.hpp>
#include <zonogon/zkasm/assembler/steps.hpp>

namespace zonogon::zkasm {

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

/// Reads files of the machine, of at most 64 MiB; false for what cannot be read.
struct file_loader {
    bool operator()(std::string_view path, std::vector<char>& text) const {
        const auto content = read_file(std::string{path}, std::uintmax_t{64} << 20);
        if (content) {
            text.assign(content->begin(), content->end());
        }
        return content.has_value();
    }
};

} // namespace zonogon::zkasm
