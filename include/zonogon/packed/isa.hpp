#pragma once

namespace zonogon::packed {

/// Plain C++, for any machine and any field.
struct generic {};
/// 256-bit vectors of x86-64-v3.
struct avx2 {};
/// 512-bit vectors of x86-64-v4 (F, BW, CD, DQ and VL).
struct avx512 {};
/// 128-bit vectors of AArch64.
struct neon {};

/// The widest of the above that the compiler may use in this translation unit.
#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512CD__) && defined(__AVX512DQ__) &&                 \
    defined(__AVX512VL__)
using best = avx512;
#elif defined(__AVX2__)
using best = avx2;
#elif defined(__aarch64__) && defined(__ARM_NEON)
using best = neon;
#else
using best = generic;
#endif

} // namespace zonogon::packed
