#pragma once

#include <atomic>
#include <cstddef>

namespace zonogon::poly::detail {

/// The parts of vector_ntt's transforms, each on a stretch of one vector.
///
/// A butterfly forwards is (a + b z, a - b z), backwards (a + b, (b - a) z). Twiddles come in the order of the blocks.
/// A set of parts may keep numbers in a form of its own between the parts of a transform; forward_last, and the others
/// where `last` says so, leave elements.
template <class F>
struct vector_kernels {
    /// Two levels at places i, i + quarter, i + 2 quarter and i + 3 quarter for i < count: z[0] is the twiddle of the
    /// outer level, z[1] and z[2] are those of its halves.
    using two = void (*)(F* v, std::size_t quarter, std::size_t count, const F* z, bool last);
    /// One level at places i and i + half.
    using one = void (*)(F* v, std::size_t half, std::size_t count, const F& z, bool last);
    /// Three levels within `eights` blocks of eight. Their twiddles are z1[k step], z2[k step] and z3[k step], k
    /// counting blocks of eight, of four and of two elements.
    using three = void (*)(F* v, std::size_t eights, const F* z1, const F* z2, const F* z3, std::ptrdiff_t step);
    /// v[i] *= first * ratio^i.
    using scaling = void (*)(F* v, std::size_t count, const F& first, const F& ratio);

    two forward_two;
    one forward_one;
    three forward_last;
    three inverse_first;
    two inverse_two;
    one inverse_one;
    scaling scale;
};

/// Parts by wider vectors than the program is compiled for: every count a multiple of eight. Null unless a program has
/// them and finds the processor for them (curve/wider.hpp).
template <class F>
inline std::atomic<const vector_kernels<F>*> wider_vector_kernels{nullptr};

/// Parts for every machine.
template <class F>
struct plain_vector_kernels {
    static void forward_pair(F& a, F& b, const F& z) {
        const F product = b * z;
        b = a - product;
        a += product;
    }
    static void inverse_pair(F& a, F& b, const F& z) {
        const F difference = b - a;
        a += b;
        b = difference * z;
    }
    static void forward_two(F* v, std::size_t quarter, std::size_t count, const F* z, bool) {
        for (F* const end = v + count; v != end; ++v) {
            forward_pair(v[0], v[2 * quarter], z[0]);
            forward_pair(v[quarter], v[3 * quarter], z[0]);
            forward_pair(v[0], v[quarter], z[1]);
            forward_pair(v[2 * quarter], v[3 * quarter], z[2]);
        }
    }
    static void forward_one(F* v, std::size_t half, std::size_t count, const F& z, bool) {
        for (std::size_t i = 0; i < count; ++i) {
            forward_pair(v[i], v[i + half], z);
        }
    }
    static void forward_last(F* v, std::size_t eights, const F* z1, const F* z2, const F* z3, std::ptrdiff_t step) {
        for (; eights > 0; --eights, v += 8, z1 += step, z2 += 2 * step, z3 += 4 * step) {
            const F z[3] = {*z1, z2[0], z2[step]};
            forward_two(v, 2, 2, z, false);
            for (std::ptrdiff_t k = 0; k < 4; ++k) {
                forward_pair(v[2 * k], v[2 * k + 1], z3[k * step]);
            }
        }
    }
    static void inverse_first(F* v, std::size_t eights, const F* z1, const F* z2, const F* z3, std::ptrdiff_t step) {
        for (; eights > 0; --eights, v += 8, z1 += step, z2 += 2 * step, z3 += 4 * step) {
            for (std::ptrdiff_t k = 0; k < 4; ++k) {
                inverse_pair(v[2 * k], v[2 * k + 1], z3[k * step]);
            }
            const F z[3] = {*z1, z2[0], z2[step]};
            inverse_two(v, 2, 2, z, false);
        }
    }
    static void inverse_two(F* v, std::size_t quarter, std::size_t count, const F* z, bool) {
        for (F* const end = v + count; v != end; ++v) {
            inverse_pair(v[0], v[quarter], z[1]);
            inverse_pair(v[2 * quarter], v[3 * quarter], z[2]);
            inverse_pair(v[0], v[2 * quarter], z[0]);
            inverse_pair(v[quarter], v[3 * quarter], z[0]);
        }
    }
    static void inverse_one(F* v, std::size_t half, std::size_t count, const F& z, bool) {
        for (std::size_t i = 0; i < count; ++i) {
            inverse_pair(v[i], v[i + half], z);
        }
    }
    static void scale(F* v, std::size_t count, const F& first, const F& ratio) {
        F factor = first;
        for (std::size_t i = 0; i < count; ++i) {
            v[i] *= factor;
            factor *= ratio;
        }
    }
    static constexpr vector_kernels<F> all{forward_two, forward_one, forward_last, inverse_first,
                                           inverse_two, inverse_one, scale};
};

} // namespace zonogon::poly::detail
