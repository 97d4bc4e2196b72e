#pragma once

#include <cstddef>
#include <fstream>
#include <ios>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
