#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::keys {

/// Signers that were found before: a transaction's is wanted when it comes, when its batch is checked and when the
/// batch comes back from L1. A table of fixed size in which a signature has one place, so that whoever chooses
/// signatures can only push others out. All functions may be called from any thread.
class known_signers {
public:
    /// 2^log_size places of some 120 bytes.
    explicit known_signers(unsigned log_size) : log_size_(log_size), places_(std::size_t{1} << log_size) {}

    std::optional<address> find(const bytes32& hash, const u256& r, const u256& s, std::uint8_t v) const;
    void keep(const bytes32& hash, const u256& r, const u256& s, std::uint8_t v, const address& signer);

private:
    struct place {
        bytes32 hash{};
        u256 r;
        u256 s;
        /// 0 where there is nothing.
        std::uint8_t v = 0;
        address signer{};
    };
    static constexpr std::size_t lock_count = 64;

    /// By bits of r, which are as good as random.
    std::size_t index(const u256& r) const { return r.low64() & ((std::size_t{1} << log_size_) - 1); }
    std::mutex& lock_of(std::size_t i) const { return locks_[i % lock_count]; }

    unsigned log_size_;
    std::vector<place> places_;
    mutable std::array<std::mutex, lock_count> locks_;
};

} // namespace zonogon::keys
