#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/int128.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::evm {

namespace word_hash_detail {

/// One secret per process: keys are chosen by whoever sends transactions, so they must not be able to aim at one
/// bucket.
inline std::uint64_t secret() {
    static const std::uint64_t value = [] {
        std::random_device device;
        return (std::uint64_t{device()} << 32) ^ device();
    }();
    return value;
}

constexpr std::uint64_t fold(std::uint64_t a, std::uint64_t b) noexcept {
    const uint128 product = static_cast<uint128>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

} // namespace word_hash_detail

/// Hash of words and addresses for tables in memory.
struct word_hash {
    std::size_t operator()(const u256& v) const noexcept {
        using word_hash_detail::fold;
        const std::uint64_t s = word_hash_detail::secret();
        return fold(v.limb(0) ^ s, v.limb(1) ^ 0x9e3779b97f4a7c15U) ^
               fold(v.limb(2) ^ std::rotl(s, 32), v.limb(3) ^ 0xc2b2ae3d27d4eb4fU) ^ fold(v.limb(0), s | 1);
    }
    std::size_t operator()(const address& a) const noexcept {
        using word_hash_detail::fold;
        const std::uint64_t s = word_hash_detail::secret();
        std::uint64_t x = 0;
        std::uint64_t y = 0;
        std::uint32_t z = 0;
        std::memcpy(&x, a.data(), 8);
        std::memcpy(&y, a.data() + 8, 8);
        std::memcpy(&z, a.data() + 16, 4);
        return fold(x ^ s, y ^ 0x9e3779b97f4a7c15U) ^ fold(z ^ std::rotl(s, 32), 0xc2b2ae3d27d4eb4fU);
    }
};

} // namespace zonogon::evm
