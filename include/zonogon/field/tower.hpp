#pragma once

namespace zonogon::field {

/// u^2 = -1 for a quadratic extension of a field in which -1 is no square.
struct minus_one {
    template <class F>
    static constexpr F times_non_residue(const F& a) noexcept {
        return -a;
    }
};

/// w^2 = v for a quadratic extension of a cubic one that v generates.
struct generator_of_cubic {
    template <class F>
    static constexpr F times_non_residue(const F& a) noexcept {
        return a.times_generator();
    }
};

} // namespace zonogon::field
