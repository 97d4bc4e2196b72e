#pragma once

#include <cstddef>

#include <zonogon/packed/packed.hpp>

namespace zonogon::poly::detail {

/// The arithmetic of a transform on one vector register, in whatever form suits the field and the back end.
///
/// `load` and `store` convert from and to the field's own form; everything between them may keep another. A back end
/// whose field has cheap roots of unity or cheaper sums replaces this template (poly/detail/goldilocks_math.hpp).
template <class F, class Isa>
struct lane_math {
    using reg = packed::vector<F, Isa>;
    using vector = packed::vector<F, Isa>;
    static constexpr std::size_t width = reg::width;
    /// Whether multiply_root64<K, Inverse> exists and is cheaper than a multiplication.
    static constexpr bool root64_is_cheap = false;

    [[gnu::always_inline]] static reg load(const F* from) { return reg::load(from); }
    [[gnu::always_inline]] static void store(F* to, const reg& a) { a.store(to); }
    /// a * the scalar in memory at `factor`, in all lanes.
    [[gnu::always_inline]] static reg multiply(const reg& a, const F* factor) { return a * reg::broadcast(*factor); }
    [[gnu::always_inline]] static reg multiply(const reg& a, const vector& factor) { return a * factor; }

    /// (a, b) becomes (a + b, (a - b) * w^K), w the root of unity of order 2^Log (its inverse if Inverse);
    /// roots[j] is w^j for the order 16.
    template <std::size_t Log, std::size_t K, bool Inverse>
    [[gnu::always_inline]] static void butterfly(reg& a, reg& b, const F* roots) {
        const reg difference = a - b;
        a = a + b;
        if constexpr (K == 0) {
            b = difference;
        } else {
            b = multiply(difference, roots + (K << (4 - Log)));
        }
    }
};

} // namespace zonogon::poly::detail
