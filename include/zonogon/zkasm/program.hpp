#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <zonogon/zkasm/big_int.hpp>
#include <zonogon/zkasm/expression.hpp>
#include <zonogon/zkasm/line.hpp>

namespace zonogon::zkasm {

/// An assembled program. It owns the texts that its names point into, so it can be moved but not copied.
struct program {
    struct label {
        std::string_view name;
        std::uint32_t line = 0;
    };
    struct constant {
        std::string_view name;
        big_int value;
        bool wide = false; ///< CONSTL
    };
    struct variable {
        std::string_view name;
        bool per_context = false;
        bool is_array = false;
        std::int64_t offset = 0;
        std::int64_t count = 1;
    };
    struct source {
        std::vector<char> name, text;

        constexpr std::string_view name_view() const noexcept { return {name.data(), name.size()}; }
        constexpr std::string_view text_view() const noexcept { return {text.data(), text.size()}; }
    };

    std::vector<line> lines;
    std::vector<label> labels;
    std::vector<constant> constants;
    std::vector<variable> variables;
    std::vector<expression> expressions;
    std::vector<source> files;

    constexpr program() = default;
    constexpr program(program&&) = default;
    constexpr program& operator=(program&&) = default;
    program(const program&) = delete;
    program& operator=(const program&) = delete;
    constexpr ~program() = default;

    /// The line a label stands for, or -1.
    constexpr std::int64_t find_label(std::string_view name) const noexcept {
        for (const label& l : labels) {
            if (l.name == name) {
                return l.line;
            }
        }
        return -1;
    }
    constexpr const variable* find_variable(std::string_view name) const noexcept {
        for (const variable& v : variables) {
            if (v.name == name) {
                return &v;
            }
        }
        return nullptr;
    }
    /// Words of the shared area, with the holes that declarations per context leave in it.
    constexpr std::int64_t global_words() const noexcept { return context_words() + words(false); }
    /// Words of a context's area.
    constexpr std::int64_t context_words() const noexcept { return words(true); }

private:
    constexpr std::int64_t words(bool per_context) const noexcept {
        std::int64_t sum = 0;
        for (const variable& v : variables) {
            sum += v.per_context == per_context ? v.count : 0;
        }
        return sum;
    }
};

} // namespace zonogon::zkasm
