#include <zonogon/hash/hashers.hpp>
#include <zonogon/hash/poseidon2.hpp>

#include <random>

#include "support/catch.hpp"

namespace hash_poseidon2_tests {

using namespace zonogon;

namespace {

template <class P, class Input>
void check(const Input& input, const Input& expected) {
    std::array<typename P::field, P::width> s{};
    static_assert(std::tuple_size_v<Input> == P::width);
    for (std::size_t i = 0; i < P::width; ++i) {
        s[i] = typename P::field{input[i]};
    }
    P::permute(s);
    for (std::size_t i = 0; i < P::width; ++i) {
        CAPTURE(i);
        CHECK(s[i].value() == expected[i]);
    }
}

/// The permutation from the paper's text: full matrices, no shortcuts.
template <class P>
std::array<typename P::field, P::width> by_definition(std::array<typename P::field, P::width> s) {
    using field = typename P::field;
    using parameters = typename P::parameters;
    const auto multiply = [&](auto&& entry) {
        std::array<field, P::width> out{};
        for (std::size_t i = 0; i < P::width; ++i) {
            for (std::size_t j = 0; j < P::width; ++j) {
                out[i] += entry(i, j) * s[j];
            }
        }
        s = out;
    };
    const auto external = [](std::size_t i, std::size_t j) {
        constexpr std::array<std::uint64_t, 4> circulant{2, 3, 1, 1};
        return field{circulant[(j + 4 - i % 4) % 4] * (i / 4 == j / 4 ? 2 : 1)};
    };
    const auto internal = [](std::size_t i, std::size_t j) {
        return i == j ? P::diagonal[i] + field::one() : field::one();
    };
    multiply(external);
    const std::size_t total = 2 * P::half_full_rounds + P::partial_rounds;
    for (std::size_t r = 0; r < total; ++r) {
        const bool first = r < P::half_full_rounds;
        if (first || r >= P::half_full_rounds + P::partial_rounds) {
            const std::size_t k = first ? r : r - P::half_full_rounds - P::partial_rounds;
            const auto& constants = first ? parameters::external_initial : parameters::external_final;
            for (std::size_t i = 0; i < P::width; ++i) {
                s[i] = (s[i] + field{constants[k * P::width + i]}).pow(parameters::sbox_exponent);
            }
            multiply(external);
        } else {
            s[0] = (s[0] + field{parameters::internal[r - P::half_full_rounds]}).pow(parameters::sbox_exponent);
            multiply(internal);
        }
    }
    return s;
}

template <class P>
void check_definition() {
    std::mt19937_64 random{3};
    for (int round = 0; round < 5; ++round) {
        std::array<typename P::field, P::width> s{};
        for (auto& v : s) {
            v = typename P::field{random()};
        }
        auto permuted = s;
        P::permute(permuted);
        CHECK(permuted == by_definition<P>(s));
    }
}

using words8 = std::array<std::uint64_t, 8>;
using words12 = std::array<std::uint64_t, 12>;
using words16 = std::array<std::uint64_t, 16>;
using words24 = std::array<std::uint64_t, 24>;

constexpr words16 input16{894848333, 1437655012, 1200606629, 1690012884, 71131202,  1749206695, 1717947831, 120589055,
                          19776022,  42382981,   1831865506, 724844064,  171220207, 1299207443, 227047920,  1783754913};
constexpr words24 input24{886409618,  1327899896, 1902407911, 591953491,  648428576,  1844789031, 1198336108, 355597330,
                          1799586834, 59617783,   790334801,  1968791836, 559272107,  31054313,   1042221543, 474748436,
                          135686258,  263665994,  1962340735, 1741539604, 2026927696, 449439011,  1131357108, 50869465};

} // namespace

// Known answers: Plonky3 5dc50e5, tests test_default_*_poseidon2_width_* beside the constants.

TEST_CASE("Poseidon2 over Goldilocks: known answers", "[poseidon2]") {
    check<hash::poseidon2_goldilocks_8>(words8{0, 1, 2, 3, 4, 5, 6, 7},
                                        words8{0x020cf04a1b214d14, 0x84e14aaaeacaed25, 0x1ae0f640e81c7457,
                                               0xa4d204cbaeb0d8a5, 0x0cf637b627b3a7ff, 0x788d304d948b486b,
                                               0x7327133ea1949af4, 0xf415abb924da395b});
    check<hash::poseidon2_goldilocks_12>(words12{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
                                         words12{0xf292ab67c0f14b03, 0x0a32f1b37656544c, 0x053c61ab895498de,
                                                 0x02ff92e55b196ffb, 0x58176e8f6f58cab2, 0xb0aa1206e7aec0f8,
                                                 0xe90c13f3dce83ca4, 0xf4da15333edf39c2, 0x23b701c053c2ca6c,
                                                 0xd233d593dcdfbf58, 0x4effa5f9516fb52e, 0x0aaf4489f1f40166});
}

TEST_CASE("Poseidon2 over KoalaBear: known answers", "[poseidon2]") {
    check<hash::poseidon2_koala_bear_16>(
        input16, words16{1934285469, 604889435, 133449501, 1026180808, 1830659359, 176667110, 1391183747, 351743874,
                         1238264085, 1292768839, 2023573270, 1201586780, 1360691759, 1230682461, 748270449, 651545025});
    check<hash::poseidon2_koala_bear_24>(
        input24, words24{382801106, 82839311,   1503190615, 1987418517, 854076995,  1862291425, 262755189, 1050814217,
                         722724562, 741265943,  1026879332, 754316749,  1966025564, 1518878196, 502200188, 1368172258,
                         845459257, 1711434837, 724453836,  171032289,  655223446,  1098636135, 407832555, 1707498914});
}

TEST_CASE("Poseidon2 over BabyBear: known answers", "[poseidon2]") {
    check<hash::poseidon2_baby_bear_16>(
        input16, words16{516096821, 90309867, 1101817252, 1660784290, 360715097, 1789519026, 1788910906, 563338433,
                         319524748, 1741414159, 1650859320, 894311162, 1121347488, 1692793758, 1052633829, 1344246938});
    check<hash::poseidon2_baby_bear_24>(
        input24, words24{882297297,  1264077610, 512812497, 782602970,  867738552, 1251075457, 309180082,  340784773,
                         524041877,  351272188,  404451680, 15001466,   322926653, 1773004150, 1718440818, 674682955,
                         1154713225, 1719133502, 324232301, 1005243141, 443371079, 268735940,  770060019,  718377682});
}

TEST_CASE("Poseidon2 agrees with its definition by matrices", "[poseidon2]") {
    check_definition<hash::poseidon2_goldilocks_8>();
    check_definition<hash::poseidon2_goldilocks_12>();
    check_definition<hash::poseidon2_koala_bear_16>();
    check_definition<hash::poseidon2_baby_bear_24>();
}

TEST_CASE("Poseidon2 runs in constant evaluation", "[poseidon2]") {
    constexpr auto out = [] {
        hash::poseidon2_goldilocks_8::state s{};
        for (std::size_t i = 0; i < s.size(); ++i) {
            s[i] = field::goldilocks{i};
        }
        hash::poseidon2_goldilocks_8::permute(s);
        return s[0].value();
    }();
    STATIC_REQUIRE(out == 0x020cf04a1b214d14);
}

} // namespace hash_poseidon2_tests
