#pragma once

#include <cstdint>
#include <cstring>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/limbs.hpp>

namespace zonogon::evm {

/// The address in the low 20 bytes of a word.
inline address address_of(const u256& v) noexcept {
    const std::uint32_t high = __builtin_bswap32(static_cast<std::uint32_t>(v.limb(2)));
    const std::uint64_t middle = __builtin_bswap64(v.limb(1));
    const std::uint64_t low = __builtin_bswap64(v.limb(0));
    address out{};
    std::memcpy(out.data(), &high, 4);
    std::memcpy(out.data() + 4, &middle, 8);
    std::memcpy(out.data() + 12, &low, 8);
    return out;
}

inline word word_of(const address& a) noexcept {
    std::uint32_t high = 0;
    std::uint64_t middle = 0;
    std::uint64_t low = 0;
    std::memcpy(&high, a.data(), 4);
    std::memcpy(&middle, a.data() + 4, 8);
    std::memcpy(&low, a.data() + 12, 8);
    return {__builtin_bswap64(low), __builtin_bswap64(middle), __builtin_bswap32(high), 0};
}

/// The price of `words` words of memory.
constexpr std::int64_t memory_price(std::uint64_t words) noexcept {
    return static_cast<std::int64_t>(3 * words + words * words / 512);
}

constexpr std::int64_t words_of(std::uint64_t size) noexcept {
    return static_cast<std::int64_t>((size + 31) / 32);
}

} // namespace zonogon::evm
