#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::evm::precompiles {

/// Call data as precompiled contracts read them: with endless zero bytes behind.
class padded_input {
public:
    explicit padded_input(byte_view data) noexcept : data_(data) {}

    std::uint8_t byte(std::uint64_t position) const noexcept {
        return position < data_.size() ? data_[static_cast<std::size_t>(position)] : std::uint8_t{0};
    }
    /// The 32 bytes at `position`.
    u256 word(std::uint64_t position) const noexcept { return number(position, 32); }
    /// The `length` <= 32 bytes at `position`.
    u256 number(std::uint64_t position, std::size_t length) const noexcept {
        std::array<std::uint8_t, 32> text{};
        for (std::size_t i = 0; i < length; ++i) {
            text[32 - length + i] = byte(position + i);
        }
        return u256::from_bytes(text);
    }

private:
    byte_view data_;
};

/// The 32-byte words that `length` bytes fill.
constexpr std::uint64_t words_of(std::size_t length) noexcept {
    return length / 32 + (length % 32 != 0 ? 1 : 0);
}

} // namespace zonogon::evm::precompiles
