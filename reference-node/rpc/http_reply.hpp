#pragma once

#include <string>
#include <string_view>

namespace zonogon::rpc {

/// What is sent back over HTTP.
struct http_reply {
    /// "200 OK"
    std::string_view status = "200 OK";
    /// Empty for an answer without a body.
    std::string_view content_type{};
    std::string text{};
    /// Further header lines, each with its end.
    std::string_view lines{};
};

/// A page's origin that may see the reply.
struct allowed_page {
    std::string_view origin;
    bool preflight = false;
};

/// Appends the reply as HTTP/1.1 sends it. The origin goes back as it came, so it must hold no control characters.
inline void append_http(std::string& out, const http_reply& reply, const allowed_page& page, bool keep) {
    const auto add = [&](std::string_view a, std::string_view b = {}, std::string_view c = {}) {
        out.append(a).append(b).append(c);
    };
    add("HTTP/1.1 ", reply.status, "\r\n");
    if (!reply.content_type.empty()) {
        add("Content-Type: ", reply.content_type, "\r\n");
    }
    add(reply.lines, "Vary: Origin\r\n");
    if (!page.origin.empty()) {
        add("Access-Control-Allow-Origin: ", page.origin, "\r\n");
        if (page.preflight) {
            add("Access-Control-Allow-Methods: POST, GET, OPTIONS\r\n"
                "Access-Control-Allow-Headers: Content-Type, Authorization\r\n"
                "Access-Control-Max-Age: 600\r\n");
        }
    }
    if (!keep) {
        add("Connection: close\r\n");
    }
    if (!reply.status.starts_with("204")) {
        add("Content-Length: ", std::to_string(reply.text.size()), "\r\n");
    }
    add("\r\n", reply.text);
}

} // namespace zonogon::rpc
