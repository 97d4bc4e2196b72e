#include <vector>

#include <zonogon/curve/add_pairs.hpp>
#include <zonogon/curve/bn254.hpp>
#include <zonogon/curve/wider.hpp>
#include <zonogon/field/bn254.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/poly/vector_ntt.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace poly_vector_ntt_tests {

using namespace zonogon;

namespace {

template <class F>
std::vector<F> some_elements(std::size_t count) {
    test::random_stream random(count);
    std::vector<F> out(count);
    for (F& v : out) {
        v = random.element<F>().square();
    }
    return out;
}

template <class F>
F evaluate(const std::vector<F>& coefficients, const F& x) {
    F sum;
    for (std::size_t i = coefficients.size(); i-- > 0;) {
        sum = sum * x + coefficients[i];
    }
    return sum;
}

template <class F>
void check_transforms(std::size_t bits) {
    CAPTURE(bits);
    const poly::vector_ntt<F> plan(bits);
    const std::vector<F> coefficients = some_elements<F>(plan.size());
    const F root = F::two_adic_generator(bits);
    const F shift = F::generator() + F::generator();

    auto values = coefficients;
    plan.forward(values);
    auto on_coset = coefficients;
    plan.forward_coset(on_coset, shift);
    const std::size_t step = plan.size() > 1024 ? plan.size() / 31 : 1;
    for (std::size_t i = 0; i < plan.size(); i += step) {
        CHECK(values[i] == evaluate(coefficients, root.pow(i)));
        CHECK(on_coset[i] == evaluate(coefficients, shift * root.pow(i)));
    }

    auto moved = values;
    plan.move_to_coset(moved, shift);
    CHECK(moved == on_coset);
    moved = values;
    plan.reverse(moved);
    plan.move_bit_reversed_to_coset(moved, shift);
    plan.reverse(moved);
    CHECK(moved == on_coset);
    auto reversed = coefficients;
    plan.forward_to_bit_reversed(reversed);
    plan.reverse(reversed);
    CHECK(reversed == values);
    plan.inverse(values);
    CHECK(values == coefficients);
    plan.inverse_coset(on_coset, shift);
    CHECK(on_coset == coefficients);
}

} // namespace

TEST_CASE("a vector's transforms are evaluations", "[poly]") {
    for (std::size_t bits = 0; bits <= 9; ++bits) {
        check_transforms<field::bn254_scalar>(bits);
        check_transforms<field::goldilocks>(bits);
    }
    check_transforms<field::bn254_scalar>(14);
    check_transforms<field::bn254_scalar>(15);
    check_transforms<field::bn254_scalar>(17);
}

TEST_CASE("wider vectors transform a vector to the same elements", "[poly]") {
    if (!curve::use_wider_vectors()) {
        SUCCEED("this processor has none");
        return;
    }
    for (const unsigned bits : {3U, 5U, 6U, 7U, 8U, 9U, 13U, 14U, 15U, 16U, 17U}) {
        check_transforms<field::bn254_scalar>(bits);
    }
    constexpr auto p = field::bn254_scalar::modulus;
    const std::array<std::uint64_t, 4> largest{p.limb(0) - 1, p.limb(1), p.limb(2), p.limb(3)};
    // The largest elements, and representatives: the others' results to the bit.
    for (const unsigned bits : {6U, 9U, 15U}) {
        const poly::vector_ntt<field::bn254_scalar> plan(bits);
        std::vector<field::bn254_scalar> wide(plan.size(), -field::bn254_scalar::one());
        for (std::size_t i = 0; i < wide.size(); i += 3) {
            wide[i] = *field::bn254_scalar::from_raw(largest);
        }
        auto plain = wide;
        plan.move_bit_reversed_to_coset(wide, field::bn254_scalar::generator());
        poly::detail::wider_vector_kernels<field::bn254_scalar> = nullptr;
        plan.move_bit_reversed_to_coset(plain, field::bn254_scalar::generator());
        CHECK(wide == plain);
        curve::use_wider_vectors();
    }
    curve::detail::wider<curve::bn254>::add_pairs = nullptr;
    curve::detail::wider<curve::bn254_twist>::add_pairs = nullptr;
    poly::detail::wider_vector_kernels<field::bn254_scalar> = nullptr;
}

TEST_CASE("a vector's transform moves roots of unity as other implementations do", "[poly]") {
    // 5^((r - 1) / 2^28), the root that snarkjs's files are made with.
    const auto root = field::bn254_scalar::two_adic_generator(28).value();
    CHECK(root.to_decimal() == "19103219067921713944291392827692070036145651957329286315305642004821462161904");
    std::vector<field::bn254_scalar> x(4);
    x[1] = field::bn254_scalar::one();
    poly::vector_ntt<field::bn254_scalar>(2).forward(x);
    CHECK(x[1].value().to_decimal() == "21888242871839275217838484774961031246007050428528088939761107053157389710902");
}

} // namespace poly_vector_ntt_tests
