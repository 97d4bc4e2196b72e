#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>

namespace zonogon::bridge {

/// The target of a GET, taken apart: the path's segments and the query's values, percent-decoded.
struct rest_target {
    std::vector<std::string> segments;
    std::vector<std::pair<std::string, std::string>> values;
};
/// Nothing for what is too long or badly escaped.
std::optional<rest_target> parse_target(std::string_view target);

/// Reads a query's values; the first thing wrong is kept, and what is read after it is empty.
class rest_query {
public:
    using names = std::initializer_list<std::string_view>;

    explicit rest_query(const rest_target& of) : of_(of) {}

    /// A value under the first of its names that is there. Without one: nothing, or wrong if it is `needed`.
    std::optional<std::string> text(names spelled, bool needed);
    std::optional<std::uint64_t> number(names spelled, std::uint64_t largest, bool needed);
    std::optional<zonogon::address> account(names spelled, bool needed);
    std::optional<bytes32> hash(names spelled, bool needed);
    /// The address in a path.
    zonogon::address account_of(const std::string& segment);

    bool failed() const noexcept { return !wrong_.empty(); }
    const std::string& wrong() const noexcept { return wrong_; }

private:
    template <std::size_t Size>
    std::optional<std::array<std::uint8_t, Size>> fixed(std::string_view name, const std::optional<std::string>& text);
    void refuse(std::string_view name, const char* why);

    const rest_target& of_;
    std::string wrong_;
};

} // namespace zonogon::bridge
