#pragma once

#include <cstddef>

#include <zonogon/base/u256.hpp>

namespace zonogon::zkasm {

/// The 32 bytes that begin at byte `offset` (0..31) of m0 || m1, most significant bytes first.
constexpr u256 aligned_read(const u256& m0, const u256& m1, std::size_t offset) noexcept {
    return offset == 0 ? m0 : (m0 << (8 * offset)) | (m1 >> (256 - 8 * offset));
}
/// m0 after the 32 bytes v were written at that place.
constexpr u256 aligned_write_first(const u256& m0, const u256& v, std::size_t offset) noexcept {
    return offset == 0 ? v : ((m0 >> (256 - 8 * offset)) << (256 - 8 * offset)) | (v >> (8 * offset));
}
/// m1 after the 32 bytes v were written at that place.
constexpr u256 aligned_write_second(const u256& m1, const u256& v, std::size_t offset) noexcept {
    return offset == 0 ? m1 : (v << (256 - 8 * offset)) | ((m1 << (8 * offset)) >> (8 * offset));
}
/// m0 after its byte `offset` was replaced by v's lowest byte.
constexpr u256 aligned_write_byte(const u256& m0, const u256& v, std::size_t offset) noexcept {
    const std::size_t shift = 8 * (31 - offset);
    return (m0 & ~(u256{0xff} << shift)) | ((v & u256{0xff}) << shift);
}

} // namespace zonogon::zkasm
