#pragma once

#ifndef __aarch64__
#error "zonogon/packed/neon needs an AArch64 target"
#endif

#include <cstddef>
#include <cstdint>

#include <arm_neon.h>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/packed/vector.hpp>

namespace zonogon::packed {

/// Two Goldilocks elements, each any 64-bit representative.
template <>
class vector<field::goldilocks, neon> {
    using F = field::goldilocks;

public:
    using value_type = F;
    using isa = neon;
    static constexpr std::size_t width = 2;

    vector() : v_(vdupq_n_u64(0)) {}
    explicit vector(uint64x2_t v) : v_(v) {}
    static vector load(const F* from) { return vector{vld1q_u64(reinterpret_cast<const std::uint64_t*>(from))}; }
    static vector broadcast(F value) { return vector{vdupq_n_u64(value.raw())}; }
    void store(F* to) const { vst1q_u64(reinterpret_cast<std::uint64_t*>(to), v_); }

    friend vector operator+(vector a, vector b) { return vector{add(a.v_, at_most_modulus(b.v_))}; }
    friend vector operator-(vector a, vector b) { return vector{subtract(a.v_, at_most_modulus(b.v_))}; }
    friend vector operator*(vector a, vector b) {
        const uint32x2_t a_low = vmovn_u64(a.v_);
        const uint32x2_t a_high = vshrn_n_u64(a.v_, 32);
        const uint32x2_t b_low = vmovn_u64(b.v_);
        const uint32x2_t b_high = vshrn_n_u64(b.v_, 32);
        const uint64x2_t low_low = vmull_u32(a_low, b_low);
        const uint64x2_t middle = vsraq_n_u64(vmull_u32(a_high, b_low), low_low, 32);
        const uint64x2_t carry = vmlal_u32(vandq_u64(middle, epsilon()), a_low, b_high);
        const uint64x2_t high = vsraq_n_u64(vsraq_n_u64(vmull_u32(a_high, b_high), middle, 32), carry, 32);
        const uint64x2_t low = vsliq_n_u64(low_low, carry, 32);
        return vector{reduce(high, low)};
    }
    friend vector operator*(vector a, F b) { return a * broadcast(b); }
    vector operator-() const { return vector{} - *this; }
    vector& operator+=(vector b) { return *this = *this + b; }
    vector& operator-=(vector b) { return *this = *this - b; }
    vector& operator*=(vector b) { return *this = *this * b; }
    vector square() const { return *this * *this; }

private:
    static uint64x2_t epsilon() { return vdupq_n_u64(0xffffffff); }
    /// 2^32 - 1 where the comparison held: 2^64 mod p, the correction of a carry or borrow.
    static uint64x2_t correction(uint64x2_t comparison) { return vshrq_n_u64(comparison, 32); }
    /// The representative in [0, p).
    static uint64x2_t at_most_modulus(uint64x2_t a) {
        return vaddq_u64(a, correction(vcgeq_u64(a, vdupq_n_u64(F::modulus))));
    }
    /// a + b for b <= p: at most one carry.
    static uint64x2_t add(uint64x2_t a, uint64x2_t b) {
        const uint64x2_t sum = vaddq_u64(a, b);
        return vaddq_u64(sum, correction(vcltq_u64(sum, a)));
    }
    /// a - b for b <= p: at most one borrow.
    static uint64x2_t subtract(uint64x2_t a, uint64x2_t b) {
        return vsubq_u64(vsubq_u64(a, b), correction(vcltq_u64(a, b)));
    }
    /// high * 2^64 + low: 2^96 = -1 and 2^64 = 2^32 - 1.
    static uint64x2_t reduce(uint64x2_t high, uint64x2_t low) {
        const uint64x2_t a = subtract(low, vshrq_n_u64(high, 32));
        return add(a, vmull_u32(vmovn_u64(high), vdup_n_u32(0xffffffff)));
    }

    uint64x2_t v_;
};

} // namespace zonogon::packed
