#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/poly/detail/pass.hpp>

namespace zonogon::poly::detail {

/// For each of the 2^log_blowup cosets s_c <w> of a coset_job: transforms over k2 of s_c^k x coefficient k, and factors
/// (s_c w^j2)^k1 / s_c^k1, so that transforms over k1 are all that is missing.
///
/// `from` has a group per k1; if Interpolate its rows are not coefficients but j2, of which an inverse transform makes
/// them while they are in the cache anyway. The c-th coset goes to row c n + k1 + n1 reversed(j2) of `out`, which may
/// be the memory of `from` if row j2 of group k1 is row k1 + n1 j2.
template <class Isa, bool Interpolate, class F>
void extend_pass(const coset_job<F>& job, const layout<const F>& from, F* out, std::size_t width) {
    using math = typename tile<F, Isa>::math;
    const std::size_t n1 = std::size_t{1} << job.bits1;
    const std::size_t n2 = std::size_t{1} << job.bits2;
    const std::size_t cosets = std::size_t{1} << job.log_blowup;
    const column_plan<F, false> forward(job.bits2);
    const column_plan<F, true> inverse(job.bits2);
    const F w = F::two_adic_generator(job.bits1 + job.bits2);
    const F v = F::two_adic_generator(job.bits1 + job.bits2 + job.log_blowup);
    const F scale = Interpolate ? inverse_of_power_of_two<F>(job.bits1 + job.bits2) : F::one();

    std::vector<F> shifts(cosets);
    std::vector<std::vector<F>> scales(cosets, std::vector<F>(n2)); // of coefficient k2, bit-reversed
    for (std::size_t c = 0; c < cosets; ++c) {
        shifts[c] = job.shift * v.pow(reverse_bits(c, job.log_blowup));
        fill_reversed_powers<Isa>(std::span<F>(scales[c]), {scale, shifts[c].pow(n1)});
    }

    const tiling parts(n1, width, tile_lanes<F, Isa>(n2), tile<F, Isa>::width);
    struct state {
        tile<F, Isa> coefficients;
        tile<F, Isa> values;
        std::vector<F> scratch;
    };
    for_each_tile(
        parts, [&] { return state{{n2, parts.max_lanes()}, {n2, parts.max_lanes()}, {}}; },
        [&](const tile_part& part, state& work) {
            work.coefficients.gather(from, part);
            if constexpr (Interpolate) {
                transform_tile(work.coefficients, part, inverse, no_factors{}, work.scratch);
            }
            for (std::size_t c = 0; c < cosets; ++c) {
                const auto input = [&](std::size_t vector) {
                    return scaled<math, Interpolate, F>{work.coefficients.column(vector), forward.reversed(),
                                                        scales[c].data()};
                };
                transform_tile(
                    input, work.values, part, forward,
                    [&](std::size_t k1) { return geometric<F>{shifts[c].pow(k1), w.pow(k1)}; }, work.scratch);
                work.values.scatter({out + c * n1 * n2 * width, n1 * width, width}, part,
                                    static_cast<const column_plan<F, false>*>(nullptr));
            }
        });
}

/// The rest of an extension: transforms over k1, each on n1 adjacent rows, in place.
template <class Isa, class F>
void finish_cosets(const coset_job<F>& job, F* out, std::size_t width) {
    if (job.bits1 != 0) {
        const std::size_t n1 = std::size_t{1} << job.bits1;
        run_pass<Isa>(column_plan<F, false>(job.bits1), {out, width, n1 * width}, {out, width, n1 * width}, false,
                      std::size_t{1} << (job.bits2 + job.log_blowup), width, no_factors{});
    }
}

/// poly::coset_evaluate by the vectors of one back end.
template <class Isa, field::two_adic_field F>
matrix::row_major<F> evaluate_on_cosets(const matrix::row_major<F>& coefficients, std::size_t log_blowup, F shift) {
    const std::size_t width = coefficients.width();
    auto out = matrix::row_major<F>::uninitialised(coefficients.height() << log_blowup, width);
    const auto job = plan_cosets(log2_strict(coefficients.height()), log_blowup, shift);
    extend_pass<Isa, false>(job, {coefficients.data().data(), width << job.bits1, width}, out.data().data(), width);
    finish_cosets<Isa>(job, out.data().data(), width);
    return out;
}

/// poly::coset_lde by the vectors of one back end.
///
/// Three passes over the result's memory: half of the inverse transform, its other half and half of each coset's, and
/// the other half of those.
template <class Isa, field::two_adic_field F>
matrix::row_major<F> extend_to_cosets(const matrix::row_major<F>& values, std::size_t log_blowup, F shift) {
    const std::size_t width = values.width();
    auto out = matrix::row_major<F>::uninitialised(values.height() << log_blowup, width);
    F* const data = out.data().data();
    const auto job = plan_cosets(log2_strict(values.height()), log_blowup, shift);
    layout<const F> from{values.data().data(), width, width};
    if (job.bits1 != 0) {
        // Values j = j2 + n2 j1; transforms over j1 to k1; k1 + n1 j2 is where extend_pass works in place.
        const std::size_t n1 = std::size_t{1} << job.bits1;
        const std::size_t n2 = std::size_t{1} << job.bits2;
        const F w = F::two_adic_generator(job.bits1 + job.bits2).inverse();
        run_pass<Isa>(column_plan<F, true>(job.bits1), {values.data().data(), n2 * width, width},
                      {data, width, n1 * width}, true, n2, width,
                      [&](std::size_t j2) { return geometric<F>{F::one(), w.pow(j2)}; });
        from = {data, n1 * width, width};
    }
    extend_pass<Isa, true>(job, from, data, width);
    finish_cosets<Isa>(job, data, width);
    return out;
}

} // namespace zonogon::poly::detail
