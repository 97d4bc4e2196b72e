// Additions on BN254 and transforms over its scalars by AVX-512's 52-bit multiplications, in a program that is compiled
// for less; see wider.cpp for how.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/curve/add_pairs.hpp>
#include <zonogon/curve/bn254.hpp>
#include <zonogon/curve/wider.hpp>
#include <zonogon/field/batch_inverse.hpp>
#include <zonogon/field/bn254.hpp>
#include <zonogon/packed/cpu.hpp>
#include <zonogon/poly/detail/vector_kernels.hpp>

#if defined(__x86_64__)

#include <zonogon/packed/x86_intrinsics.hpp>

#define ZONOGON_AVX512_BY_ATTRIBUTES
// Not a whole architecture: g++ inlines code for another into none.
#if defined(__clang__)
#pragma clang attribute push(                                                                                          \
    __attribute__((target("avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx512ifma,avx512vbmi2"))),                     \
    apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx512ifma,avx512vbmi2")
#endif

#include <zonogon/curve/detail/add_pairs_avx512.hpp>
#include <zonogon/poly/detail/vector_kernels_avx512.hpp>

namespace zonogon::curve {
namespace {

void add_by_avx512(std::span<const point_pair<bn254>> pairs, affine_point<bn254>* sums) {
    using namespace detail::avx512_pairs;
    adder<bn254, coordinates<bn254, field::bn254_base>>::add(pairs.data(), pairs.size(), sums);
}
void add_on_twist_by_avx512(std::span<const point_pair<bn254_twist>> pairs, affine_point<bn254_twist>* sums) {
    using namespace detail::avx512_pairs;
    adder<bn254_twist, quadratic_coordinates<bn254_twist, field::bn254_base>>::add(pairs.data(), pairs.size(), sums);
}

} // namespace
} // namespace zonogon::curve

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

bool zonogon::curve::use_wider_vectors() {
    if (packed::cpu_level() != packed::x86_level::v4 || !__builtin_cpu_supports("avx512ifma") ||
        !__builtin_cpu_supports("avx512vbmi2")) {
        return false;
    }
    detail::wider<bn254>::add_pairs = add_by_avx512;
    detail::wider<bn254_twist>::add_pairs = add_on_twist_by_avx512;
    poly::detail::wider_vector_kernels<field::bn254_scalar> =
        &poly::detail::avx512_vectors::kernels<field::bn254_scalar>::all;
    return true;
}

#else

bool zonogon::curve::use_wider_vectors() {
    return false;
}

#endif
