#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace zonogon {

/// Why an operation failed, in words a user can act on.
///
/// Messages name the file, field or option at fault and start in lower case; they carry no trailing full stop.
struct error {
    std::string message;

    constexpr error() = default;
    constexpr explicit error(const char* text) : message(text) {}
    constexpr explicit error(std::string text) : message(taken(text)) {}
    constexpr error(const error&) = default;
    constexpr error(error&& other) noexcept : message(taken(other.message)) {}
    constexpr error& operator=(const error&) = default;
    constexpr error& operator=(error&& other) noexcept {
        if (std::is_constant_evaluated()) {
            message = other.message;
        } else {
            message = std::move(other.message);
        }
        return *this;
    }
    constexpr ~error() = default;

    friend bool operator==(const error&, const error&) = default;

private:
    /// In constant evaluation a copy: there, strings of libstdc++ 12 cannot be destroyed once they have been moved
    /// from.
    static constexpr std::string taken(std::string& from) {
        if (std::is_constant_evaluated()) {
            return from;
        }
        return std::move(from);
    }
};

/// A value or the reason why there is none (the shape of C++23's std::expected, as far as we need it).
///
/// Everything that reads untrusted bytes returns one; nothing in the library throws on bad input.
template <class T>
class [[nodiscard]] result {
public:
    using value_type = T;

    constexpr result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    constexpr result(error why) : state_(std::in_place_index<1>, std::move(why)) {}

    constexpr explicit operator bool() const noexcept { return state_.index() == 0; }
    constexpr bool has_value() const noexcept { return state_.index() == 0; }

    /// Precondition: has_value().
    constexpr T& operator*() & { return *std::get_if<0>(&state_); }
    constexpr const T& operator*() const& { return *std::get_if<0>(&state_); }
    constexpr T&& operator*() && { return std::move(*std::get_if<0>(&state_)); }
    constexpr T* operator->() { return std::get_if<0>(&state_); }
    constexpr const T* operator->() const { return std::get_if<0>(&state_); }

    /// Precondition: !has_value().
    constexpr const error& why() const& { return *std::get_if<1>(&state_); }
    constexpr error&& why() && { return std::move(*std::get_if<1>(&state_)); }

private:
    std::variant<T, error> state_;
};

/// The outcome of an operation that yields nothing: empty when it went well, else the reason.
class [[nodiscard]] status {
public:
    constexpr status() = default;
    constexpr status(error why) : why_(std::move(why)) {}

    constexpr explicit operator bool() const noexcept { return !why_.has_value(); }
    constexpr bool ok() const noexcept { return !why_.has_value(); }
    /// Precondition: !ok().
    constexpr const error& why() const { return *why_; }

private:
    std::optional<error> why_;
};

} // namespace zonogon
