#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/fixed_string.hpp>
#include <zonogon/zkasm/assembler.hpp>

namespace zonogon::zkasm {

namespace detail {

struct static_outcome {
    bool ok = false;
    std::size_t lines = 0, labels = 0;
    position at;
    std::int64_t context_words = 0, global_words = 0;
};

consteval static_outcome try_static(std::string_view text) {
    const assembly out = assemble_constant(text);
    return {out.ok,     out.unit.lines.size(),    out.unit.labels.size(),
            out.why.at, out.unit.context_words(), out.unit.global_words()};
}

/// Fails to compile with the place in the compiler's message: "refused<3, 14>" is line 3, column 14 of the text.
template <bool Ok, std::uint32_t Line, std::uint32_t Column>
struct refused {
    static_assert(Ok, "the zkASM text is refused at the line and column in this template's arguments");
};

} // namespace detail

/// A program assembled by the C++ compiler: its ROM lines are constants of the C++ program, so that they can size and
/// fill tables and be asserted upon. A text that the assembler refuses does not compile. For small programs: g++ 12
/// takes about a second for a hundred lines; large ones are assembled at start-up by `assemble`.
template <fixed_string Text>
class static_program {
    static constexpr detail::static_outcome outcome = detail::try_static(Text.view());
    static constexpr detail::refused<outcome.ok, outcome.at.line, outcome.at.column> check{};

    static consteval auto freeze() {
        const assembly out = assemble_constant(Text.view());
        std::array<line, outcome.lines> frozen{};
        for (std::size_t i = 0; i < frozen.size(); ++i) {
            frozen[i] = out.unit.lines[i];
            // Names and commands live on the heap of the compiler and cannot leave it.
            frozen[i].commands_before = std::vector<std::int32_t>{};
            frozen[i].commands_after = std::vector<std::int32_t>{};
            frozen[i].offset_label = frozen[i].jmp_label = frozen[i].else_label = frozen[i].constant_label = {};
        }
        return frozen;
    }

public:
    static constexpr std::string_view text = Text.view();
    /// The ROM lines without names and commands.
    static constexpr std::array<line, outcome.lines> lines = freeze();
    static constexpr std::int64_t global_words = outcome.global_words;
    static constexpr std::int64_t context_words = outcome.context_words;

    /// The line of a label; the label must exist.
    static consteval std::int64_t label(std::string_view name) {
        const std::int64_t place = assemble_constant(Text.view()).unit.find_label(name);
        if (place < 0) {
            throw "no such label"; // in constant evaluation: does not compile
        }
        return place;
    }
    /// The same program with its free inputs, to be run.
    static program load() { return std::move(assembler<>{assembler_options{}}.run("(text)", Text.view()).unit); }
};

} // namespace zonogon::zkasm
