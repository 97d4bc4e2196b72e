#include <utility>
// The order matters: Boost 1.74 uses std::exchange without including it.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <boost/asio/buffer.hpp>
#include <boost/beast/http.hpp>
#pragma GCC diagnostic pop

#include "rpc/plain_post.hpp"

// What the short reader takes means the same to Boost.Beast's complete one: body, fields, whether the connection is
// kept, where the request ends. Every cut of it waits for more.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace http = boost::beast::http;
    using namespace zonogon;
    const std::string in(reinterpret_cast<const char*>(data), size);
    rpc::plain_post found;
    if (rpc::read_plain_post(in, 100'000, found) != rpc::reading::whole) {
        return 0;
    }
    http::request_parser<http::string_body> parser;
    parser.eager(true);
    parser.body_limit(100'000);
    parser.header_limit(16'384);
    boost::beast::error_code failed;
    const std::size_t used = parser.put(boost::asio::buffer(in), failed);
    const auto& request = parser.get();
    const auto same = [&](http::field name, std::string_view value) {
        const auto text = request[name];
        return std::string_view{text.data(), text.size()} == value;
    };
    if (failed || !parser.is_done() || used != found.size || request.method() != http::verb::post ||
        request.body() != found.body || request.keep_alive() != found.keep ||
        !same(http::field::content_type, found.content_type) || !same(http::field::origin, found.origin) ||
        !same(http::field::authorization, found.authorization)) {
        std::abort();
    }
    for (const std::size_t cut : {found.size - 1, found.size / 2}) {
        rpc::plain_post ignored;
        if (rpc::read_plain_post(std::string_view{in}.substr(0, cut), 100'000, ignored) != rpc::reading::partial) {
            std::abort();
        }
    }
    return 0;
}
