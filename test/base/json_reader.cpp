#include <string>
#include <string_view>

#include <zonogon/base/json_reader.hpp>

#include "support/catch.hpp"

namespace base_json_reader_tests {

using namespace zonogon;
using json = nlohmann::json;

namespace {

std::string why_not(std::string_view text) {
    const auto parsed = json_reader::parse(text);
    return parsed ? "" : parsed.why().message;
}
/// What a reader says about a value.
template <class Read>
std::string complaint(Read&& read) {
    json_reader in;
    read(in);
    return in.outcome() ? "" : in.outcome().why().message;
}

} // namespace

TEST_CASE("text that is no JSON is refused at its place") {
    CHECK(why_not(R"({"a": 1})") == "");
    CHECK(why_not("") == "not a JSON text (line 1, column 1)");
    CHECK(why_not("{\n  \"a\": ?") == "not a JSON text (line 2, column 8)");
    CHECK(why_not("[1e999]") == "not a JSON text that can be held: a number is out of range");
    CHECK(why_not("[1] 2") != "");
    CHECK(why_not("\"\xff\"") != "");
}

TEST_CASE("a member that stands twice is refused, in whatever object") {
    CHECK(why_not(R"({"a": 1, "b": {"a": 1}})") == "");
    CHECK(why_not(R"([{"a": 1}, {"a": 2}])") == "");
    CHECK(why_not(R"({"x": [{"a": 1, "b": 2, "a": 3}]})") == "field a stands twice in one object");
    CHECK(why_not(R"({"a\n": 1, "a\n": 3})").find('\n') == std::string::npos);
}

TEST_CASE("the first complaint stays, and names the field") {
    json_reader in;
    const json j = json::parse(R"({"count": "0x10", "name": 5, "list": {}})");
    CHECK(in.number64(in.need(j, "", "count"), "count") == 16);
    CHECK(!in.failed());
    CHECK(in.outcome());
    CHECK(in.text(in.need(j, "", "name"), json_reader::member("", "name")).empty());
    CHECK(!in.array(j["list"], json_reader::element("x", 3)));
    CHECK(in.failed());
    CHECK(in.outcome().why().message == "field name is not a string");
    CHECK(json_reader::member("a", "b") == "a.b");
    CHECK(json_reader::element("a", 7) == "a[7]");
}

TEST_CASE("members that are missing or unknown") {
    const json j = json::parse(R"({"a": 1, "b": null})");
    CHECK(complaint([&](json_reader& in) { in.only(j, "x", {"a", "b"}); }) == "");
    CHECK(complaint([&](json_reader& in) { in.only(j, "x", {"a"}); }) == "field x.b is unknown");
    CHECK(complaint([&](json_reader& in) { CHECK(in.need(j, "x", "c").is_null()); }) == "field x.c is missing");
    CHECK(complaint([&](json_reader& in) { CHECK(in.need(j, "x", "b").is_null()); }) == "");
    CHECK(json_reader::find(j, "a") != nullptr);
    CHECK(json_reader::find(j, "c") == nullptr);
    CHECK(complaint([&](json_reader& in) { in.object(json::array(), ""); }) == "the file is not an object");
    // A name that is too long for a line is cut.
    const json odd{{std::string(500, 'y'), 1}};
    CHECK(complaint([&](json_reader& in) { in.only(odd, "", {}); }).size() < 100);
}

TEST_CASE("numbers up to 256 bits, in every spelling") {
    const auto read = [](const json& j) {
        json_reader in;
        const u256 out = in.number(j, "n");
        return in.failed() ? std::optional<u256>{} : std::optional{out};
    };
    CHECK(read(7U) == u256{7});
    CHECK(read("7") == u256{7});
    CHECK(read("0x7") == u256{7});
    CHECK(read(18446744073709551615U) == u256{18446744073709551615U});
    CHECK(read("0x" + std::string(64, 'f')) == u256::max());
    for (const json& bad :
         {json(-1), json(1.5), json("0x1" + std::string(64, '0')), json(""), json("0x"), json("seven"), json("-1"),
          json(true), json(nullptr), json(std::string(81, '0')), json("1 ")}) {
        INFO(bad.dump());
        CHECK(!read(bad));
    }
    CHECK(complaint([](json_reader& in) { in.number64("18446744073709551616", "n"); }) ==
          "field n is larger than 18446744073709551615");
    CHECK(complaint([](json_reader& in) { in.number64(11U, "n", 10); }) == "field n is larger than 10");
    CHECK(complaint([](json_reader& in) { CHECK(in.number64(10U, "n", 10) == 10); }) == "");
}

TEST_CASE("hex of any and of given length") {
    const std::string word = "0x" + std::string(62, '0') + "2a";
    CHECK(complaint([&](json_reader& in) { CHECK(in.word(word, "w") == u256{42}); }) == "");
    CHECK(complaint([&](json_reader& in) { in.word("0x2a", "w"); }) == "field w has 1 bytes instead of 32");
    CHECK(complaint([&](json_reader& in) { in.address(word, "a"); }) == "field a has 32 bytes instead of 20");
    CHECK(complaint([&](json_reader& in) { CHECK(in.hex("0x0aff", "h") == bytes{0x0a, 0xff}); }) == "");
    CHECK(complaint([&](json_reader& in) { in.hex("0x0", "h"); }).starts_with("field h is not hex: "));
    CHECK(complaint([&](json_reader& in) { in.hex("0xzz", "h"); }).starts_with("field h is not hex: "));
    CHECK(complaint([&](json_reader& in) { in.boolean("true", "b"); }) == "field b is not true or false");
    CHECK(complaint([&](json_reader& in) { CHECK(in.boolean(true, "b")); }) == "");
}

} // namespace base_json_reader_tests
