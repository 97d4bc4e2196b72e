#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace zonogon::pil {

/// A string that can be moved about in constant evaluation.
///
/// std::string cannot on g++ 12: its small-buffer union is read through the wrong member when such objects move.
class text {
public:
    constexpr text() = default;
    constexpr text(std::string_view v) { *this += v; }
    constexpr text(const char* v) : text(std::string_view(v)) {}
    text(const std::string& v) : text(std::string_view(v)) {}

    constexpr std::string_view view() const noexcept { return {chars_.data(), chars_.size()}; }
    constexpr operator std::string_view() const noexcept { return view(); }
    std::string str() const { return std::string(view()); }
    constexpr bool empty() const noexcept { return chars_.empty(); }
    constexpr std::size_t size() const noexcept { return chars_.size(); }
    constexpr text& operator+=(std::string_view tail) {
        for (const char c : tail) {
            chars_.push_back(c);
        }
        return *this;
    }
    friend constexpr text operator+(text head, std::string_view tail) { return head += tail; }
    friend constexpr bool operator==(const text& a, const text& b) { return a.chars_ == b.chars_; }
    friend constexpr bool operator==(const text& a, std::string_view b) { return a.view() == b; }
    friend constexpr bool operator==(const text& a, const char* b) { return a.view() == std::string_view(b); }
    friend std::ostream& operator<<(std::ostream& out, const text& t) { return out << t.view(); }

private:
    std::vector<char> chars_;
};

/// The decimal digits of a number.
constexpr text decimal(std::uint64_t value) {
    std::size_t digits = 1;
    for (std::uint64_t rest = value / 10; rest != 0; rest /= 10) {
        ++digits;
    }
    char out[20] = {};
    for (std::size_t i = digits; i-- > 0; value /= 10) {
        out[i] = static_cast<char>('0' + value % 10);
    }
    return text(std::string_view(out, digits));
}

} // namespace zonogon::pil
