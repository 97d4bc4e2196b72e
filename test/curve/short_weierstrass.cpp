#include <zonogon/curve/short_weierstrass.hpp>

#include <vector>

#include <zonogon/field/koala_bear.hpp>

#include "support/catch.hpp"

namespace curve_short_weierstrass_tests {

using namespace zonogon;

namespace {

/// y^2 = x^3 + 3 x + 5, which has the point (1, 3), over a field of 31 bits: unlike the curves of Ethereum, a is not
/// zero.
struct small_curve {
    using base_field = field::koala_bear;
    using scalar_field = field::koala_bear;
    static constexpr base_field a() noexcept { return base_field{3}; }
    static constexpr base_field b() noexcept { return base_field{5}; }
    static constexpr base_field generator_x() noexcept { return base_field{1}; }
    static constexpr base_field generator_y() noexcept { return base_field{3}; }
};
using point = curve::affine_point<small_curve>;
using coordinate = small_curve::base_field;

/// The first multiples of the generator.
std::vector<point> points() {
    std::vector<point> out{point::generator()};
    while (out.size() < 6) {
        out.push_back(out.back() + point::generator());
    }
    return out;
}

} // namespace

TEST_CASE("the group law on a curve with a not zero, affine and Jacobian") {
    const auto sample = points();
    const point zero;
    CHECK(zero.on_curve());
    CHECK(point(coordinate{0}, coordinate{0}) == zero);
    CHECK(-zero == zero);
    CHECK(zero.doubled() == zero);
    CHECK_FALSE(point(coordinate{1}, coordinate{1}).on_curve());
    CHECK_FALSE(point(coordinate{0}, coordinate{1}).on_curve());
    CHECK(curve::jacobian_point<small_curve>{} == curve::jacobian_point<small_curve>{zero});
    CHECK_FALSE(curve::jacobian_point<small_curve>{} == curve::jacobian_point<small_curve>{sample[0]});
    CHECK((curve::jacobian_point<small_curve>{} + sample[1]).to_affine() == sample[1]);
    CHECK((curve::jacobian_point<small_curve>{sample[1]} + zero).to_affine() == sample[1]);
    for (const point& p : sample) {
        CHECK(p + zero == p);
        CHECK(zero + p == p);
        CHECK(p + -p == zero);
        CHECK(p - p == zero);
        CHECK(p + p == p.doubled());
        CHECK(p.doubled().on_curve());
        CHECK(curve::jacobian_point<small_curve>(p).doubled().to_affine() == p.doubled());
        CHECK((curve::jacobian_point<small_curve>(p) + curve::jacobian_point<small_curve>(p)).to_affine() ==
              p.doubled());
        CHECK((curve::jacobian_point<small_curve>(p) + -curve::jacobian_point<small_curve>(p)).is_zero());
        for (const point& q : sample) {
            CHECK((p + q).on_curve());
            CHECK(p + q == q + p);
            const auto sum = curve::jacobian_point<small_curve>(p) + curve::jacobian_point<small_curve>(q);
            CHECK(sum.to_affine() == p + q);
            // Mixed additions, also from a point whose Z is not one.
            CHECK((curve::jacobian_point<small_curve>(p) + q).to_affine() == p + q);
            CHECK((sum + q).to_affine() == p + q + q);
            CHECK((sum - q) == curve::jacobian_point<small_curve>(p));
            CHECK((sum - (p + q)).is_zero());
            CHECK((sum + (p + q)) == sum.doubled());
            for (const point& r : sample) {
                CHECK((p + q) + r == p + (q + r));
            }
        }
    }
}

} // namespace curve_short_weierstrass_tests
