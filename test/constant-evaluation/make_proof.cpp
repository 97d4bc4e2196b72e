// Writes a proof of the tiny system, as a list of numbers, to the file named.

#include <fstream>
#include <iostream>

#include <zonogon/stark/prover.hpp>
#include <zonogon/stark/setup.hpp>
#include <zonogon/stark/verifier.hpp>

#include "tiny_system.hpp"

int main(int count, char** arguments) {
    using namespace zonogon;
    using test::tiny_config;
    using element = tiny_config::field;
    if (count != 2) {
        std::cerr << "usage: " << arguments[0] << " FILE\n";
        return 2;
    }
    const auto key = stark::setup<tiny_config>({{test::tiny_name, test::tiny_table()}});
    if (!key) {
        std::cerr << key.why().message << '\n';
        return 1;
    }
    matrix::row_major<element> trace(std::size_t{1} << test::tiny_log_height, 2);
    element x{1};
    element y{2};
    for (std::size_t i = 0; i < trace.height(); ++i) {
        trace(i, 0) = x;
        trace(i, 1) = y;
        const element sum = x + y;
        x = y;
        y = sum;
    }
    const stark::public_values<tiny_config> publics{{element{test::tiny_result}}};
    const auto proof = stark::prove(*key, {trace}, publics);
    const status outcome =
        proof ? stark::verify(key->verifying, publics, stark::serialize<tiny_config>(*proof)) : status{proof.why()};
    if (!outcome) {
        std::cerr << outcome.why().message << '\n';
        return 1;
    }
    std::ofstream out(arguments[1]);
    for (const std::uint8_t byte : stark::serialize<tiny_config>(*proof)) {
        out << unsigned{byte} << ",\n";
    }
    return out ? 0 : 1;
}
