#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace zonogon {

/// A string literal as a template argument: `absorb<"trace">`.
template <std::size_t Size>
struct fixed_string {
    char text[Size]{};

    // Implicit, so that a literal can stand where the template argument is expected.
    constexpr fixed_string(const char (&literal)[Size]) noexcept { std::copy_n(literal, Size, text); }

    constexpr std::string_view view() const noexcept { return {text, Size - 1}; }

    template <std::size_t Other>
    friend constexpr bool operator==(const fixed_string& a, const fixed_string<Other>& b) noexcept {
        return a.view() == b.view();
    }
};

} // namespace zonogon
