#include <cstdio>

#include <zonogon/packed/cpu.hpp>

#include "packed/all_lanes.hpp"

// A program of its own: a file compiled for AVX-512 must not lend its inline functions to one that runs anywhere.
int main() {
    if (const auto fit = zonogon::packed::check_cpu(); !fit) {
        std::puts(fit.why().message.c_str());
        return 77; // CTest counts the test as skipped
    }
    const std::size_t wrong = zonogon::test::wrong_lanes_of_back_end<zonogon::packed::avx512>();
    std::printf("%zu wrong lanes\n", wrong);
    return wrong == 0 ? 0 : 1;
}
