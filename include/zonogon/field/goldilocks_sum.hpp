#pragma once

#include <cstdint>

#include <zonogon/base/int128.hpp>
#include <zonogon/field/goldilocks.hpp>

namespace zonogon::field {

/// A sum of products that is reduced once, at the end: 192 bits, so that 2^64 products fit.
class goldilocks_sum {
public:
    constexpr void add_product(goldilocks a, goldilocks b) noexcept {
        const uint128 product = static_cast<uint128>(a.raw()) * b.raw();
        low_ += product;
        high_ += low_ < product ? 1U : 0U;
    }
    constexpr void add(const goldilocks_sum& other) noexcept {
        low_ += other.low_;
        high_ += other.high_ + (low_ < other.low_ ? 1U : 0U);
    }
    /// The sum's class: 2^128 = -2^32.
    constexpr goldilocks value() const noexcept {
        return goldilocks::reduce(low_) - goldilocks::reduce(static_cast<uint128>(high_) << 32);
    }

private:
    uint128 low_ = 0;
    std::uint64_t high_ = 0;
};

} // namespace zonogon::field
