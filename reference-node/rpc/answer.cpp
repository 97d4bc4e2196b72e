#include "rpc/answer.hpp"

namespace zonogon::rpc {
namespace {

/// The length of the UTF-8 character that begins at `i`; 0 if none does (RFC 3629: shortest form, no surrogates).
std::size_t character_at(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(i + k < text.size() ? text[i + k] : 0); };
    const auto follows = [&](std::size_t k) { return (byte(k) & 0xc0) == 0x80; };
    const unsigned char first = byte(0);
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xc2 && first < 0xe0) {
        return follows(1) ? 2 : 0;
    }
    if (first >= 0xe0 && first < 0xf0) {
        const bool fits = !(first == 0xe0 && byte(1) < 0xa0) && !(first == 0xed && byte(1) >= 0xa0);
        return fits && follows(1) && follows(2) ? 3 : 0;
    }
    if (first >= 0xf0 && first < 0xf5) {
        const bool fits = !(first == 0xf0 && byte(1) < 0x90) && !(first == 0xf4 && byte(1) >= 0x90);
        return fits && follows(1) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

} // namespace

std::string json_string(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out = "\"";
    out.reserve(text.size() + 2);
    for (std::size_t i = 0; i < text.size();) {
        const auto code = static_cast<unsigned char>(text[i]);
        const std::size_t size = character_at(text, i);
        if (size == 0) {
            out += "\\ufffd";
            ++i;
            continue;
        }
        if (code == '"' || code == '\\') {
            out += '\\';
        }
        if (code < 0x20) {
            out += "\\u00";
            out += digits[code >> 4];
            out += digits[code & 15];
        } else {
            out += text.substr(i, size);
        }
        i += size;
    }
    return out + "\"";
}

std::string response_text(const std::string& id, const answer& a) {
    std::string out = R"({"jsonrpc":"2.0","id":)" + id;
    if (const auto* text = std::get_if<std::string>(&a)) {
        return out + R"(,"result":)" + *text + "}";
    }
    const failure& why = *std::get_if<failure>(&a);
    out += R"(,"error":{"code":)" + std::to_string(why.code) + R"(,"message":)" + json_string(why.message);
    if (!why.data.empty()) {
        out += R"(,"data":)" + why.data;
    }
    return out + "}}";
}

} // namespace zonogon::rpc
