#include <zonogon/base/bytes.hpp>
#include <zonogon/base/fixed_string.hpp>
#include <zonogon/base/int128.hpp>
#include <zonogon/base/printable.hpp>

#include <string>

#include "support/catch.hpp"

namespace base_small_parts_tests {

using namespace zonogon;

TEST_CASE("numbers in bytes, most significant first") {
    bytes out;
    append_big_endian<4>(out, 0x01020304);
    append_big_endian<2>(out, 0xabcdef);
    CHECK(out == bytes{1, 2, 3, 4, 0xcd, 0xef});
    CHECK(load_big_endian(byte_view(out).first(4)) == 0x01020304);
    CHECK(load_big_endian(out) == 0x01020304cdef);
    CHECK(load_big_endian({}) == 0);
    CHECK(load_big_endian(bytes(8, 0xff)) == ~std::uint64_t{0});
    append(out, bytes{7, 8});
    CHECK(out.size() == 8);
    CHECK(out.back() == 8);
    STATIC_REQUIRE(load_big_endian(std::array<std::uint8_t, 2>{1, 2}) == 258);
}

namespace {

template <fixed_string Name>
constexpr std::size_t length = Name.view().size();

} // namespace

TEST_CASE("literals as template arguments") {
    STATIC_REQUIRE(length<"trace"> == 5);
    STATIC_REQUIRE(length<""> == 0);
    STATIC_REQUIRE(fixed_string{"a"} == fixed_string{"a"});
    STATIC_REQUIRE_FALSE(fixed_string{"a"} == fixed_string{"ab"});
    STATIC_REQUIRE_FALSE(fixed_string{"a"} == fixed_string{"b"});
    CHECK(fixed_string{"with space"}.view() == "with space");
}

TEST_CASE("128-bit integers hold products of 64-bit ones") {
    constexpr std::uint64_t most = ~std::uint64_t{0};
    constexpr uint128 square = uint128{most} * most;
    STATIC_REQUIRE(static_cast<std::uint64_t>(square) == 1);
    STATIC_REQUIRE(static_cast<std::uint64_t>(square >> 64) == most - 1);
    STATIC_REQUIRE(static_cast<std::int64_t>((int128{-5} * int128{1} << 70) >> 70) == -5);
}

TEST_CASE("bytes that are no printable character are written in hexadecimal") {
    CHECK(printable("plain text, ~") == "plain text, ~");
    CHECK(printable(std::string_view{"a\0b", 3}) == "a\\x00b");
    CHECK(printable("\x1b[31m\r\n\t") == "\\x1b[31m\\x0d\\x0a\\x09");
    CHECK(printable("\x7f\x80\xff") == "\\x7f\\x80\\xff");
    CHECK(printable("").empty());
}

} // namespace base_small_parts_tests
