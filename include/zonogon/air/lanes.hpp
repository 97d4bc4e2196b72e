#pragma once

#include <array>
#include <cstddef>

#include <zonogon/field/concept.hpp>
#include <zonogon/packed/packed.hpp>

namespace zonogon::air {

/// Rows one at a time: the plainest way to run a program, and what tables too short for SIMD use.
///
/// A `Lanes` type says how many field elements lie side by side in a register, how they get there, and what the same
/// number of extension elements look like.
template <field::field F>
struct scalar_lanes {
    using field = F;
    using value = F;
    template <class E>
    using wide = E;
    static constexpr std::size_t width = 1;

    static value load(const F* from) noexcept { return *from; }
    static void store(F* to, const value& v) noexcept { *to = v; }
    static value broadcast(const F& v) noexcept { return v; }
    template <class E>
    static E lift(const E& e) noexcept {
        return e;
    }
    template <class E>
    static E widen(const value& v) noexcept {
        return E(v);
    }
    /// Coefficient k of the lanes from memory at from + k * stride.
    template <class E>
    static E load_wide(const F* from, std::size_t stride) {
        auto parts = E{}.coefficients();
        for (std::size_t k = 0; k < E::degree; ++k) {
            parts[k] = from[k * stride];
        }
        return E::from_coefficients(parts);
    }
    template <class E>
    static void store_wide(const E& e, F* to, std::size_t stride) {
        for (std::size_t k = 0; k < E::degree; ++k) {
            to[k * stride] = e.coefficient(k);
        }
    }
};

/// The widest registers this translation unit may use.
template <field::field F>
struct packed_lanes {
    using field = F;
    using value = packed::vector_of<F>;
    template <class E>
    using wide = packed::vector<E, packed::best>;
    static constexpr std::size_t width = value::width;

    static value load(const F* from) noexcept { return value::load(from); }
    static void store(F* to, const value& v) noexcept { v.store(to); }
    static value broadcast(const F& v) noexcept { return value::broadcast(v); }
    template <class E>
    static wide<E> lift(const E& e) noexcept {
        return wide<E>::broadcast(e);
    }
    template <class E>
    static wide<E> widen(const value& v) noexcept {
        return wide<E>(v);
    }
    template <class E>
    static wide<E> load_wide(const F* from, std::size_t stride) {
        std::array<value, E::degree> parts;
        for (std::size_t k = 0; k < E::degree; ++k) {
            parts[k] = value::load(from + k * stride);
        }
        return wide<E>(parts);
    }
    template <class E>
    static void store_wide(const wide<E>& e, F* to, std::size_t stride) {
        for (std::size_t k = 0; k < E::degree; ++k) {
            e.coefficient(k).store(to + k * stride);
        }
    }
};

} // namespace zonogon::air
