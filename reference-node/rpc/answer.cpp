#include "rpc/answer.hpp"

namespace zonogon::rpc {

std::string json_string(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out = "\"";
    out.reserve(text.size() + 2);
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (code < 0x20) {
            out += "\\u00";
            out += digits[code >> 4];
            out += digits[code & 15];
        } else {
            out += c;
        }
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
