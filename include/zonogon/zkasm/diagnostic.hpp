#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <zonogon/base/printable.hpp>

namespace zonogon::zkasm {

/// A place in a source text; both count from 1, columns in bytes.
struct position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;

    friend bool operator==(const position&, const position&) = default;
};

/// Why a text was refused. Made of views only, so that it can arise in constant evaluation.
struct diagnostic {
    /// The message; a pair of braces stands for `about`.
    std::string_view what;
    std::string_view about;
    std::string_view file;
    position at;

    std::string message() const {
        std::string out{what};
        if (const std::size_t slot = out.find("{}"); slot != std::string::npos) {
            constexpr std::size_t longest = 80;
            std::string name = printable(about.substr(0, longest));
            name += about.size() > longest ? "..." : "";
            out.replace(slot, 2, name);
        }
        return out;
    }
    /// "file:line:column: message", printable whatever the text holds.
    std::string text() const {
        return printable(file) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + message();
    }
};

} // namespace zonogon::zkasm
