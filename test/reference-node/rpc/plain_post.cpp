#include "rpc/plain_post.hpp"

#include "support/catch.hpp"

#include <string>

namespace rpc_plain_post_tests {

using zonogon::rpc::plain_post;
using zonogon::rpc::read_plain_post;
using zonogon::rpc::reading;

namespace {

const std::string head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5\r\n";
const std::string request = head + "\r\n{\"a\"}";

reading read(const std::string& text, plain_post& out, std::size_t most = 1'000) {
    return read_plain_post(text, most, out);
}
reading read(const std::string& text) {
    plain_post out;
    return read(text, out);
}

} // namespace

TEST_CASE("a plain POST is read, and what follows it left") {
    // What is read points into the text.
    plain_post out;
    const std::string followed = request + "POST /";
    REQUIRE(read(followed, out) == reading::whole);
    CHECK(out.body == "{\"a\"}");
    CHECK(out.content_type == "application/json");
    CHECK(out.origin.empty());
    CHECK(out.authorization.empty());
    CHECK(out.keep);
    CHECK(out.size == request.size());
    const std::string all = head + "origin:http://a \r\nAUTHORIZATION: Bearer x y\r\nConnection: Close\r\n\r\n12345";
    REQUIRE(read(all, out) == reading::whole);
    CHECK(out.origin == "http://a");
    CHECK(out.authorization == "Bearer x y");
    CHECK(!out.keep);
    CHECK(read("POST /path?x=1 HTTP/1.1\r\nContent-Length:0\r\n\r\n", out) == reading::whole);
    CHECK(out.body.empty());
    CHECK(out.keep);
}

TEST_CASE("every cut of a plain POST waits for more") {
    for (std::size_t i = 0; i < request.size(); ++i) {
        CHECK(read(request.substr(0, i)) == reading::partial);
    }
}

TEST_CASE("what is not plain is left to a complete parser") {
    const auto with = [](const std::string& line) { return read(head + line + "\r\n\r\n12345"); };
    CHECK(with("Accept: */*") == reading::whole);
    CHECK(with("Transfer-Encoding: chunked") == reading::other);
    CHECK(with("Expect: 100-continue") == reading::other);
    CHECK(with("Upgrade: websocket") == reading::other);
    CHECK(with("Connection: Upgrade") == reading::other);
    CHECK(with("Connection: close\r\nConnection: keep-alive") == reading::other);
    CHECK(with("Content-Length: 5") == reading::other); // a second one
    CHECK(with(" folded") == reading::other);
    CHECK(with("no colon") == reading::other);
    CHECK(with("bad name : x") == reading::other);
    CHECK(with(": x") == reading::other);
    CHECK(with(std::string{"X: \x01"}) == reading::other);
    CHECK(with("X: a\nb") == reading::other);
    CHECK(read("GET / HTTP/1.1\r\n\r\n") == reading::other);
    CHECK(read("POST / HTTP/1.0\r\nContent-Length: 0\r\n\r\n") == reading::other);
    CHECK(read("POST  HTTP/1.1\r\nContent-Length: 0\r\n\r\n") == reading::other);
    CHECK(read("POST /a b HTTP/1.1\r\nContent-Length: 0\r\n\r\n") == reading::other);
    CHECK(read("POST / HTTP/1.1\r\n\r\n") == reading::other); // no length
    for (const char* length : {"", "-1", "+5", "0x5", "5 5", "5,5", "1234567890"}) {
        CHECK(read("POST / HTTP/1.1\r\nContent-Length: " + std::string{length} + "\r\n\r\n12345") == reading::other);
    }
    plain_post out;
    CHECK(read_plain_post(request, 4, out) == reading::other); // above the limit
    CHECK(read("POST / HTTP/1.1\r\nX: " + std::string(20'000, 'y')) == reading::other);
}

} // namespace rpc_plain_post_tests
