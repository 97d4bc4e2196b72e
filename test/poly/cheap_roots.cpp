#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/poly/detail/goldilocks_math.hpp>

#include "conformance/edge_values.hpp"
#include "conformance/field_laws.hpp"

namespace poly_cheap_roots_tests {

using namespace zonogon;
using field::goldilocks;

// The shifts behind a stage's roots of unity, on the values where carries and borrows happen.

namespace {

using math = poly::detail::lane_math<goldilocks, packed::best>;
using lanes = std::array<goldilocks, math::width>;

lanes lanes_from(const std::vector<goldilocks>& values, std::size_t first) {
    lanes out;
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = values[(first + i) % values.size()];
    }
    return out;
}

using form = poly::detail::lane_form;

/// Back ends whose values stay in [0, p] rely on it later.
bool in_range(const goldilocks& a) {
    return !std::is_same_v<packed::best, packed::avx2> || a.raw() <= goldilocks::modulus;
}

/// The usual edges, and numbers with long runs of zeros or ones, which make parts of a shifted number vanish.
std::vector<goldilocks> edges(std::size_t count) {
    auto values = test::sample(test::edge_values<goldilocks>(), count);
    for (unsigned bit = 1; bit < 64; bit += 3) {
        values.emplace_back(std::uint64_t{1} << bit);
        values.emplace_back((std::uint64_t{1} << bit) - 1);
        values.emplace_back(~std::uint64_t{0} << bit);
    }
    return values;
}

/// A butterfly whose operand b has the form B and whose results have the forms Sum and Difference.
template <std::size_t Log, std::size_t K, bool Inverse, form B, form Sum, form Difference>
void check_butterfly(const std::vector<goldilocks>& values) {
    const goldilocks base = goldilocks::two_adic_generator(Log).pow(K);
    const goldilocks root = Inverse ? base.inverse() : base;
    std::array<goldilocks, 8> roots;
    for (std::size_t j = 0; j < roots.size(); ++j) {
        const goldilocks w = goldilocks::two_adic_generator(4).pow(j);
        roots[j] = Inverse ? w.inverse() : w;
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t j = 0; j < values.size(); ++j) {
            const lanes x = lanes_from(values, i);
            const lanes y = lanes_from(values, j);
            auto a = math::load(x.data());
            auto b = math::load(y.data());
            b = B == form::entering ? b : math::convert(b);
            math::butterfly<Log, K, Inverse, B, Sum, Difference>(a, b, roots.data());
            a = Sum == form::entering ? math::convert(a) : a;
            b = Difference == form::entering ? math::convert(b) : b;
            lanes sum;
            lanes difference;
            math::store(sum.data(), a);
            math::store(difference.data(), b);
            for (std::size_t k = 0; k < math::width; ++k) {
                REQUIRE(in_range(sum[k]));
                REQUIRE(in_range(difference[k]));
                REQUIRE(sum[k] == x[k] + y[k]);
                REQUIRE(difference[k] == (x[k] - y[k]) * root);
            }
        }
    }
}

template <std::size_t Log, std::size_t K, bool Inverse>
void check_forms(const std::vector<goldilocks>& values) {
    check_butterfly<Log, K, Inverse, form::entering, form::entering, form::leaving>(values);
    check_butterfly<Log, K, Inverse, form::entering, form::leaving, form::entering>(values);
    if constexpr (K == 0) {
        check_butterfly<Log, K, Inverse, form::leaving, form::entering, form::leaving>(values);
        check_butterfly<Log, K, Inverse, form::leaving, form::leaving, form::entering>(values);
    }
}

template <std::size_t Log, std::size_t... K>
void check_butterflies(const std::vector<goldilocks>& values, std::index_sequence<K...>) {
    (check_forms<Log, K, false>(values), ...);
    (check_forms<Log, K, true>(values), ...);
}

template <class Math, std::size_t K, bool Inverse>
void check_root64(const std::vector<goldilocks>& values) {
    if constexpr (Math::root64_is_cheap && K != 32) {
        const goldilocks base = goldilocks::two_adic_generator(6).pow(K);
        const goldilocks root = Inverse ? base.inverse() : base;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const lanes x = lanes_from(values, i);
            lanes product;
            const auto a = Math::convert(Math::load(x.data()));
            Math::store(product.data(), Math::convert(Math::template multiply_root64<K, Inverse>(a)));
            for (std::size_t k = 0; k < math::width; ++k) {
                REQUIRE(in_range(product[k]));
                REQUIRE(product[k] == x[k] * root);
            }
        }
    }
}

template <std::size_t... K>
void check_roots64(const std::vector<goldilocks>& values, std::index_sequence<K...>) {
    (check_root64<math, K, false>(values), ...);
    (check_root64<math, K, true>(values), ...);
}

} // namespace

TEST_CASE("butterflies multiply by small roots of unity", "[poly]") {
    const auto values = edges(20);
    check_butterflies<1>(values, std::make_index_sequence<1>{});
    check_butterflies<2>(values, std::make_index_sequence<2>{});
    check_butterflies<3>(values, std::make_index_sequence<4>{});
    check_butterflies<4>(values, std::make_index_sequence<8>{});
}

TEST_CASE("roots of unity of order 64 are shifts", "[poly]") {
    const auto values = edges(200);
    check_roots64(values, std::make_index_sequence<50>{});
}

} // namespace poly_cheap_roots_tests
