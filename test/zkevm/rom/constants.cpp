#include <string>

#include <zonogon/base/modular.hpp>
#include <zonogon/curve/secp256k1.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/hash/sha256.hpp>
#include <zonogon/zkevm/executor/short_relation.hpp>
#include <zonogon/zkevm/rom/rom.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

namespace zkevm_rom_constants_tests {

using namespace zonogon;
using point = curve::secp256k1::point;

namespace {

const zkasm::program& rom() {
    static const auto it = zkevm::assemble_rom();
    REQUIRE(it);
    return *it;
}
u256 constant(std::string_view name) {
    for (const auto& c : rom().constants) {
        if (c.name == name) {
            return c.value.to_u256();
        }
    }
    FAIL("no constant " << name);
    return {};
}
const zkasm::line& line_at(std::string_view label, std::size_t offset = 0) {
    return rom().lines[static_cast<std::size_t>(rom().find_label(label)) + offset];
}

/// The point that nobody knows the logarithm of: the first hash of a text and a counter that is an abscissa, even
/// ordinate.
point offset_point() {
    for (int counter = 0;; ++counter) {
        const std::string text = "zonogon secp256k1 offset point " + std::to_string(counter);
        const bytes32 digest = hash::sha256(byte_view{reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
        if (const auto found = curve::lift_x(u256::from_bytes(digest), false)) {
            return *found;
        }
    }
}

} // namespace

TEST_CASE("the program carries the ROM's files as they are", "[zkevm][rom]") {
    std::size_t bytes = 0;
    for (const zkevm::rom_file& file : zkevm::rom_files) {
        INFO(file.name);
        CHECK(test::read_source_file("include/zonogon/zkevm/rom/" + std::string{file.name}) == file.text);
        bytes += file.text.size();
    }
    CHECK(bytes > 100'000);
}

TEST_CASE("the ROM's digit table is its end", "[zkevm][rom]") {
    // A digit of 16 or more must lead out of the program.
    CHECK(static_cast<std::size_t>(rom().find_label("recover_digit")) + 16 == rom().lines.size());
    CHECK(rom().lines.size() <= 2048);
}

TEST_CASE("the recovery's fixed points are what they are said to be", "[zkevm][rom]") {
    const point offset = offset_point();
    CHECK(constant("RECOVER_OFFSET_X") == offset.x().value());
    CHECK(constant("RECOVER_OFFSET_Y") == offset.y().value());
    // Minus one offset at the start; a turn doubles twice, adds one offset after each doubling and two with the
    // generator's digit. The first turn: -1, -1, -1, 1.
    u256 count{1};
    for (int turn = 1; turn < 32; ++turn) {
        count = count * u256{4} + u256{2 + 1 + 2};
    }
    const point end = curve::multiply(count, offset);
    CHECK(constant("RECOVER_END_X") == end.x().value());
    CHECK(constant("RECOVER_END_Y") == end.y().value());
}

TEST_CASE("the recovery's table of the generator", "[zkevm][rom]") {
    std::array<point, 4> base;
    for (std::size_t i = 0; i < 4; ++i) {
        base[i] = curve::multiply(u256::power_of_two(64 * i), point::generator());
    }
    for (std::size_t digit = 0; digit < 256; ++digit) {
        point sum = offset_point().doubled();
        u256 collected;
        for (std::size_t i = 0; i < 4; ++i) {
            const std::uint64_t part = (digit >> (2 * i)) & 3;
            collected += u256{part} << (64 * i);
            for (std::uint64_t k = 0; k < part; ++k) {
                sum = sum + base[i];
            }
        }
        const zkasm::line& entry = line_at("recover_g_digit", digit);
        CHECK(entry.constl == collected);
        CHECK(entry.in_sr == 1);
        CHECK(entry.set_sr);
        CHECK(entry.jmp);
        const auto target = static_cast<std::size_t>(entry.jmp_addr);
        CHECK(rom().lines[target].constl == sum.x().value());
        CHECK(rom().lines[target].set_c);
        CHECK(rom().lines[target + 1].constl == sum.y().value());
        CHECK(rom().lines[target + 1].set_d);
        CHECK(rom().lines[target + 1].jmp_addr == rom().find_label("recover_g_loaded"));
    }
}

TEST_CASE("the recovery's other tables", "[zkevm][rom]") {
    const std::array<std::size_t, 4> limbs{7, 1, 3, 5};
    for (std::size_t digit = 0; digit < 16; ++digit) {
        u256 collected;
        for (std::size_t i = 0; i < 4; ++i) {
            collected += u256{(digit >> i) & 1} << (32 * limbs[i]);
        }
        const zkasm::line& entry = line_at("recover_digit", digit);
        CHECK(entry.constl == collected);
        CHECK(entry.in_sr == 2);
        CHECK(entry.set_sr);
        CHECK(entry.jmp);
        const auto target = static_cast<std::size_t>(entry.jmp_addr);
        const auto place = [&](std::string_view table) {
            return rom().find_variable(table)->offset + static_cast<std::int64_t>(digit);
        };
        CHECK(rom().lines[target].offset == place("recover_tx"));
        CHECK(rom().lines[target].set_a);
        CHECK(rom().lines[target + 1].offset == place("recover_ty"));
        CHECK(rom().lines[target + 1].set_b);
        CHECK(rom().lines[target + 1].jmp_addr == rom().find_label("recover_add"));
    }
    const u256& n = curve::secp256k1::order();
    const u256 lambda = zkevm::secp256k1_lambda;
    CHECK(add_mod(add_mod(mul_mod(lambda, lambda, n), lambda, n), u256{1}, n).is_zero());
    CHECK(mul_mod(constant("RECOVER_LAMBDA_SHIFTED"), u256::power_of_two(64), n) == lambda);
    CHECK(constant("SECP_N") == n);
    CHECK(constant("SECP_P") == curve::secp256k1::base_field::modulus);
    CHECK(constant("SECP_HALF_N_PLUS_1") == (n >> 1) + u256{1});
    const point g = point::generator();
    const point turned{curve::secp256k1::base_field{constant("SECP_BETA")} * g.x(), g.y()};
    CHECK(turned == curve::multiply(lambda, g));
    for (std::size_t digit = 0; digit < 16; ++digit) {
        const auto signs = [&](std::uint64_t two) {
            const u256 weight = add_mod(u256{two & 1}, mul_mod(u256{two >> 1}, lambda, n), n);
            return mul_mod(sub_mod(u256{}, u256::power_of_two(64), n), weight, n);
        };
        CHECK(line_at("recover_sign_r", digit).constl == signs(digit & 3));
        CHECK(line_at("recover_sign_q", digit).constl == signs(digit >> 2));
        // Room for 64 bits more.
        CHECK_FALSE(u256::add_carry(signs(digit & 3), u256::power_of_two(64)).second);
    }
    for (std::size_t length = 0; length <= 32; ++length) {
        const zkasm::line& entry = line_at("rlp_minimum", length);
        const u256 minimum = length == 0 ? u256{} : length == 1 ? u256{0x80} : u256::power_of_two(8 * (length - 1));
        CHECK(entry.constl + u256{static_cast<std::uint64_t>(entry.constant)} == minimum);
    }
}

TEST_CASE("the ROM's constants of the protocol", "[zkevm][rom]") {
    const std::vector<std::uint8_t> nothing(72, 0);
    CHECK(constant("EMPTY_L1_LEAF") == u256::from_bytes(hash::keccak256(nothing)));
    CHECK(constant("BLOCK_GAS_LIMIT") == u256::power_of_two(50));
    const std::uint64_t p = zonogon::field::goldilocks::modulus;
    CHECK(constant("GOLDILOCKS_QUARTERS") == u256{{p, p, p, p}});
    CHECK(constant("GOLDILOCKS") == u256{p});
}

TEST_CASE("short relations exist for every ratio", "[zkevm][rom]") {
    using zkasm::big_int;
    const u256& n = curve::secp256k1::order();
    const auto modulo = [&](const big_int& v) { return v.is_negative() ? n - (-v).to_u256() % n : v.to_u256() % n; };
    const u256 lambda = zkevm::secp256k1_lambda;
    std::vector<u256> ratios{u256{1},
                             u256{2},
                             n - u256{1},
                             lambda,
                             n - lambda,
                             add_mod(lambda, u256{1}, n),
                             inverse_mod(u256{2}, n),
                             inverse_mod(lambda, n),
                             u256::power_of_two(64),
                             u256::power_of_two(128),
                             n >> 1};
    for (std::uint64_t i = 0; i < 300; ++i) {
        ratios.push_back(u256::from_bytes(hash::keccak256(u256{i}.to_bytes())) % n);
    }
    const big_int bound{u256::power_of_two(64)};
    for (const u256& s : ratios) {
        const u256 r{1};
        const auto found = zkevm::find_short_relation(r, s);
        REQUIRE(found);
        for (const big_int* part : {&found->x0, &found->x1, &found->y0, &found->y1}) {
            CHECK(*part < bound);
            CHECK(-*part <= bound);
        }
        const u256 x = add_mod(modulo(found->x0), mul_mod(modulo(found->x1), lambda, n), n);
        const u256 y = add_mod(modulo(found->y0), mul_mod(modulo(found->y1), lambda, n), n);
        CHECK_FALSE(y.is_zero());
        CHECK(add_mod(mul_mod(x, r, n), mul_mod(y, s, n), n).is_zero());
    }
}

} // namespace zkevm_rom_constants_tests
