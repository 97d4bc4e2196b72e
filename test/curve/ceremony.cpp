#include "support/catch.hpp"

#include <string>

#include <zonogon/base/hex.hpp>
#include <zonogon/curve/bn254_pairing.hpp>
#include <zonogon/curve/ceremony.hpp>

namespace curve_ceremony_tests {

using namespace zonogon;

// Made with ffjavascript 0.3.1: G2.fromRng with the seed that snarkjs's hashToG2 takes from BLAKE2b-512 of the text.
TEST_CASE("hashes become the points of G2 that snarkjs takes", "[curve]") {
    const std::array<std::pair<std::string, std::string>, 4> known{{
        {"", "0x0c523e705b9c613572f1172e2b8d6f1ccc683be186d4cf900c7445fb0f7915e7"
             "2b0b0c694f859d887b3625c8c354cd165941aea9c401765399d33ddae2f95686"
             "2b2de6e1352e8390db9eb6b48a05264693b59e4bd3799a1454ab9fd4ef9c0ab8"
             "1aeb050dac999ffe8fae225f56b0f8a9f0c28a6ad1b3c4aacae1a70d2be29497"},
        {"zonogon", "0x0beadc3ac97e40d92aeaf2e42256d92f181caf6899d05c0c162fcc1d0cb1b7c1"
                    "191724bc327330866408e093effbdbcd5e67fae99a6cad9913480fe251d45433"
                    "1adbba6bb721d8c25c5f3349dac6b2d01a6a8e0cb9165e7c56a67e33718cbc89"
                    "0a70d29b366209a9156af15f936adcd05b4514be9ababa5a563e2823d0def876"},
        {std::string(128, 'x'), "0x0904cd158e48a710550c2706bdbe37d8a4a0aff94df5e9b0673f6044e81603b3"
                                "3060503c5cc1f1a28c8afdc11c25054576dd178a66337ff732e73a90134b7207"
                                "3025cc2afa33444c99c47ea034ab63abafb4e7c7eb4535874bf3d23ff88ff9db"
                                "1aaadb1c6e6dd2f816f567705bd274d507660a167ff2c8b1817f5c07b188dbfc"},
        {std::string(300, 'y'), "0x10983f88a789456d4716f64581e43fcbbbb697e60970b7f122ee48957ed8c226"
                                "23a70f4818385aae01550342dd932255c04285c5fcaac7a037b0e911570267a5"
                                "012c218e21893564bcf141595ba4b2f6819d6763bae03257007fe2ad0565235c"
                                "19bdbfb14d6493b51395c39ea39b405c9b7e0a81dad17b9bcbbb42e856e4ffb9"},
    }};
    for (const auto& [text, point] : known) {
        const bytes in(text.begin(), text.end());
        const auto p = curve::ceremony::hash_to_g2(hash::blake2b_512_of(in));
        CHECK(curve::in_bn254_g2(p));
        CHECK(to_hex(curve::ceremony::uncompressed(p)) == point);
    }
}

TEST_CASE("square roots in the extension are roots", "[curve]") {
    using base = field::bn254_base;
    using base2 = field::bn254_base2;
    std::size_t squares = 0;
    base2 v{base{7}, base{11}};
    for (int i = 0; i < 40; ++i) {
        v = v * base2{base{3}, base{5}} + base2::one();
        const base2 square = v.square();
        const auto root = curve::ceremony::detail::sqrt(square);
        REQUIRE(root);
        CHECK((*root == v || *root == -v));
        squares += curve::ceremony::detail::sqrt(v).has_value() ? 1 : 0;
    }
    CHECK(squares > 5);
    CHECK(squares < 35);
    CHECK(curve::ceremony::detail::sqrt(base2{base{4}})->square() == base2{base{4}});
    CHECK(curve::ceremony::detail::sqrt(base2{-base{4}})->square() == base2{-base{4}});
    CHECK(curve::ceremony::detail::sqrt(base2{})->is_zero());
}

} // namespace curve_ceremony_tests
