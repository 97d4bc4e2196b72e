#pragma once

#ifndef __aarch64__
#error "zonogon/packed/neon needs an AArch64 target"
#endif

#include <cstddef>
#include <cstdint>

#include <arm_neon.h>

#include <zonogon/field/monty31.hpp>
#include <zonogon/packed/vector.hpp>

namespace zonogon::packed {

/// Four elements of a 31-bit Montgomery field, always reduced: of a number and the number less p, taken modulo 2^32,
/// the smaller is the reduced one.
template <class Parameters>
class vector<field::monty31<Parameters>, neon> {
    using F = field::monty31<Parameters>;

public:
    using value_type = F;
    using isa = neon;
    static constexpr std::size_t width = 4;

    vector() : v_(vdupq_n_u32(0)) {}
    explicit vector(uint32x4_t v) : v_(v) {}
    static vector load(const F* from) { return vector{vld1q_u32(reinterpret_cast<const std::uint32_t*>(from))}; }
    static vector broadcast(F value) { return vector{vdupq_n_u32(value.raw())}; }
    void store(F* to) const { vst1q_u32(reinterpret_cast<std::uint32_t*>(to), v_); }

    friend vector operator+(vector a, vector b) {
        const uint32x4_t sum = vaddq_u32(a.v_, b.v_);
        return vector{vminq_u32(sum, vsubq_u32(sum, modulus()))};
    }
    friend vector operator-(vector a, vector b) { return vector{subtract(a.v_, b.v_)}; }
    friend vector operator*(vector a, vector b) {
        const uint64x2_t low = vmull_u32(vget_low_u32(a.v_), vget_low_u32(b.v_));
        const uint64x2_t high = vmull_high_u32(a.v_, b.v_);
        return vector{subtract(upper_halves(low, high), upper_halves(quotient_part(low), quotient_part(high)))};
    }
    friend vector operator*(vector a, F b) { return a * broadcast(b); }
    vector operator-() const { return vector{} - *this; }
    vector& operator+=(vector b) { return *this = *this + b; }
    vector& operator-=(vector b) { return *this = *this - b; }
    vector& operator*=(vector b) { return *this = *this * b; }
    vector square() const { return *this * *this; }

private:
    static uint32x4_t modulus() { return vdupq_n_u32(F::modulus); }
    static uint32x4_t subtract(uint32x4_t a, uint32x4_t b) {
        const uint32x4_t difference = vsubq_u32(a, b);
        return vminq_u32(difference, vaddq_u32(difference, modulus()));
    }
    static uint32x4_t upper_halves(uint64x2_t low, uint64x2_t high) {
        return vuzp2q_u32(vreinterpretq_u32_u64(low), vreinterpretq_u32_u64(high));
    }
    /// The multiple of p that agrees with the product in its low 32 bits.
    static uint64x2_t quotient_part(uint64x2_t product) {
        const uint32x2_t quotient = vmul_u32(vmovn_u64(product), vdup_n_u32(F::modulus_inverse));
        return vmull_u32(quotient, vdup_n_u32(F::modulus));
    }

    uint32x4_t v_;
};

} // namespace zonogon::packed
