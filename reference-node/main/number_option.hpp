#pragma once

#include <cstdint>
#include <string>

#include <CLI/CLI.hpp>

namespace zonogon::cli {

/// A whole number in decimal digits. Throws CLI::ValidationError, which says what was written and what is expected.
std::uint64_t parse_number(const std::string& option, const std::string& text, std::uint64_t least, std::uint64_t most);

/// Adds an option that takes a whole number from `least` to `most` (CLI11's own wraps negative ones around and reads a
/// leading 0 as octal). Number: an unsigned integer that holds `most`, or an optional of one.
template <class Number>
CLI::Option* add_number(CLI::App& to, const std::string& name, Number& into, const std::string& description,
                        std::uint64_t least = 0, std::uint64_t most = UINT64_MAX) {
    const auto set = [name, least, most, &into](const std::string& text) {
        into = static_cast<Number>(parse_number(name, text, least, most));
    };
    return to.add_option_function<std::string>(name, set, description)->type_name("NUMBER");
}

} // namespace zonogon::cli
