#include <algorithm>
#include <cstdint>
#include <string>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/matrix/matrix.hpp>

#include "support/catch.hpp"

namespace matrix_storage_tests {

using zonogon::field::goldilocks;
using zonogon::matrix::row_major;

TEST_CASE("a new matrix is zero, small or large", "[matrix]") {
    for (const std::size_t height : {0U, 1U, 3U, 1U << 20}) {
        const row_major<goldilocks> m(height, 3);
        CHECK(m.width() == 3);
        CHECK(m.height() == height);
        CHECK(std::ranges::all_of(m.data(), [](goldilocks v) { return v.raw() == 0; }));
        if (height > 0) {
            CHECK(reinterpret_cast<std::uintptr_t>(m.data().data()) % 64 == 0);
        }
    }
}

TEST_CASE("matrices of other types than fields", "[matrix]") {
    row_major<std::string> m(2, 2);
    CHECK(m(1, 1).empty());
    m(1, 0) = "row one";
    const auto copy = m;
    CHECK(copy.row(1)[0] == "row one");
    const row_major<int> given(std::vector<int>{1, 2, 3, 4, 5, 6}, 3);
    CHECK(given.height() == 2);
    CHECK(given(1, 2) == 6);
}

} // namespace matrix_storage_tests
