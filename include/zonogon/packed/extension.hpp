#pragma once

#include <array>
#include <cstddef>

#include <zonogon/packed/vector.hpp>

namespace zonogon::packed {

/// `width` elements of an extension field as one vector per coefficient.
///
/// load and store convert from and to the elements' own layout, coefficients side by side; long loops should keep
/// coefficients apart from the start. E offers multiply_coefficients, a multiplication of coefficient arrays over
/// anything that adds and multiplies, so that scalars and vectors share one formula.
template <class E, class Isa>
    requires requires { typename E::base_field; }
class vector<E, Isa> {
    using F = typename E::base_field;

public:
    using value_type = E;
    using isa = Isa;
    using base = vector<F, Isa>;
    static constexpr std::size_t width = base::width;
    static constexpr std::size_t degree = E::degree;

    vector() = default;
    explicit vector(const std::array<base, degree>& coefficients) : c_(coefficients) {}
    explicit vector(const base& constant) { c_[0] = constant; }
    static vector load(const E* from) {
        vector out;
        std::array<F, width> lanes;
        for (std::size_t k = 0; k < degree; ++k) {
            for (std::size_t i = 0; i < width; ++i) {
                lanes[i] = from[i].coefficient(k);
            }
            out.c_[k] = base::load(lanes.data());
        }
        return out;
    }
    static vector broadcast(const E& value) {
        vector out;
        for (std::size_t k = 0; k < degree; ++k) {
            out.c_[k] = base::broadcast(value.coefficient(k));
        }
        return out;
    }
    void store(E* to) const {
        std::array<std::array<F, width>, degree> lanes;
        for (std::size_t k = 0; k < degree; ++k) {
            c_[k].store(lanes[k].data());
        }
        for (std::size_t i = 0; i < width; ++i) {
            auto coefficients = E{}.coefficients();
            for (std::size_t k = 0; k < degree; ++k) {
                coefficients[k] = lanes[k][i];
            }
            to[i] = E::from_coefficients(coefficients);
        }
    }
    const base& coefficient(std::size_t k) const { return c_[k]; }

    friend vector operator+(vector a, const vector& b) { return a += b; }
    friend vector operator-(vector a, const vector& b) { return a -= b; }
    friend vector operator*(const vector& a, const vector& b) { return vector{E::multiply_coefficients(a.c_, b.c_)}; }
    friend vector operator*(vector a, const base& b) {
        for (base& c : a.c_) {
            c *= b;
        }
        return a;
    }
    friend vector operator*(const vector& a, const E& b) { return a * broadcast(b); }
    friend vector operator+(vector a, const base& b) {
        a.c_[0] += b;
        return a;
    }
    friend vector operator-(vector a, const base& b) {
        a.c_[0] -= b;
        return a;
    }
    vector operator-() const { return vector{} - *this; }
    vector& operator+=(const vector& b) {
        for (std::size_t k = 0; k < degree; ++k) {
            c_[k] += b.c_[k];
        }
        return *this;
    }
    vector& operator-=(const vector& b) {
        for (std::size_t k = 0; k < degree; ++k) {
            c_[k] -= b.c_[k];
        }
        return *this;
    }
    vector& operator*=(const vector& b) { return *this = *this * b; }
    vector square() const { return *this * *this; }

private:
    std::array<base, degree> c_{};
};

} // namespace zonogon::packed
