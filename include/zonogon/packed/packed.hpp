#pragma once

// Packed fields with every back end that the compiler may use in this translation unit.

#include <zonogon/packed/concept.hpp>
#include <zonogon/packed/extension.hpp>
#include <zonogon/packed/isa.hpp>
#include <zonogon/packed/vector.hpp>

#if defined(__AVX2__)
#include <zonogon/packed/avx2/goldilocks.hpp>
#include <zonogon/packed/avx2/monty31.hpp>
#endif
#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include <zonogon/packed/avx512/goldilocks.hpp>
#include <zonogon/packed/avx512/monty31.hpp>
#endif
#if defined(__aarch64__) && defined(__ARM_NEON)
#include <zonogon/packed/neon/goldilocks.hpp>
#include <zonogon/packed/neon/monty31.hpp>
#endif

namespace zonogon::packed {

/// The packed form of F that this translation unit should use.
template <class F>
using vector_of = vector<F, best>;

} // namespace zonogon::packed
