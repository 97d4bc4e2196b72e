#pragma once

#include <atomic>
#include <cstddef>

#include <zonogon/matrix/matrix.hpp>

namespace zonogon::poly::detail {

/// Extensions over F by wider vectors than the program is compiled for; null pointers unless a program has them and
/// finds the processor for them (poly/wider.hpp).
template <class F>
struct wider {
    using function = matrix::row_major<F> (*)(const matrix::row_major<F>&, std::size_t, F);
    static inline std::atomic<function> coset_evaluate{nullptr};
    static inline std::atomic<function> coset_lde{nullptr};
};

} // namespace zonogon::poly::detail
