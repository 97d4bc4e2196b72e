#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

#include <zonogon/soundness/log2.hpp>

namespace zonogon::soundness {

/// By theorems alone (with the random-oracle model for the hash).
struct proven {};
/// By theorems and conjectures that somebody may refute, as happened to proximity gaps up to capacity in 2025.
struct conjectured {};

/// A security level. Levels of different kinds neither compare nor convert.
template <class Kind>
class bits {
public:
    constexpr bits() noexcept = default;
    constexpr explicit bits(std::size_t whole) noexcept
        : value_(fixed::from_integer(static_cast<std::int64_t>(whole))) {}
    constexpr explicit bits(fixed value) noexcept : value_(value) {}

    constexpr fixed value() const noexcept { return value_; }
    /// Whole bits, rounded down.
    constexpr std::int64_t whole() const noexcept { return value_.floor(); }

    friend constexpr auto operator<=>(const bits&, const bits&) noexcept = default;

private:
    fixed value_;
};

} // namespace zonogon::soundness
