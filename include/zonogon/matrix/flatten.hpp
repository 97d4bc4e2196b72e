#pragma once

#include <cstddef>
#include <utility>

#include <zonogon/base/parallel.hpp>
#include <zonogon/matrix/matrix.hpp>

namespace zonogon::matrix {

/// A matrix over an extension as one over its base field: column c becomes the columns degree * c + i of its
/// coefficients. Linear maps over the base field (NTT, low-degree extension) commute with this.
template <class E>
row_major<typename E::base_field> flatten(const row_major<E>& m) {
    row_major<typename E::base_field> out(m.height(), m.width() * E::degree);
    parallel_chunks(m.data().size(), 1 << 16, [&](std::size_t begin, std::size_t end) {
        for (std::size_t k = begin; k < end; ++k) {
            for (std::size_t i = 0; i < E::degree; ++i) {
                out.data()[k * E::degree + i] = m.data()[k].coefficient(i);
            }
        }
    });
    return out;
}

/// The inverse of flatten. Precondition: the width is a multiple of E::degree.
template <class E>
row_major<E> unflatten(const row_major<typename E::base_field>& m) {
    row_major<E> out(m.height(), m.width() / E::degree);
    parallel_chunks(out.data().size(), 1 << 16, [&](std::size_t begin, std::size_t end) {
        for (std::size_t k = begin; k < end; ++k) {
            auto coefficients = E{}.coefficients();
            for (std::size_t i = 0; i < E::degree; ++i) {
                coefficients[i] = m.data()[k * E::degree + i];
            }
            out.data()[k] = E::from_coefficients(coefficients);
        }
    });
    return out;
}

} // namespace zonogon::matrix
