// Extensions over Goldilocks by AVX-512, in a program that is compiled for less. The templates of poly/detail are
// compiled here with the instructions allowed function by function. Their instances have the back end in their names,
// so none is the instance of another unit; whatever else is used stands above the pragma, as code for every processor.
// test/poly/wider checks in the compiled unit that this is so.

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/field/concept.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/matrix/storage.hpp>
#include <zonogon/packed/cpu.hpp>
#include <zonogon/packed/packed.hpp>
#include <zonogon/poly/detail/column_plan.hpp>
#include <zonogon/poly/detail/goldilocks_math.hpp>
#include <zonogon/poly/detail/lane_math.hpp>
#include <zonogon/poly/detail/tiling.hpp>
#include <zonogon/poly/detail/wider.hpp>
#include <zonogon/poly/wider.hpp>

#if defined(__x86_64__) && !defined(__AVX512F__)

#include <zonogon/packed/x86_intrinsics.hpp>

#define ZONOGON_AVX512_BY_ATTRIBUTES
// Not a whole architecture: g++ inlines code for another into none.
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512cd,avx512dq,avx512vl"))),                   \
                             apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512cd,avx512dq,avx512vl")
#endif

#include <zonogon/packed/avx512/goldilocks.hpp>
#include <zonogon/poly/detail/extend.hpp>
#include <zonogon/poly/detail/goldilocks_avx512.hpp>

namespace zonogon::poly {
namespace {

using element = field::goldilocks;

matrix::row_major<element> evaluate_by_avx512(const matrix::row_major<element>& coefficients, std::size_t log_blowup,
                                              element shift) {
    return detail::evaluate_on_cosets<packed::avx512>(coefficients, log_blowup, shift);
}
matrix::row_major<element> extend_by_avx512(const matrix::row_major<element>& values, std::size_t log_blowup,
                                            element shift) {
    return detail::extend_to_cosets<packed::avx512>(values, log_blowup, shift);
}

} // namespace
} // namespace zonogon::poly

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

bool zonogon::poly::use_wider_vectors() {
    if (packed::cpu_level() != packed::x86_level::v4) {
        return false;
    }
    detail::wider<element>::coset_evaluate = evaluate_by_avx512;
    detail::wider<element>::coset_lde = extend_by_avx512;
    return true;
}

#else

bool zonogon::poly::use_wider_vectors() {
    return false;
}

#endif
