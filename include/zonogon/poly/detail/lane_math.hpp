#pragma once

#include <cstddef>

#include <zonogon/packed/packed.hpp>

namespace zonogon::poly::detail {

/// The two forms that a register may have between operations, for back ends that gain by it; others ignore them.
/// Butterflies take operand a `entering`, multiplications take `leaving`.
enum class lane_form { entering, leaving };

/// The arithmetic of a transform on one vector register, in whatever form suits the field and the back end.
///
/// `load` gives the form `entering`, `store` takes `leaving`; everything between them may keep another than the
/// field's own. A back end whose field has cheap roots of unity or cheaper sums replaces this template
/// (poly/detail/goldilocks_math.hpp).
template <class F, class Isa>
struct lane_math {
    using reg = packed::vector<F, Isa>;
    using vector = packed::vector<F, Isa>;
    static constexpr std::size_t width = reg::width;
    /// Whether multiply_root64<K, Inverse> exists and is cheaper than a multiplication.
    static constexpr bool root64_is_cheap = false;

    [[gnu::always_inline]] static reg load(const F* from) { return reg::load(from); }
    [[gnu::always_inline]] static void store(F* to, const reg& a) { a.store(to); }
    /// From one form to the other.
    [[gnu::always_inline]] static reg convert(const reg& a) { return a; }
    /// a * the scalar in memory at `factor`, in all lanes; the product has the form `Out`.
    template <lane_form Out>
    [[gnu::always_inline]] static reg multiply(const reg& a, const F* factor) {
        return a * reg::broadcast(*factor);
    }
    template <lane_form Out>
    [[gnu::always_inline]] static reg multiply(const reg& a, const vector& factor) {
        return a * factor;
    }

    /// (a, b) becomes (a + b, (a - b) * w^K), w the root of unity of order 2^Log (its inverse if Inverse);
    /// roots[j] is w^j for the order 16. B is the form of b, Sum and Difference those of the results; a and, unless
    /// K is 0, b are `entering`.
    template <std::size_t Log, std::size_t K, bool Inverse, lane_form B, lane_form Sum, lane_form Difference>
    [[gnu::always_inline]] static void butterfly(reg& a, reg& b, const F* roots) {
        const reg difference = a - b;
        a = a + b;
        if constexpr (K == 0) {
            b = difference;
        } else {
            b = multiply<Difference>(difference, roots + (K << (4 - Log)));
        }
    }
};

} // namespace zonogon::poly::detail
