#include "rpc/plain_post.hpp"

#include <algorithm>
#include <optional>

namespace zonogon::rpc {
namespace {

constexpr std::size_t longest_head = 16'384;
constexpr std::string_view verb = "POST ";
constexpr std::string_view http_1_1 = " HTTP/1.1";
constexpr std::string_view line_end = "\r\n";

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
/// Precondition: `small` has no capitals.
bool same_word(std::string_view text, std::string_view small) {
    return text.size() == small.size() &&
           std::equal(text.begin(), text.end(), small.begin(), [](char a, char b) { return lower(a) == b; });
}
bool is_name(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}
bool is_printable(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}
std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

/// Up to nine digits, which is more than any body may have.
std::optional<std::size_t> read_length(std::string_view digits) {
    if (digits.empty() || digits.size() > 9) {
        return std::nullopt;
    }
    std::size_t out = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        out = 10 * out + static_cast<std::size_t>(c - '0');
    }
    return out;
}

/// The fields that say something about the request; each at most once.
struct known_fields {
    std::optional<std::string_view> content_type, origin, authorization, connection, length;

    /// False for what this reader leaves to a complete one.
    bool take(std::string_view name, std::string_view value) {
        const auto once = [&](std::optional<std::string_view>& place) {
            const bool first = !place;
            place = value;
            return first;
        };
        if (same_word(name, "content-length")) {
            return once(length);
        }
        if (same_word(name, "content-type")) {
            return once(content_type);
        }
        if (same_word(name, "origin")) {
            return once(origin);
        }
        if (same_word(name, "authorization")) {
            return once(authorization);
        }
        if (same_word(name, "connection")) {
            return once(connection) && (same_word(value, "keep-alive") || same_word(value, "close"));
        }
        return !same_word(name, "transfer-encoding") && !same_word(name, "upgrade") && !same_word(name, "expect") &&
               !same_word(name, "proxy-connection");
    }
};

} // namespace

reading read_plain_post(std::string_view in, std::size_t max_body, plain_post& out) {
    const std::string_view start = in.substr(0, verb.size());
    if (start != verb.substr(0, start.size())) {
        return reading::other;
    }
    const std::size_t head_end = in.substr(0, longest_head).find("\r\n\r\n");
    if (head_end == std::string_view::npos) {
        return in.size() < longest_head ? reading::partial : reading::other;
    }
    std::string_view head = in.substr(0, head_end + line_end.size());
    const std::string_view first = head.substr(0, head.find(line_end));
    head.remove_prefix(first.size() + line_end.size());
    if (first.size() <= verb.size() + http_1_1.size() || !first.ends_with(http_1_1)) {
        return reading::other;
    }
    const std::string_view target = first.substr(verb.size(), first.size() - verb.size() - http_1_1.size());
    if (!is_printable(target) || target.find(' ') != std::string_view::npos) {
        return reading::other;
    }
    known_fields fields;
    while (!head.empty()) {
        const std::string_view line = head.substr(0, head.find(line_end));
        head.remove_prefix(line.size() + line_end.size());
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !is_name(line.substr(0, colon))) {
            return reading::other;
        }
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (!is_printable(value) || !fields.take(line.substr(0, colon), value)) {
            return reading::other;
        }
    }
    const auto length = fields.length ? read_length(*fields.length) : std::nullopt;
    if (!length || *length > max_body) {
        return reading::other;
    }
    const std::size_t begin = head_end + 4;
    if (in.size() - begin < *length) {
        return reading::partial;
    }
    out.content_type = fields.content_type.value_or(std::string_view{});
    out.origin = fields.origin.value_or(std::string_view{});
    out.authorization = fields.authorization.value_or(std::string_view{});
    out.body = in.substr(begin, *length);
    out.keep = !fields.connection || !same_word(*fields.connection, "close");
    out.size = begin + *length;
    return reading::whole;
}

} // namespace zonogon::rpc
