// The Fibonacci sequence as a state machine in PIL, compiled with this program, proved and verified.
//
// FIRST and LAST are declared as constant columns and lowered to row selectors, so the machine has no fixed height: the
// same verifying key serves every power of two of rows.

#include <cstdint>
#include <cstdio>
#include <utility>

#include <zonogon/air/analyse.hpp>
#include <zonogon/air/freeze.hpp>
#include <zonogon/pil/compile.hpp>
#include <zonogon/pil/lower.hpp>
#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/prover.hpp>
#include <zonogon/stark/setup.hpp>
#include <zonogon/stark/verifier.hpp>

namespace {

using namespace zonogon;
using config = stark::default_config;
using F = config::field;

constexpr std::string_view program = R"(
constant %N = 2**10;
namespace Fibonacci(%N);
    pol constant FIRST, LAST;
    pol commit a, b;

    public start = a(0);
    public second = b(0);
    public end = b(%N - 1);

    FIRST * (a - :start) = 0;
    FIRST * (b - :second) = 0;
    (1 - LAST) * (a' - b) = 0;
    (1 - LAST) * (b' - a - b) = 0;
    LAST * (b - :end) = 0;
)";

constexpr void describe(air::builder& b) {
    pil::lower_options options;
    options.selectors = {{"Fibonacci.FIRST", pil::row_selector::first_row},
                         {"Fibonacci.LAST", pil::row_selector::last_row}};
    pil::describe(b, pil::compile("fibonacci.pil", program).result, "Fibonacci", options);
}

// The compiler of C++ runs the compiler of PIL: the table is a constant, and its facts can be asserted.
constexpr air::ir table = air::freeze<describe>();
static_assert(table.witness_names.size() == 2 && table.preprocessed_names.empty());
static_assert(table.constraints.size() == 5 && table.public_count == 3);
static_assert(air::max_constraint_degree(table) == 2);

// A text with a mistake is refused at the place of the mistake.
static_assert(pil::compile("x", "namespace G(4); pol commit a;\n a' = c;").failure.where.line == 2);

} // namespace

int main() {
    air::builder b;
    describe(b);
    const auto key = stark::setup<config>({{"fibonacci", b.build()}});
    if (!key) {
        std::printf("setup: %s\n", key.why().message.c_str());
        return 1;
    }
    bool good = true;
    for (const std::size_t rows : {std::size_t{16}, std::size_t{1024}}) {
        matrix::row_major<F> trace(rows, 2);
        F x = F::one();
        F y = F::one();
        for (std::size_t i = 0; i < rows; ++i) {
            trace(i, 0) = x;
            trace(i, 1) = y;
            y = std::exchange(x, y) + y;
        }
        const F end = trace(rows - 1, 1);
        const stark::public_values<config> publics{{F::one(), F::one(), end}};
        const auto proof = stark::prove(*key, {std::move(trace)}, publics);
        if (!proof) {
            std::printf("prove: %s\n", proof.why().message.c_str());
            return 1;
        }
        const status accepted = stark::verify(key->verifying, publics, *proof);
        const status refused = stark::verify(key->verifying, {{F::one(), F::one(), end + F::one()}}, *proof);
        std::printf("%zu rows end in %llu: %s; another end: %s\n", rows, static_cast<unsigned long long>(end.value()),
                    accepted ? "proved" : accepted.why().message.c_str(),
                    refused ? "accepted" : refused.why().message.c_str());
        good = good && accepted && !refused;
    }
    return good ? 0 : 1;
}
