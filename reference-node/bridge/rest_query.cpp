#include "bridge/rest_query.hpp"

#include <algorithm>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::bridge {
namespace {

constexpr std::size_t longest_target = 4'096;
constexpr std::size_t most_values = 32;

std::optional<std::string> unescape(std::string_view in, bool plus_is_space) {
    std::string out;
    for (std::size_t i = 0; i < in.size(); ++i) {
        if (in[i] == '%') {
            const int high = i + 2 < in.size() ? hex_digit(in[i + 1]) : -1;
            const int low = i + 2 < in.size() ? hex_digit(in[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            out.push_back(in[i] == '+' && plus_is_space ? ' ' : in[i]);
        }
    }
    return out;
}

/// What is before the first `mark`, and what is behind it.
std::pair<std::string_view, std::string_view> cut(std::string_view in, char mark) {
    const std::size_t at = in.find(mark);
    return at == std::string_view::npos ? std::pair{in, std::string_view{}}
                                        : std::pair{in.substr(0, at), in.substr(at + 1)};
}

} // namespace

std::optional<rest_target> parse_target(std::string_view target) {
    if (target.size() > longest_target || !target.starts_with('/')) {
        return std::nullopt;
    }
    rest_target out;
    auto [path, query] = cut(target.substr(1, target.find('#') - 1), '?');
    while (!path.empty()) {
        const auto [segment, rest] = cut(path, '/');
        auto plain = unescape(segment, false);
        if (!plain) {
            return std::nullopt;
        }
        // Bases of URLs that end in a slash make two of them.
        if (!plain->empty()) {
            out.segments.push_back(*std::move(plain));
        }
        path = rest;
    }
    while (!query.empty()) {
        const auto [pair, rest] = cut(query, '&');
        const auto [name, value] = cut(pair, '=');
        auto plain_name = unescape(name, true);
        auto plain_value = unescape(value, true);
        if (!plain_name || !plain_value || out.values.size() == most_values) {
            return std::nullopt;
        }
        out.values.emplace_back(*std::move(plain_name), *std::move(plain_value));
        query = rest;
    }
    return out;
}

void rest_query::refuse(std::string_view name, const char* why) {
    if (wrong_.empty()) {
        wrong_ = std::string{name} + " " + why;
    }
}

std::optional<std::string> rest_query::text(names spelled, bool needed) {
    for (const std::string_view name : spelled) {
        const auto found = std::ranges::find(of_.values, name, &std::pair<std::string, std::string>::first);
        if (found != of_.values.end()) {
            return found->second;
        }
    }
    if (needed) {
        refuse(*spelled.begin(), "is missing");
    }
    return std::nullopt;
}

std::optional<std::uint64_t> rest_query::number(names spelled, std::uint64_t largest, bool needed) {
    const auto given = text(spelled, needed);
    if (!given) {
        return std::nullopt;
    }
    const bool digits = !given->empty() && given->find_first_not_of("0123456789") == std::string::npos;
    const auto value = digits ? u256::parse(*given) : std::nullopt;
    if (!value || *value > u256{largest}) {
        refuse(*spelled.begin(), digits ? "is too large" : "is not a number");
        return std::nullopt;
    }
    return value->low64();
}

template <std::size_t Size>
std::optional<std::array<std::uint8_t, Size>> rest_query::fixed(std::string_view name,
                                                                const std::optional<std::string>& text) {
    if (!text) {
        return std::nullopt;
    }
    const auto raw = from_hex(*text);
    if (!raw || raw->size() != Size) {
        refuse(name, Size == 20 ? "is not an address" : "is not a hash");
        return std::nullopt;
    }
    std::array<std::uint8_t, Size> out{};
    std::ranges::copy(*raw, out.begin());
    return out;
}

std::optional<address> rest_query::account(names spelled, bool needed) {
    return fixed<20>(*spelled.begin(), text(spelled, needed));
}
std::optional<bytes32> rest_query::hash(names spelled, bool needed) {
    return fixed<32>(*spelled.begin(), text(spelled, needed));
}
address rest_query::account_of(const std::string& segment) {
    return fixed<20>("dest_addr", segment).value_or(zonogon::address{});
}

} // namespace zonogon::bridge
