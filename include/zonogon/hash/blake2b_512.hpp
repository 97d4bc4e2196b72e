#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include <zonogon/base/bytes.hpp>
#include <zonogon/hash/blake2b.hpp>

namespace zonogon::hash {

/// BLAKE2b without a key and with a digest of 64 bytes (RFC 7693), of bytes that come piece by piece. A copy goes on
/// from the same point.
class blake2b_512 {
public:
    using digest_type = std::array<std::uint8_t, 64>;

    constexpr blake2b_512() noexcept {
        // Section 2.5: digest size 64, no key, fan-out and depth 1.
        state_[0] ^= 0x01010040;
    }
    constexpr void update(byte_view in) noexcept {
        while (!in.empty()) {
            // The last block is compressed with a flag, so a full one waits for a byte that follows it.
            if (filled_ == buffer_.size()) {
                compress(false);
                filled_ = 0;
            }
            const std::size_t size = std::min(in.size(), buffer_.size() - filled_);
            std::copy_n(in.begin(), size, buffer_.begin() + static_cast<std::ptrdiff_t>(filled_));
            filled_ += size;
            length_ += size;
            in = in.subspan(size);
        }
    }
    /// The digest of everything so far.
    constexpr digest_type digest() const noexcept {
        blake2b_512 last = *this;
        std::fill(last.buffer_.begin() + static_cast<std::ptrdiff_t>(filled_), last.buffer_.end(), std::uint8_t{0});
        last.compress(true);
        digest_type out{};
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = static_cast<std::uint8_t>(last.state_[i / 8] >> (8 * (i % 8)));
        }
        return out;
    }

    /// What is needed to go on: the block that is being filled (128 bytes), the chaining value (64), the number of
    /// bytes compressed (8) and in the block (8), all little-endian: the state that ceremonies keep in their files.
    static constexpr std::size_t saved_size = 208;
    constexpr std::array<std::uint8_t, saved_size> saved() const noexcept {
        std::array<std::uint8_t, saved_size> out{};
        std::copy_n(buffer_.begin(), filled_, out.begin());
        for (std::size_t i = 0; i < 80; ++i) {
            const std::uint64_t word = i < 64 ? state_[i / 8] : i < 72 ? length_ - filled_ : filled_;
            out[128 + i] = static_cast<std::uint8_t>(word >> (8 * (i % 8)));
        }
        return out;
    }
    /// Whether 208 bytes can be a saved state.
    static constexpr bool can_resume(std::span<const std::uint8_t, saved_size> in) noexcept {
        return word_at(in, 200) <= 128 && word_at(in, 192) % 128 == 0;
    }
    /// Goes on from a saved state. Precondition: can_resume.
    static constexpr blake2b_512 resumed(std::span<const std::uint8_t, saved_size> in) noexcept {
        blake2b_512 out;
        std::copy_n(in.begin(), out.buffer_.size(), out.buffer_.begin());
        for (std::size_t i = 0; i < 8; ++i) {
            out.state_[i] = word_at(in, 128 + 8 * i);
        }
        out.filled_ = static_cast<std::size_t>(word_at(in, 200));
        out.length_ = word_at(in, 192) + out.filled_;
        return out;
    }

private:
    static constexpr std::uint64_t word_at(std::span<const std::uint8_t, saved_size> in, std::size_t at) noexcept {
        std::uint64_t out = 0;
        for (std::size_t i = 8; i-- > 0;) {
            out = (out << 8) | in[at + i];
        }
        return out;
    }
    constexpr void compress(bool last) noexcept {
        blake2b_block block{};
        for (std::size_t i = 0; i < buffer_.size(); ++i) {
            block[i / 8] |= std::uint64_t{buffer_[i]} << (8 * (i % 8));
        }
        blake2b_compress(state_, block, {length_, 0}, last, 12);
    }

    blake2b_state state_ = blake2b_initial_value;
    std::array<std::uint8_t, 128> buffer_{};
    std::size_t filled_ = 0;
    std::uint64_t length_ = 0;
};

/// The BLAKE2b-512 digest of a whole text.
constexpr blake2b_512::digest_type blake2b_512_of(byte_view in) noexcept {
    blake2b_512 hasher;
    hasher.update(in);
    return hasher.digest();
}

} // namespace zonogon::hash
