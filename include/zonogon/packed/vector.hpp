#pragma once

#include <array>
#include <cstddef>

#include <zonogon/packed/isa.hpp>

namespace zonogon::packed {

/// `width` elements of F side by side, with element-wise arithmetic; the back end is part of the type, so that
/// several can live in one program.
///
/// Laws (test/packed/lane_laws.hpp): store undoes load; every lane of +, -, * and unary - equals the scalar
/// result; v * f and f broadcast agree. load and store accept any alignment of F. This primary template serves every
/// field that a back end has no kernels for; including packed/packed.hpp brings the kernels.
template <class F, class Isa>
class vector {
public:
    using value_type = F;
    using isa = Isa;
    static constexpr std::size_t width = sizeof(F) < 32 ? 32 / sizeof(F) : 1;

    vector() = default;
    static vector load(const F* from) {
        vector out;
        for (std::size_t i = 0; i < width; ++i) {
            out.lanes_[i] = from[i];
        }
        return out;
    }
    static vector broadcast(F value) {
        vector out;
        out.lanes_.fill(value);
        return out;
    }
    void store(F* to) const {
        for (std::size_t i = 0; i < width; ++i) {
            to[i] = lanes_[i];
        }
    }

    friend vector operator+(vector a, const vector& b) { return a += b; }
    friend vector operator-(vector a, const vector& b) { return a -= b; }
    friend vector operator*(vector a, const vector& b) { return a *= b; }
    friend vector operator*(const vector& a, F b) { return a * broadcast(b); }
    vector operator-() const { return vector{} - *this; }
    vector& operator+=(const vector& b) {
        for (std::size_t i = 0; i < width; ++i) {
            lanes_[i] += b.lanes_[i];
        }
        return *this;
    }
    vector& operator-=(const vector& b) {
        for (std::size_t i = 0; i < width; ++i) {
            lanes_[i] -= b.lanes_[i];
        }
        return *this;
    }
    vector& operator*=(const vector& b) {
        for (std::size_t i = 0; i < width; ++i) {
            lanes_[i] *= b.lanes_[i];
        }
        return *this;
    }
    vector square() const { return *this * *this; }

private:
    std::array<F, width> lanes_{};
};

} // namespace zonogon::packed
