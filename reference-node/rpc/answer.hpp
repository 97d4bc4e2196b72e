#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace zonogon::rpc {

/// Error codes of JSON-RPC 2.0 and of execution clients.
enum error_code : int {
    parse_error = -32700,
    invalid_request = -32600,
    method_not_found = -32601,
    invalid_params = -32602,
    internal_error = -32603,
    server_error = -32000, ///< whatever a method reports without a code of its own
    limit_exceeded = -32005,
    response_too_large = -32003,
    unauthorized = -32004, ///< the caller may not use the method
    reverted = 3,          ///< execution reverted; data holds what the contract returned
};

struct failure {
    int code = server_error;
    std::string message;
    /// JSON text; empty for none.
    std::string data;

    friend bool operator==(const failure&, const failure&) = default;
};

/// What a method gives back: the result as JSON text, or an error.
using answer = std::variant<std::string, failure>;

/// A text as a JSON string, escaped; what is no UTF-8 in it (contracts revert with any bytes) becomes U+FFFD.
std::string json_string(std::string_view text);

/// The whole response object. `id` is JSON text.
std::string response_text(const std::string& id, const answer& a);

} // namespace zonogon::rpc
