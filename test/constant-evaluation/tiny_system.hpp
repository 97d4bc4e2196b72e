#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/stark/default_config.hpp>

namespace zonogon::test {

/// As little as can be proved: the compiler evaluates the verifier of this.
struct tiny_config : stark::default_config {
    static constexpr soundness::parameters parameters{.queries = 2,
                                                      .grinding_bits = 1,
                                                      .cap_height = 1,
                                                      .log_final_length = 1,
                                                      .max_log_height = 4,
                                                      .target = soundness::bits<soundness::proven>{0}};
};
inline constexpr std::size_t tiny_log_height = 2;

/// x' = y, y' = x + y from 1 and 2, last y public, and a bus on which the table talks to itself. Texts are long for
/// libstdc++ 12, whose short strings clang++ cannot evaluate.
inline constexpr const char* tiny_name = "table of Fibonacci numbers";
constexpr air::owned_ir tiny_table() {
    air::builder b;
    const auto x = b.witness("x");
    const auto y = b.witness("y");
    b.assert_zero("first x", b.first_row() * (x - 1));
    b.assert_zero("first y", b.first_row() * (y - 2));
    b.assert_zero("x moves on", b.transition() * (x.next() - y));
    b.assert_zero("y is the sum", b.transition() * (y.next() - x - y));
    b.assert_zero("last y", b.last_row() * (y - b.public_value(0)));
    b.send("echo", {x, 5});
    b.receive("echo", {x, 5});
    return b.build();
}
/// 1 2 | 2 3 | 3 5 | 5 8
inline constexpr std::uint64_t tiny_result = 8;

} // namespace zonogon::test
