#include <zonogon/curve/bn254_multiple.hpp>

#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace curve_bn254_multiple_tests {

using namespace zonogon;
using scalar = field::bn254_scalar;

TEST_CASE("scalars split into halves, and the endomorphism's multiples are multiples", "[curve][bn254]") {
    const scalar root{*u256::parse("0xb3c4d79d41a917585bfc41088d8daaa78b17ea66b99c90dd")};
    CHECK(root.square() * root == scalar::one());
    CHECK(root != scalar::one());
    test::random_stream random(21);
    std::vector<u256> all{u256{0},
                          u256{1},
                          u256{2},
                          scalar::modulus - u256{1},
                          root.value(),
                          (-root).value(),
                          u256::power_of_two(128),
                          u256::power_of_two(253)};
    for (int i = 0; i < 300; ++i) {
        all.push_back(random.element<scalar>().value());
    }
    std::size_t negative = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const u256& k = all[i];
        const auto parts = curve::split_for_bn254(k);
        CHECK(parts.low.bit_width() <= 128);
        CHECK(parts.high.bit_width() <= 128);
        const scalar high = root * scalar{parts.high};
        CHECK(scalar{parts.low} + (parts.high_negative ? -high : high) == scalar{k});
        negative += parts.high_negative ? 1 : 0;
        if (i < 40) {
            const auto check = [&k](const auto& p) {
                using curve_type = typename std::remove_cvref_t<decltype(p)>::curve;
                CHECK(curve::multiply_bn254(k, curve::jacobian_point<curve_type>(p)).to_affine() ==
                      curve::multiply(k, p));
            };
            check(curve::bn254::point::generator());
            check(curve::multiply(u256{4711}, curve::bn254::point::generator()));
            check(curve::bn254::point{});
            check(curve::bn254_twist::point::generator());
            check(curve::multiply(u256{4711}, curve::bn254_twist::point::generator()));
        }
    }
    CHECK(negative > 50);
}

} // namespace curve_bn254_multiple_tests
