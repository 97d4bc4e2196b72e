#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <zonogon/packed/packed.hpp>

namespace zonogon::test {

/// Counts the lanes in which a packed operation differs from the scalar one, over all pairs of the values at every
/// lane position. Free of any test framework, so that it runs under an emulator too.
template <packed::packed_field V>
std::size_t wrong_lanes(const std::vector<typename V::value_type>& values) {
    using F = typename V::value_type;
    std::size_t wrong = 0;
    std::array<F, V::width> out;
    const auto expect = [&](const V& result, auto&& scalar) {
        result.store(out.data());
        for (std::size_t i = 0; i < V::width; ++i) {
            wrong += out[i] == scalar(i) ? 0U : 1U;
        }
    };
    std::array<F, V::width> a;
    std::array<F, V::width> b;
    for (std::size_t first = 0; first < values.size(); ++first) {
        for (std::size_t second = 0; second < values.size(); ++second) {
            for (std::size_t i = 0; i < V::width; ++i) {
                a[i] = values[(first + i) % values.size()];
                b[i] = values[(second + 5 * i) % values.size()];
            }
            const V x = V::load(a.data());
            const V y = V::load(b.data());
            expect(x, [&](std::size_t i) { return a[i]; });
            expect(x + y, [&](std::size_t i) { return a[i] + b[i]; });
            expect(x - y, [&](std::size_t i) { return a[i] - b[i]; });
            expect(x * y, [&](std::size_t i) { return a[i] * b[i]; });
            expect(-x, [&](std::size_t i) { return -a[i]; });
            expect(x.square(), [&](std::size_t i) { return a[i] * a[i]; });
            expect(V::broadcast(b[0]), [&](std::size_t) { return b[0]; });
            expect(x * b[0], [&](std::size_t i) { return a[i] * b[0]; });
            if constexpr (requires { x.template halved<1>(); }) {
                const auto check = [&]<unsigned K>() {
                    expect(x.template halved<K>(), [&](std::size_t i) { return a[i] * F{1ULL << K}.inverse(); });
                };
                check.template operator()<1>();
                check.template operator()<8>();
                check.template operator()<F::two_adicity>();
            }
            V m = x;
            expect(m += y, [&](std::size_t i) { return a[i] + b[i]; });
            expect(m -= x, [&](std::size_t i) { return b[i]; });
            expect(m *= x, [&](std::size_t i) { return a[i] * b[i]; });
        }
    }
    expect(V{}, [&](std::size_t) { return F::zero(); });
    return wrong;
}

} // namespace zonogon::test
