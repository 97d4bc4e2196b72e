#include <zonogon/curve/miller_loop.hpp>

#include <span>
#include <utility>
#include <vector>

#include <zonogon/curve/bn254_pairing.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

namespace curve_miller_loop_tests {

using namespace zonogon;
using curve::bn254;
using curve::bn254_pairing;
using curve::bn254_twist;
using extension = bn254_pairing::extension;

namespace {

using pair = std::pair<bn254::point, bn254_twist::point>;

/// The loop alone.
template <std::size_t Length>
extension loop(const std::vector<pair>& pairs, const std::array<std::int8_t, Length>& digits) {
    return curve::miller_loop<bn254_pairing>(std::span<const pair>(pairs), digits, [](const auto&...) {});
}

const bn254::point p = bn254::point::generator();
const bn254_twist::point q = bn254_twist::point::generator();

} // namespace

TEST_CASE("a number is the sum of its digits, no two neighbours of which count", "[curve]") {
    test::random_stream random(3);
    for (int i = 0; i < 2000; ++i) {
        uint128 v = random.next();
        if (i % 2 == 0) {
            v = (v << 30) | random.next() >> 34;
        }
        v >>= random.below(90);
        const auto digits = curve::non_adjacent_form<100>(v);
        uint128 sum = 0;
        for (std::size_t k = 100; k-- > 0;) {
            REQUIRE((digits[k] >= -1 && digits[k] <= 1));
            REQUIRE((k == 0 || digits[k] == 0 || digits[k - 1] == 0));
            sum = 2 * sum + static_cast<uint128>(static_cast<int128>(digits[k]));
        }
        REQUIRE((sum == v));
    }
}

TEST_CASE("the loop over several pairs is the product of the loops", "[curve]") {
    const auto digits = curve::non_adjacent_form<20>(0xb6d7);
    const pair one{p, q};
    const pair two{curve::multiply(u256{5}, p), curve::multiply(u256{9}, q)};
    const pair three{-p, q + q};
    CHECK(loop({one, two, three}, digits) == loop({one}, digits) * loop({two}, digits) * loop({three}, digits));
    CHECK(loop({}, digits) == extension::one());
    // Leading zeros do not count.
    CHECK(loop({one}, digits) == loop({one}, curve::non_adjacent_form<40>(0xb6d7)));
    CHECK_FALSE(loop({one}, digits) == loop({one}, curve::non_adjacent_form<20>(0xb6d5)));
}

TEST_CASE("what comes after the loop starts at the multiple of the point", "[curve]") {
    // The line through 6 Q and -6 Q would be vertical; the step to 7 Q tells that the loop left 6 Q.
    const auto step_after = [](uint128 count, const bn254_twist::point& from) {
        const std::vector<pair> pairs{{p, q}};
        extension line = extension::one();
        curve::miller_loop<bn254_pairing>(std::span<const pair>(pairs), curve::non_adjacent_form<20>(count),
                                          [&](auto& point, const auto& second, const auto&) {
                                              CHECK(second == q);
                                              const auto l = point.add_step(from);
                                              // Slope and value, whatever the line's factor.
                                              line = extension{{l.c1, l.c3, {}}, {}} *
                                                     extension{{l.c0, {}, {}}, {}}.inverse();
                                          });
        return line;
    };
    CHECK(step_after(6, q) == step_after(6, q));
    // The line through 6 Q and Q is that through Q' = 6 Q and Q, told from the other side.
    const bn254_twist::point six = curve::multiply(u256{6}, q);
    const std::vector<pair> pairs{{p, six}};
    extension other = extension::one();
    curve::miller_loop<bn254_pairing>(
        std::span<const pair>(pairs), curve::non_adjacent_form<4>(1), [&](auto& point, const auto&, const auto&) {
            const auto l = point.add_step(q);
            other = extension{{l.c1, l.c3, {}}, {}} * extension{{l.c0, {}, {}}, {}}.inverse();
        });
    CHECK(step_after(6, q) == other);
    CHECK_FALSE(step_after(5, q) == other);
}

} // namespace curve_miller_loop_tests
