// What a text brings into a message is printable: it can neither steer a terminal nor forge lines of a log.

#include <string>

#include <zonogon/pil/compile.hpp>
#include <zonogon/zkasm/assembler.hpp>

#include "support/catch.hpp"

namespace zkasm_messages_tests {

using namespace zonogon;

namespace {

bool is_printable(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

const std::string evil = "\x1b[2J\r\x07\x80";

} // namespace

TEST_CASE("messages about zkASM texts are printable") {
    for (const std::string& text : {"0 => A :MLOAD(" + evil + ")\n", evil, "INCLUDE \"" + evil + "\"\n",
                                    "VAR GLOBAL a" + evil + "\n", "start:\n \"" + evil + "\" => A\n"}) {
        const auto made = zkasm::assemble("file" + evil, text);
        REQUIRE_FALSE(made);
        INFO(made.why().message);
        CHECK(is_printable(made.why().message));
        CHECK_THAT(made.why().message, Catch::Contains("file\\x1b[2J"));
    }
}

TEST_CASE("messages about PIL texts are printable") {
    for (const std::string& text :
         {evil, "namespace A(8);\n include \"" + evil + "\";\n", "namespace " + evil + ";\n"}) {
        const auto made = pil::compile("file" + evil, text);
        REQUIRE_FALSE(made.ok());
        const std::string message = made.describe(made.failure).str();
        INFO(message);
        CHECK(is_printable(message));
        CHECK_THAT(message, Catch::Contains("file\\x1b[2J"));
    }
}

} // namespace zkasm_messages_tests
