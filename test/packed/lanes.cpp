#include <array>

#include <zonogon/field/bn254.hpp>

#include "packed/all_lanes.hpp"
#include "support/catch.hpp"

namespace packed_lanes_tests {

using namespace zonogon;
using field::goldilocks;

TEST_CASE("every lane of the generic back end equals the scalar result", "[packed]") {
    CHECK(test::wrong_lanes_of_back_end<packed::generic>() == 0);
    CHECK(test::wrong_lanes<packed::vector<field::bn254_scalar, packed::generic>>(
              test::with_random(test::edge_values<field::bn254_scalar>(), 3)) == 0);
}

#ifdef __AVX2__
TEST_CASE("every lane of the AVX2 back end equals the scalar result", "[packed]") {
    CHECK(test::wrong_lanes_of_back_end<packed::avx2>() == 0);
}
#endif

TEST_CASE("fields without kernels of their own are packed by the generic code", "[packed]") {
    CHECK(test::wrong_lanes<packed::vector_of<field::bn254_scalar>>(
              test::with_random(test::edge_values<field::bn254_scalar>(), 3)) == 0);
}

TEST_CASE("extension vectors take vectors of the base field", "[packed]") {
    using E = packed::vector_of<field::goldilocks3>;
    test::random_stream random(10);
    std::array<field::goldilocks3, E::width> a;
    std::array<goldilocks, E::width> b;
    for (std::size_t i = 0; i < E::width; ++i) {
        a[i] = random.element<field::goldilocks3>();
        b[i] = random.element<goldilocks>();
    }
    const E x = E::load(a.data());
    const E::base y = E::base::load(b.data());
    std::array<field::goldilocks3, E::width> product;
    std::array<field::goldilocks3, E::width> sum;
    std::array<field::goldilocks3, E::width> difference;
    std::array<field::goldilocks3, E::width> embedded;
    (x * y).store(product.data());
    (x + y).store(sum.data());
    (x - y).store(difference.data());
    E(y).store(embedded.data());
    for (std::size_t i = 0; i < E::width; ++i) {
        CHECK(product[i] == a[i] * b[i]);
        CHECK(sum[i] == a[i] + b[i]);
        CHECK(difference[i] == a[i] - b[i]);
        CHECK(embedded[i] == field::goldilocks3(b[i]));
    }
}

namespace {

/// An off-by-one product, to see that the law suite notices.
struct wrong_vector : packed::vector<goldilocks, packed::generic> {
    using base = packed::vector<goldilocks, packed::generic>;
    wrong_vector() = default;
    wrong_vector(const base& b) : base(b) {}
    static wrong_vector load(const goldilocks* from) { return base::load(from); }
    static wrong_vector broadcast(goldilocks v) { return base::broadcast(v); }
    friend wrong_vector operator+(const wrong_vector& a, const wrong_vector& b) { return base(a) + base(b); }
    friend wrong_vector operator-(const wrong_vector& a, const wrong_vector& b) { return base(a) - base(b); }
    friend wrong_vector operator*(const wrong_vector& a, const wrong_vector& b) {
        return base(a) * base(b) + base::broadcast(goldilocks::one());
    }
    friend wrong_vector operator*(const wrong_vector& a, goldilocks b) { return base(a) * b; }
    wrong_vector operator-() const { return -base(*this); }
    wrong_vector& operator+=(const wrong_vector& b) { return *this = *this + b; }
    wrong_vector& operator-=(const wrong_vector& b) { return *this = *this - b; }
    wrong_vector& operator*=(const wrong_vector& b) { return *this = *this * b; }
    wrong_vector square() const { return base(*this) * base(*this); }
};

} // namespace

TEST_CASE("the lane laws notice a wrong product", "[packed]") {
    CHECK(test::wrong_lanes<wrong_vector>({goldilocks{3}, goldilocks{5}}) > 0);
}

} // namespace packed_lanes_tests
