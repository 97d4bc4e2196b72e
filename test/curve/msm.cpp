#include <random>
#include <vector>

#include <zonogon/curve/bn254.hpp>
#include <zonogon/curve/msm.hpp>
#include <zonogon/curve/secp256k1.hpp>
#include <zonogon/curve/wider.hpp>

#include "support/catch.hpp"

namespace curve_msm_tests {

using namespace zonogon;
using curve::bn254;
using curve::bn254_twist;

namespace {

template <class Curve>
using scalar_of = typename Curve::scalar_field;

template <class F>
F random_scalar(std::mt19937_64& random) {
    return F{u256{std::array<std::uint64_t, 4>{random(), random(), random(), random()}}};
}

template <class Curve>
struct terms {
    std::vector<curve::affine_point<Curve>> points;
    std::vector<scalar_of<Curve>> scalars;

    void add(const curve::affine_point<Curve>& point, const scalar_of<Curve>& scalar) {
        points.push_back(point);
        scalars.push_back(scalar);
    }
    curve::affine_point<Curve> by_msm() const {
        return curve::msm<Curve>(std::span(points), std::span(scalars)).to_affine();
    }
    curve::affine_point<Curve> one_by_one() const {
        curve::affine_point<Curve> sum;
        for (std::size_t i = 0; i < points.size(); ++i) {
            sum = sum + curve::multiply(scalars[i].value(), points[i]);
        }
        return sum;
    }
};

/// Points that are multiples of few others, so that equal, opposite and zero ones meet, with scalars of every kind.
template <class Curve>
terms<Curve> mixed_terms(std::size_t count, std::mt19937_64& random) {
    using F = scalar_of<Curve>;
    const auto generator = curve::affine_point<Curve>::generator();
    std::vector<curve::affine_point<Curve>> pool{{}, generator, -generator};
    while (pool.size() < 20) {
        pool.push_back(curve::multiply(random_scalar<F>(random).value(), generator));
    }
    terms<Curve> out;
    for (std::size_t i = 0; i < count; ++i) {
        const auto& point = pool[random() % pool.size()];
        switch (random() % 8) {
        case 0:
            out.add(point, F::zero());
            break;
        case 1:
            out.add(point, F::one());
            break;
        case 2:
            out.add(point, -F::one());
            break;
        case 3:
            out.add(point, F{random() % 1000});
            break;
        case 4:
            out.add(point, -F{random() % 1000});
            break;
        default:
            out.add(random() % 2 == 0 ? point : -point, random_scalar<F>(random));
            break;
        }
    }
    return out;
}

template <class Curve>
void check_mixed(std::size_t largest) {
    std::mt19937_64 random(7);
    for (std::size_t count = 0; count <= largest; count = count < 4 ? count + 1 : count * 3 - 1) {
        CAPTURE(count);
        const auto sum = mixed_terms<Curve>(count, random);
        CHECK(sum.by_msm() == sum.one_by_one());
    }
}

/// Points k_i G that are all different: the sum is (sum of k_i s_i) G.
template <class Curve>
void check_many(std::size_t count) {
    using F = scalar_of<Curve>;
    std::mt19937_64 random(count);
    const auto generator = curve::affine_point<Curve>::generator();
    terms<Curve> sum;
    F expected;
    F multiple = random_scalar<F>(random);
    auto point = curve::multiply(multiple.value(), generator);
    for (std::size_t i = 0; i < count; ++i) {
        const F scalar = random() % 4 == 0 ? F{random() % 2} : random_scalar<F>(random);
        sum.add(point, scalar);
        expected += scalar * multiple;
        point = point + generator;
        multiple += F::one();
    }
    CHECK(sum.by_msm() == curve::multiply(expected.value(), generator));
}

} // namespace

TEST_CASE("a sum of multiples agrees with the multiples added one by one", "[curve]") {
    check_mixed<bn254>(400);
    check_mixed<bn254_twist>(60);
    check_mixed<curve::secp256k1>(60);
}

TEST_CASE("a sum of equal or of cancelling multiples", "[curve]") {
    const auto generator = bn254::point::generator();
    std::mt19937_64 random(3);
    const auto scalar = random_scalar<field::bn254_scalar>(random);
    terms<bn254> equal;
    terms<bn254> cancelling;
    for (std::size_t i = 0; i < 300; ++i) {
        equal.add(generator, scalar);
        cancelling.add(i % 2 == 0 ? generator : -generator, scalar);
    }
    CHECK(equal.by_msm() == curve::multiply((scalar * field::bn254_scalar{300}).value(), generator));
    CHECK(cancelling.by_msm().is_zero());
    CHECK(terms<bn254>{{bn254::point{}, bn254::point{}}, {scalar, scalar}}.by_msm().is_zero());
}

TEST_CASE("a sum of many multiples", "[curve]") {
    check_many<bn254>(5000);
    check_many<bn254_twist>(1500);
}

TEST_CASE("a sum of multiples by wider vectors", "[curve]") {
    if (!curve::use_wider_vectors()) {
        SUCCEED("this processor has none");
        return;
    }
    check_mixed<bn254>(400);
    check_mixed<bn254_twist>(60);
    check_many<bn254>(20000);
    check_many<bn254_twist>(3000);
    curve::detail::wider<bn254>::add_pairs = nullptr;
    curve::detail::wider<bn254_twist>::add_pairs = nullptr;
}

} // namespace curve_msm_tests
