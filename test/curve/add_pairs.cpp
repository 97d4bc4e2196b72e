#include <random>
#include <vector>

#include <zonogon/curve/add_pairs.hpp>
#include <zonogon/curve/bn254.hpp>
#include <zonogon/curve/msm.hpp>
#include <zonogon/curve/wider.hpp>

#include "support/catch.hpp"

namespace curve_add_pairs_tests {

using namespace zonogon;

namespace {

template <class Curve>
using point_of = curve::affine_point<Curve>;

template <class Curve>
std::vector<point_of<Curve>> some_points(std::size_t count, std::mt19937_64& random) {
    std::vector<point_of<Curve>> out{{}, point_of<Curve>::generator(), -point_of<Curve>::generator()};
    auto next =
        curve::multiply(u256{std::array<std::uint64_t, 4>{random(), random(), random(), random() >> 3}}, out[1]);
    while (out.size() < count) {
        out.push_back(next);
        next = next + out[1];
    }
    return out;
}

/// Pairs of any two points, or of those that the slope's formula does not hold for.
template <class Curve>
std::vector<curve::point_pair<Curve>> some_pairs(const std::vector<point_of<Curve>>& points, std::size_t count,
                                                 bool special, std::mt19937_64& random) {
    std::vector<curve::point_pair<Curve>> out;
    for (std::size_t i = 0; i < count; ++i) {
        const auto* first = &points[3 + random() % (points.size() - 3)];
        const auto* second = &points[3 + random() % (points.size() - 3)];
        if (special && random() % 4 == 0) {
            second = random() % 2 == 0 ? first : points.data();
        }
        if (special && random() % 16 == 0) {
            first = &points[random() % 3];
        }
        out.push_back({first, second, random() % 2 == 0, random() % 2 == 0});
    }
    return out;
}

template <class Curve>
void check_pairs(void (*add)(std::span<const curve::point_pair<Curve>>, point_of<Curve>*), std::size_t most) {
    std::mt19937_64 random(5);
    const auto points = some_points<Curve>(300, random);
    for (std::size_t count = 0; count <= most; count = count < 70 ? count + 1 : 2 * count - 1) {
        const auto pairs = some_pairs<Curve>(points, count, count % 3 != 0, random);
        std::vector<point_of<Curve>> sums(count + 1, points[1]);
        add(pairs, sums.data());
        bool right = sums[count] == points[1]; // nothing is written behind the sums
        for (std::size_t i = 0; i < count; ++i) {
            const auto& p = *pairs[i].first;
            const auto& q = *pairs[i].second;
            right = right && sums[i] == (pairs[i].negate_first ? -p : p) + (pairs[i].negate_second ? -q : q);
        }
        INFO(count);
        CHECK(right);
    }
}

} // namespace

TEST_CASE("pairs of points are added in shared inversions", "[curve]") {
    check_pairs<curve::bn254>(curve::detail::add_pairs_one_by_one<curve::bn254>, 300);
    check_pairs<curve::bn254_twist>(curve::detail::add_pairs_one_by_one<curve::bn254_twist>, 80);
}

TEST_CASE("wider vectors add pairs of points to the same sums", "[curve]") {
    if (!curve::use_wider_vectors()) {
        SUCCEED("this processor has none");
        return;
    }
    check_pairs<curve::bn254>(curve::detail::wider<curve::bn254>::add_pairs.load(), 5000);
    if (const auto add = curve::detail::wider<curve::bn254_twist>::add_pairs.load(); add != nullptr) {
        check_pairs<curve::bn254_twist>(add, 1000);
    }
    curve::detail::wider<curve::bn254>::add_pairs = nullptr;
    curve::detail::wider<curve::bn254_twist>::add_pairs = nullptr;
}

} // namespace curve_add_pairs_tests
