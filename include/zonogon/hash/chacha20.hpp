#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace zonogon::hash {

/// The key stream of ChaCha20 (RFC 8439, section 2.3) as 32-bit words: block counter from zero, nonce zero.
class chacha20_stream {
public:
    constexpr explicit chacha20_stream(const std::array<std::uint32_t, 8>& key) noexcept : key_(key) {}

    constexpr std::uint32_t next() noexcept {
        if (used_ == block_.size()) {
            block_ = block(counter_++);
            used_ = 0;
        }
        return block_[used_++];
    }

private:
    using words = std::array<std::uint32_t, 16>;

    static constexpr void quarter_round(std::uint32_t& a, std::uint32_t& b, std::uint32_t& c,
                                        std::uint32_t& d) noexcept {
        a += b;
        d = std::rotl(d ^ a, 16);
        c += d;
        b = std::rotl(b ^ c, 12);
        a += b;
        d = std::rotl(d ^ a, 8);
        c += d;
        b = std::rotl(b ^ c, 7);
    }
    constexpr words block(std::uint64_t counter) const noexcept {
        words start{0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
        for (std::size_t i = 0; i < key_.size(); ++i) {
            start[4 + i] = key_[i];
        }
        start[12] = static_cast<std::uint32_t>(counter);
        start[13] = static_cast<std::uint32_t>(counter >> 32);
        words v = start;
        for (int round = 0; round < 10; ++round) {
            for (std::size_t i = 0; i < 4; ++i) {
                quarter_round(v[i], v[4 + i], v[8 + i], v[12 + i]);
            }
            for (std::size_t i = 0; i < 4; ++i) {
                quarter_round(v[i], v[4 + (i + 1) % 4], v[8 + (i + 2) % 4], v[12 + (i + 3) % 4]);
            }
        }
        for (std::size_t i = 0; i < v.size(); ++i) {
            v[i] += start[i];
        }
        return v;
    }

    std::array<std::uint32_t, 8> key_;
    std::uint64_t counter_ = 0;
    words block_{};
    std::size_t used_ = 16;
};

} // namespace zonogon::hash
