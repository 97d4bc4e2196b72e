#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/hash/sha256.hpp>
#include <zonogon/zkasm/program.hpp>

namespace zonogon::zkasm {

/// How arithmetic operations are written in listings and in the program's hash.
enum class encoding : std::uint8_t {
    fork9,  ///< one bit each: arithEq0 .. arithEq5
    fork13, ///< arith, arithEq 1..8, arithSame12, arithUseE
};

/// A field of a line by its reference name; `text` is true where the reference assembler writes a decimal string.
struct listed_field {
    std::string_view name;
    std::string value;
    bool text = false;
};

namespace detail {
inline bool is_arith_field(std::string_view name) {
    return name.starts_with("arith");
}
} // namespace detail

/// The fields that the source of a line wrote, zeros included, in the order of line_fields.
inline std::vector<listed_field> listed_fields(const line& l, encoding how = encoding::fork13) {
    std::vector<listed_field> out;
    for (std::size_t i = 0; i < line_fields.size(); ++i) {
        const std::uint64_t mask = i < 64 ? l.written_low : l.written_high;
        const line_field& f = line_fields[i];
        if (((mask >> (i % 64)) & 1) == 0 || (how == encoding::fork9 && detail::is_arith_field(f.name))) {
            continue;
        }
        // Sources and constants come first in line_fields.
        out.push_back({f.name, std::to_string(f.get(l)), i <= field_index(&line::constant)});
    }
    if (!l.constl.is_zero()) {
        out.push_back({"CONSTL", l.constl.to_decimal(), true});
    }
    if (how == encoding::fork9 && l.arith) {
        static constexpr std::string_view names[] = {"",         "arithEq0", "arithEq1", "arithEq2", "arithEq3",
                                                     "arithEq4", "arithEq5", "arithEq6", "arithEq7"};
        out.push_back({names[l.arith_eq], "1", false});
    }
    return out;
}

/// The fields that make up the identity of a line: those that are not zero, sorted by name, "key=decimal" with commas.
inline std::string identity_text(const line& l, encoding how = encoding::fork13) {
    std::vector<listed_field> fields = listed_fields(l, how);
    std::ranges::sort(fields, {}, &listed_field::name);
    std::string out;
    for (const listed_field& f : fields) {
        if (f.value != "0") {
            out += out.empty() ? "" : ",";
            out += std::string{f.name} + "=" + f.value;
        }
    }
    return out;
}

/// SHA-256 of the identity texts of all lines, joined by line ends.
inline bytes32 program_sha256(const program& p, encoding how = encoding::fork13) {
    std::string text;
    for (std::size_t i = 0; i < p.lines.size(); ++i) {
        text += i == 0 ? "" : "\n";
        text += identity_text(p.lines[i], how);
    }
    const bytes data(text.begin(), text.end());
    return hash::sha256(data);
}

/// The number of steps that take a free input.
inline std::size_t free_inputs(const program& p) {
    return static_cast<std::size_t>(std::ranges::count_if(p.lines, [](const line& l) { return l.tag >= 0; }));
}

/// "file:line" of a step, for messages.
inline std::string source_place(const program& p, const line& l) {
    return std::string{p.files[l.file].name_view()} + ":" + std::to_string(l.source_line);
}

} // namespace zonogon::zkasm
