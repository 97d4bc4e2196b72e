#pragma once

#include <array>
#include <cstdint>

#include <zonogon/base/u256.hpp>
#include <zonogon/curve/short_weierstrass.hpp>
#include <zonogon/field/bn254_tower.hpp>

namespace zonogon::curve {

/// G1 of BN254: y^2 = x^3 + 3, of prime order (EIP-196).
struct bn254 {
    using base_field = field::bn254_base;
    using scalar_field = field::bn254_scalar;
    using point = affine_point<bn254>;

    static constexpr base_field a() noexcept { return {}; }
    static constexpr base_field b() noexcept { return base_field{3}; }
    static constexpr base_field generator_x() noexcept { return base_field{1}; }
    static constexpr base_field generator_y() noexcept { return base_field{2}; }
    static constexpr const u256& order() noexcept { return scalar_field::modulus; }
};

/// The twist on which G2 of BN254 lies: y^2 = x^3 + 3 / (9 + i) over the quadratic extension (EIP-197). G2 is its
/// subgroup of the order of G1; see in_bn254_g2.
struct bn254_twist {
    using base_field = field::bn254_base2;
    using scalar_field = field::bn254_scalar;
    using point = affine_point<bn254_twist>;

    static constexpr base_field a() noexcept { return {}; }
    /// 3 / (9 + i).
    static constexpr base_field b() noexcept {
        return {coordinate(0x3267e6dc24a138e5, 0xb5b4c5e559dbefa3, 0x81be18991be06ac3, 0x2b149d40ceb8aaae),
                coordinate(0xe4a2bd0685c315d2, 0xa74fa084e52d1852, 0xcd2cafadeed8fdf4, 0x009713b03af0fed4)};
    }
    static constexpr base_field generator_x() noexcept {
        return {coordinate(0x46debd5cd992f6ed, 0x674322d4f75edadd, 0x426a00665e5c4479, 0x1800deef121f1e76),
                coordinate(0x97e485b7aef312c2, 0xf1aa493335a9e712, 0x7260bfb731fb5d25, 0x198e9393920d483a)};
    }
    static constexpr base_field generator_y() noexcept {
        return {coordinate(0x4ce6cc0166fa7daa, 0xe3d1e7690c43d37b, 0x4aab71808dcb408f, 0x12c85ea5db8c6deb),
                coordinate(0x55acdadcd122975b, 0xbc4b313370b38ef3, 0xec9e99ad690c3395, 0x090689d0585ff075)};
    }

private:
    static constexpr field::bn254_base coordinate(std::uint64_t a, std::uint64_t b, std::uint64_t c,
                                                  std::uint64_t d) noexcept {
        return field::bn254_base{u256{std::array<std::uint64_t, 4>{a, b, c, d}}};
    }
};

} // namespace zonogon::curve
