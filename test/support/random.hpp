#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/matrix/matrix.hpp>

namespace zonogon::test {

/// A reproducible stream of numbers (SplitMix64, Steele, Lea and Flood, OOPSLA 2014, figure 17), the same on every
/// machine and library.
class random_stream {
public:
    explicit random_stream(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

    /// An element of a prime field or of an extension.
    template <class F>
    F element() {
        if constexpr (requires { typename F::base_field; }) {
            auto coefficients = F{}.coefficients();
            for (auto& c : coefficients) {
                c = element<typename F::base_field>();
            }
            return F::from_coefficients(coefficients);
        } else if constexpr (sizeof(F) <= 8) {
            return F{static_cast<decltype(F::modulus)>(next() % F::modulus)};
        } else {
            using integer = std::remove_cvref_t<decltype(F::modulus)>;
            std::array<std::uint64_t, integer::bits / 64> limbs{};
            for (std::uint64_t& limb : limbs) {
                limb = next();
            }
            return F{integer{limbs} % F::modulus};
        }
    }
    template <class F>
    matrix::row_major<F> elements(std::size_t height, std::size_t width) {
        matrix::row_major<F> out(height, width);
        for (F& v : out.data()) {
            v = element<F>();
        }
        return out;
    }

private:
    std::uint64_t state_;
};

} // namespace zonogon::test
