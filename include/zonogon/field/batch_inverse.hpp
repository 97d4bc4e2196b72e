#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/field/concept.hpp>

namespace zonogon::field {

/// Replaces every element by its inverse, zeros by zero; `scratch` has at least the same length.
///
/// One inversion and three multiplications per element (Montgomery's trick).
template <field F>
constexpr void batch_inverse(std::span<F> values, std::span<F> scratch) {
    F product = F::one();
    for (std::size_t i = 0; i < values.size(); ++i) {
        scratch[i] = product;
        if (!values[i].is_zero()) {
            product *= values[i];
        }
    }
    F suffix = product.inverse();
    for (std::size_t i = values.size(); i-- > 0;) {
        if (!values[i].is_zero()) {
            const F inverse = suffix * scratch[i];
            suffix *= values[i];
            values[i] = inverse;
        }
    }
}

/// The same, with its own scratch memory and, for long inputs, on all threads.
template <field F>
void batch_inverse(std::span<F> values) {
    constexpr std::size_t chunk = 1024;
    parallel_chunks(values.size(), 16 * chunk, [&](std::size_t begin, std::size_t end) {
        std::vector<F> scratch(chunk);
        for (std::size_t at = begin; at < end; at += chunk) {
            batch_inverse(values.subspan(at, std::min(chunk, end - at)), std::span<F>(scratch));
        }
    });
}

} // namespace zonogon::field
