#pragma once

#include <cstddef>
#include <utility>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/field/goldilocks3.hpp>
#include <zonogon/snark/gadgets/goldilocks.hpp>
#include <zonogon/snark/gadgets/goldilocks3.hpp>

namespace zonogon::compose {

/// An element of Goldilocks as wires over BN254's scalars, with the arithmetic that its operators use; without one it
/// is a constant.
class r1cs_felt {
public:
    using arithmetic = snark::gadgets::goldilocks_arithmetic;
    using native = field::goldilocks;

    r1cs_felt() = default;
    explicit r1cs_felt(const native& constant) : value_(constant) {}
    r1cs_felt(snark::gadgets::goldilocks_value value, const arithmetic* of) : value_(std::move(value)), of_(of) {}

    const snark::gadgets::goldilocks_value& wires() const noexcept { return value_; }
    const arithmetic* of() const noexcept { return of_; }
    native value() const { return value_.value(); }

    friend r1cs_felt operator+(const r1cs_felt& a, const r1cs_felt& b) {
        return {common(a.of_, b.of_).add(a.value_, b.value_), either(a.of_, b.of_)};
    }
    friend r1cs_felt operator-(const r1cs_felt& a, const r1cs_felt& b) {
        return {common(a.of_, b.of_).subtract(a.value_, b.value_), either(a.of_, b.of_)};
    }
    friend r1cs_felt operator*(const r1cs_felt& a, const r1cs_felt& b) {
        return {common(a.of_, b.of_).multiply(a.value_, b.value_), either(a.of_, b.of_)};
    }
    r1cs_felt operator-() const { return r1cs_felt() - *this; }

    static const arithmetic* either(const arithmetic* a, const arithmetic* b) { return a != nullptr ? a : b; }
    static const arithmetic& common(const arithmetic* a, const arithmetic* b) {
        static const arithmetic constants;
        const arithmetic* found = either(a, b);
        return found != nullptr ? *found : constants;
    }

private:
    snark::gadgets::goldilocks_value value_;
    const arithmetic* of_ = nullptr;
};

/// An element of the cubic extension, likewise.
class r1cs_ext {
public:
    using native = field::goldilocks3;
    using arithmetic = snark::gadgets::goldilocks_arithmetic;

    r1cs_ext() = default;
    explicit r1cs_ext(const native& constant) : value_(constant) {}
    r1cs_ext(snark::gadgets::goldilocks3_value value, const arithmetic* of) : value_(std::move(value)), of_(of) {}

    const snark::gadgets::goldilocks3_value& wires() const noexcept { return value_; }
    const arithmetic* of() const noexcept { return of_; }
    native value() const { return value_.value(); }

    friend r1cs_ext operator+(const r1cs_ext& a, const r1cs_ext& b) {
        return {on(a.of_, b.of_).add(a.value_, b.value_), r1cs_felt::either(a.of_, b.of_)};
    }
    friend r1cs_ext operator-(const r1cs_ext& a, const r1cs_ext& b) {
        return {on(a.of_, b.of_).subtract(a.value_, b.value_), r1cs_felt::either(a.of_, b.of_)};
    }
    friend r1cs_ext operator*(const r1cs_ext& a, const r1cs_ext& b) {
        return {on(a.of_, b.of_).multiply(a.value_, b.value_), r1cs_felt::either(a.of_, b.of_)};
    }
    friend r1cs_ext operator*(const r1cs_ext& a, const r1cs_felt& b) {
        return {on(a.of_, b.of()).scale(a.value_, b.wires()), r1cs_felt::either(a.of_, b.of())};
    }
    friend r1cs_ext operator+(const r1cs_ext& a, const r1cs_felt& b) {
        return {on(a.of_, b.of()).add(a.value_, b.wires()), r1cs_felt::either(a.of_, b.of())};
    }
    friend r1cs_ext operator-(const r1cs_ext& a, const r1cs_felt& b) {
        return {on(a.of_, b.of()).subtract(a.value_, b.wires()), r1cs_felt::either(a.of_, b.of())};
    }
    r1cs_ext operator-() const { return r1cs_ext() - *this; }

private:
    static snark::gadgets::goldilocks3_arithmetic on(const arithmetic* a, const arithmetic* b) {
        return snark::gadgets::goldilocks3_arithmetic(r1cs_felt::common(a, b));
    }

    snark::gadgets::goldilocks3_value value_;
    const arithmetic* of_ = nullptr;
};

} // namespace zonogon::compose
