#include <zonogon/curve/batch_to_affine.hpp>

#include <vector>

#include <zonogon/curve/bn254.hpp>

#include "support/catch.hpp"

namespace curve_batch_to_affine_tests {

using namespace zonogon;
using curve::bn254;

TEST_CASE("many points at once become what each becomes alone", "[curve]") {
    std::vector<curve::jacobian_point<bn254>> points(2500);
    for (std::size_t i = 1; i < points.size(); ++i) {
        // Zeros among them, at a chunk's edges too.
        points[i] =
            i % 1024 == 0 ? curve::jacobian_point<bn254>{} : (points[i - 1] + bn254::point::generator()).doubled();
    }
    std::vector<bn254::point> out(points.size(), bn254::point::generator());
    curve::batch_to_affine<bn254>(points, out);
    for (std::size_t i = 0; i < points.size(); ++i) {
        REQUIRE(out[i] == points[i].to_affine());
        REQUIRE(out[i].on_curve());
        REQUIRE(out[i].is_zero() == (i % 1024 == 0));
    }
    curve::batch_to_affine<bn254>({}, {});
}

} // namespace curve_batch_to_affine_tests
