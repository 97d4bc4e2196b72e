#include <cstdio>

#include "packed/all_lanes.hpp"

int main() {
    const std::size_t wrong = zonogon::test::wrong_lanes_of_back_end<zonogon::packed::neon>();
    std::printf("%zu wrong lanes\n", wrong);
    return wrong == 0 ? 0 : 1;
}
