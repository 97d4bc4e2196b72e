#include <cmath>
#include <cstddef>
#include <cstdint>

#include <zonogon/soundness/analysis.hpp>
#include <zonogon/soundness/soundness.hpp>
#include <zonogon/stark/default_config.hpp>

#include "support/catch.hpp"

namespace soundness_model_tests {

namespace {

using namespace zonogon;
using soundness::fixed;

double to_double(fixed f) {
    return static_cast<double>(f.raw) / 4294967296.0;
}

constexpr soundness::algebra algebra = soundness::algebra_of<stark::default_config>();

double level(const soundness::parameters& p) {
    return to_double(soundness::analyse(p, algebra).total.value());
}

} // namespace

TEST_CASE("logarithms are bounds and close") {
    for (std::uint64_t v = 1; v < 5000; v += 1 + v / 7) {
        CHECK(to_double(soundness::log2_lower(v)) <= std::log2(static_cast<double>(v)) + 1e-12);
        CHECK(to_double(soundness::log2_upper(v)) >= std::log2(static_cast<double>(v)) - 1e-12);
        CHECK(soundness::log2_upper(v).raw - soundness::log2_lower(v).raw <= 4);
    }
    static_assert(soundness::log2_lower(1024) == fixed::from_integer(10));
    static_assert(soundness::log2_upper(1024) == fixed::from_integer(10));
    const std::uint64_t p = field::goldilocks::modulus;
    CHECK(soundness::log2_lower(p) < fixed::from_integer(64));
    CHECK(soundness::log2_upper(p) <= fixed::from_integer(64));
    CHECK(to_double(soundness::log2_lower(p)) > 63.9999);
    CHECK(soundness::log2_upper(~std::uint64_t{0}) == fixed::from_integer(64));
}

TEST_CASE("sums of errors are bounds") {
    for (int d = 0; d < 50; ++d) {
        const fixed a = fixed::from_integer(-100);
        const fixed b = fixed::from_integer(-100 - d);
        const double exact = -100 + std::log2(1 + std::exp2(-d));
        const double bound = to_double(soundness::log2_sum_upper(a, b));
        CHECK(bound >= exact - 1e-9);
        CHECK(bound < exact + 0.5);
        CHECK(soundness::log2_sum_upper(b, a) == soundness::log2_sum_upper(a, b));
    }
}

TEST_CASE("the Johnson query term is the formula's") {
    soundness::parameters p;
    p.queries = 100;
    p.grinding_bits = 0;
    const auto a = soundness::detail::analyse_regime(p, algebra, 10);
    const double agreement = std::sqrt(0.5) * (1 + 1.0 / 20);
    CHECK(to_double(a.queries) == Approx(100 * std::log2(agreement)).margin(1e-3));
    const auto u = soundness::detail::analyse_regime(p, algebra, 0);
    CHECK(to_double(u.queries) == Approx(100 * std::log2(0.75)).margin(1e-3));
}

TEST_CASE("the batching term is the formula's") {
    const soundness::parameters p;
    const auto a = soundness::detail::analyse_regime(p, algebra, 10);
    const double n = std::exp2(static_cast<double>(p.max_log_height + p.log_blowup));
    const double gap = std::pow(10.5, 7) / (3 * std::pow(0.5, 1.5)) * n * n;
    const double expected =
        std::log2(gap) + 1 + static_cast<double>(p.log_max_claims) - 3 * std::log2(18446744069414584321.0);
    CHECK(to_double(a.batching) >= expected - 1e-6);
    CHECK(to_double(a.batching) <= expected + 0.01);
}

TEST_CASE("the default has a hundred proven bits") {
    static_assert(soundness_of<stark::default_config>::proven >= soundness::bits<soundness::proven>(100));
    static_assert(soundness_of<stark::default_config>::conjectured >= soundness::bits<soundness::conjectured>(100));
}

TEST_CASE("every parameter that costs soundness is counted") {
    const soundness::parameters base = stark::default_config::parameters;
    const double at_base = level(base);
    const auto worse = [&](auto change) {
        soundness::parameters p = base;
        change(p);
        return level(p) < at_base;
    };
    CHECK(worse([](auto& p) { p.queries -= 1; }));
    CHECK(worse([](auto& p) { p.grinding_bits -= 1; }));
    CHECK(worse([](auto& p) { p.max_log_height += 2; }));
    CHECK(worse([](auto& p) { p.log_max_claims += 3; }));
    CHECK(worse([](auto& p) { p.log_max_fractions += 50; }));
    CHECK(worse([](auto& p) { p.log_max_tuple += 50; }));
    CHECK(worse([](auto& p) { p.log_max_constraints += 75; }));
    CHECK(worse([](auto& p) { p.log_max_tables += 60; }));
    CHECK(worse([](auto& p) { p.log_folding += 55; }));
    soundness::parameters more = base;
    more.log_blowup += 1;
    CHECK(level(more) > at_base);
    CHECK(to_double(soundness::analyse(base, {algebra.log_field, 2, 4}).total.value()) < at_base);
    CHECK(to_double(soundness::analyse(base, {algebra.log_field, 3, 2}).total.value()) < at_base);
}

TEST_CASE("nothing gives more bits than a collision costs") {
    soundness::parameters p;
    p.log_blowup = 4;
    p.max_log_height = 4;
    p.log_max_claims = 2;
    p.queries = 5000;
    CHECK(level(p) <= 128);
    CHECK(level(p) > 127);
}

} // namespace soundness_model_tests
