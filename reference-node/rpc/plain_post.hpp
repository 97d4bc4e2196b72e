#pragma once

#include <cstddef>
#include <string_view>

namespace zonogon::rpc {

/// An HTTP request as nearly every caller sends it: POST by HTTP/1.1 with a content length, whole in the buffer.
struct plain_post {
    std::string_view content_type, origin, authorization, body;
    bool keep = true;
    /// Of head and body.
    std::size_t size = 0;
};

enum class reading {
    whole,   ///< `out` is the request
    partial, ///< so far it looks like one; more bytes have to come
    other,   ///< not of this kind, or one that HTTP refuses: a complete parser has to read it
};

/// Reads what begins at `in`. A head above 16 KiB or a body above `max_body` is `other`. Whatever is `whole` here means
/// the same to a complete parser (the fuzz target compares with Boost.Beast's); `out` points into `in`.
reading read_plain_post(std::string_view in, std::size_t max_body, plain_post& out);

} // namespace zonogon::rpc
