#pragma once

#include <zonogon/hash/lanes/avx2.hpp>
#include <zonogon/hash/lanes/avx512.hpp>
#include <zonogon/hash/lanes/scalar.hpp>

namespace zonogon::hash::lanes {

/// The widest lanes that the compiler may use in this translation unit.
#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__AVX512VL__)
using best = avx512;
#elif defined(__AVX2__)
using best = avx2;
#else
using best = scalar;
#endif

} // namespace zonogon::hash::lanes
