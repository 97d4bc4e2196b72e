#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <zonogon/base/u256.hpp>
#include <zonogon/field/concept.hpp>
#include <zonogon/field/goldilocks.hpp>

namespace zonogon::test {

/// The values where carries and reductions of a prime field change course.
template <field::prime_field F>
std::vector<F> edge_values() {
    const F one = F::one();
    const F half = (one + one).inverse();
    return {F::zero(), one, one + one, -one, -(one + one), half, half - one, F{0xffffffffU}, -F{0xffffffffU}};
}

/// Goldilocks values are any 64-bit number: zero, one and the largest also by representatives at or above p.
template <>
inline std::vector<field::goldilocks> edge_values<field::goldilocks>() {
    using field::goldilocks;
    std::vector<goldilocks> out;
    for (const std::uint64_t v : {0x0ULL,
                                  0x1ULL,
                                  0x2ULL,
                                  0x7fffffffULL,
                                  0xfffffffeULL,
                                  0xffffffffULL,
                                  0x100000000ULL,
                                  0x100000001ULL,
                                  0x7fffffff80000000ULL,
                                  0x7fffffff80000001ULL,
                                  0x7fffffffffffffffULL,
                                  0x8000000000000000ULL,
                                  0xfffffffe00000000ULL,
                                  0xfffffffeffffffffULL,
                                  0xffffffff00000000ULL,
                                  0xffffffff00000001ULL,
                                  0xffffffff00000002ULL,
                                  0xffffffff80000000ULL,
                                  0xfffffffffffffffeULL,
                                  0xffffffffffffffffULL}) {
        out.push_back(goldilocks{v});
    }
    return out;
}

/// Every vector of edge coefficients would be too many: constants, single coefficients and all equal.
template <class E>
std::vector<E> extension_edge_values() {
    using F = typename E::base_field;
    std::vector<E> out;
    for (const F& f : edge_values<F>()) {
        auto all = E{}.coefficients();
        all.fill(f);
        out.push_back(E::from_coefficients(all));
        out.push_back(E(f));
        out.push_back(E::basis(E::degree - 1) * f);
    }
    return out;
}

} // namespace zonogon::test
