#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/poly/detail/pass.hpp>
#include <zonogon/poly/ntt.hpp>

namespace zonogon::poly::detail {

/// What the pass in the middle of an extension needs to know: n = n1 n2 coefficients a column, k = k1 + n1 k2.
template <class F>
struct coset_job {
    std::size_t bits1;
    std::size_t bits2;
    std::size_t log_blowup;
    F shift;
};

/// For each of the 2^log_blowup cosets s_c <w> of a coset_job: transforms over k2 of s_c^k x coefficient k, and factors
/// (s_c w^j2)^k1 / s_c^k1, so that transforms over k1 are all that is missing.
///
/// `from` has a group per k1; if Interpolate its rows are not coefficients but j2, of which an inverse transform makes
/// them while they are in the cache anyway. The c-th coset goes to row c n + k1 + n1 reversed(j2) of `out`, which may
/// be the memory of `from` if row j2 of group k1 is row k1 + n1 j2.
template <bool Interpolate, class F>
void extend_pass(const coset_job<F>& job, const layout<const F>& from, F* out, std::size_t width) {
    using math = typename tile<F>::math;
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
        fill_reversed_powers(std::span<F>(scales[c]), {scale, shifts[c].pow(n1)});
    }

    const tiling parts(n1, width, tile_lanes<F>(n2), tile<F>::width);
    struct state {
        tile<F> coefficients;
        tile<F> values;
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
template <class F>
void finish_cosets(const coset_job<F>& job, F* out, std::size_t width) {
    if (job.bits1 != 0) {
        const std::size_t n1 = std::size_t{1} << job.bits1;
        run_pass(column_plan<F, false>(job.bits1), {out, width, n1 * width}, {out, width, n1 * width}, false,
                 std::size_t{1} << (job.bits2 + job.log_blowup), width, no_factors{});
    }
}

/// How 2^bits rows are split; one tile takes it all where it can.
template <class F>
coset_job<F> plan_cosets(std::size_t bits, std::size_t log_blowup, F shift) {
    const std::size_t bits1 = bits <= one_pass_bits ? 0 : bits - bits / 2;
    return {bits1, bits - bits1, log_blowup, shift};
}

} // namespace zonogon::poly::detail
