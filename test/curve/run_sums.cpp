#include <random>
#include <vector>

#include <zonogon/curve/bn254.hpp>
#include <zonogon/curve/run_sums.hpp>

#include "support/catch.hpp"

namespace curve_run_sums_tests {

using namespace zonogon;
using point = curve::affine_point<curve::bn254>;

namespace {

/// Zero, a point and its negative, and others: what is added meets itself, its opposite and nothing.
std::vector<point> few_points() {
    const auto g = point::generator();
    std::vector<point> out{{}, g, -g};
    for (std::uint64_t i = 2; i < 9; ++i) {
        out.push_back(curve::multiply(u256{i}, g));
    }
    return out;
}

/// Runs of keys of the given lengths, drawn; returns whether all totals are those of adding one by one.
bool agrees(std::size_t keys, std::size_t longest_run, std::size_t count, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto pool = few_points();
    std::vector<point> totals(keys);
    for (point& t : totals) {
        t = pool[random() % pool.size()];
    }
    auto expected = totals;
    curve::run_sums<curve::bn254> sums;
    sums.add_to(totals);
    for (std::size_t done = 0; done < count;) {
        const std::size_t key = random() % keys;
        for (std::size_t left = 1 + random() % longest_run; left > 0 && done < count; --left, ++done) {
            const point& p = pool[random() % pool.size()];
            const bool negate = random() % 2 == 0;
            sums.add(key, p, negate);
            expected[key] = expected[key] + (negate ? -p : p);
        }
    }
    sums.finish();
    return totals == expected;
}

} // namespace

TEST_CASE("sums of runs are those of one by one") {
    CHECK(agrees(1, 1, 1, 1));
    CHECK(agrees(5, 1, 200, 2));
    CHECK(agrees(7, 40, 3'000, 3));
    CHECK(agrees(100, 9, 3'000, 4));
}

TEST_CASE("a run goes on in the next batch") {
    constexpr std::size_t batch = curve::run_sums<curve::bn254>::batch;
    CHECK(agrees(1, 3 * batch, 2 * batch + 5, 5));
    CHECK(agrees(2, batch, batch, 6));
    CHECK(agrees(2, batch, batch + 1, 7));
}

TEST_CASE("nothing added changes nothing, and totals may change place") {
    const auto g = point::generator();
    std::vector<point> first{g};
    std::vector<point> second(1);
    curve::run_sums<curve::bn254> sums;
    sums.add_to(first);
    sums.finish();
    CHECK(first[0] == g);
    sums.add(0, g, true);
    sums.finish();
    CHECK(first[0].is_zero());
    sums.add_to(second);
    sums.add(0, g, false);
    sums.add(0, g, false);
    sums.finish();
    CHECK(first[0].is_zero());
    CHECK(second[0] == curve::multiply(u256{2}, g));
}

} // namespace curve_run_sums_tests
