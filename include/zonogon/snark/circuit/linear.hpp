#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/field/bn254.hpp>
#include <zonogon/snark/r1cs.hpp>

namespace zonogon::snark {

/// The field of all circuits here: BN254's scalars.
using fr = field::bn254_scalar;

class builder;

/// A linear combination of wires and a constant, with the value that it has under the witness being built. Sums and
/// multiples by constants cost no constraint.
///
/// Whether a combination is_constant depends on how it was made, not on whether its wires cancel: so a circuit has the
/// same shape whether its constraints are recorded or only its witness is computed (then there are no terms).
class linear {
public:
    using term = linear_term<fr>;

    linear() = default;
    explicit linear(const fr& constant) : constant_(constant), value_(constant) {}
    explicit linear(std::uint64_t constant) : linear(fr{constant}) {}

    const fr& value() const noexcept { return value_; }
    const fr& constant() const noexcept { return constant_; }
    bool is_constant() const noexcept { return !varies_; }
    /// Sorted by wire, no coefficient zero. Builder's numbers of wires: builder::finish gives others.
    std::span<const term> terms() const noexcept { return terms_; }

    friend linear operator+(const linear& a, const linear& b) {
        return combine(a, b, [](const fr& x) { return x; });
    }
    friend linear operator-(const linear& a, const linear& b) {
        return combine(a, b, [](const fr& x) { return -x; });
    }
    friend linear operator+(linear a, const fr& b) {
        a.constant_ += b;
        a.value_ += b;
        return a;
    }
    friend linear operator-(linear a, const fr& b) { return std::move(a) + -b; }
    friend linear operator*(linear a, const fr& factor) {
        if (factor.is_zero()) {
            return {};
        }
        for (term& t : a.terms_) {
            t.coefficient *= factor;
        }
        a.constant_ *= factor;
        a.value_ *= factor;
        return a;
    }
    friend linear operator*(const fr& factor, linear a) { return std::move(a) * factor; }
    linear operator-() const { return *this * -fr::one(); }

private:
    friend class builder;
    friend class linear_sum;

    template <class Sign>
    static linear combine(const linear& a, const linear& b, Sign&& sign) {
        linear out(a.constant_ + sign(b.constant_));
        out.value_ = a.value_ + sign(b.value_);
        out.varies_ = a.varies_ || b.varies_;
        out.terms_.reserve(a.terms_.size() + b.terms_.size());
        auto i = a.terms_.begin();
        auto j = b.terms_.begin();
        while (i != a.terms_.end() || j != b.terms_.end()) {
            if (j == b.terms_.end() || (i != a.terms_.end() && i->wire < j->wire)) {
                out.terms_.push_back(*i++);
            } else if (i == a.terms_.end() || j->wire < i->wire) {
                out.terms_.push_back({j->wire, sign(j->coefficient)});
                ++j;
            } else {
                const fr sum = i->coefficient + sign(j->coefficient);
                if (!sum.is_zero()) {
                    out.terms_.push_back({i->wire, sum});
                }
                ++i;
                ++j;
            }
        }
        return out;
    }

    std::vector<term> terms_;
    fr constant_{};
    fr value_{};
    bool varies_ = false;
};

/// A sum of many linear combinations, in time proportional to their terms (but for a sort at the end).
class linear_sum {
public:
    void add(const linear& a, const fr& factor = fr::one()) {
        if (factor.is_zero()) {
            return;
        }
        sum_.constant_ += a.constant_ * factor;
        sum_.value_ += a.value_ * factor;
        sum_.varies_ = sum_.varies_ || a.varies_;
        for (const linear::term& t : a.terms_) {
            sum_.terms_.push_back({t.wire, t.coefficient * factor});
        }
    }
    void add(const fr& constant) {
        sum_.constant_ += constant;
        sum_.value_ += constant;
    }

    /// The sum; the object is empty afterwards.
    linear take() {
        auto& terms = sum_.terms_;
        std::ranges::sort(terms, {}, &linear::term::wire);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < terms.size();) {
            linear::term t = terms[i++];
            for (; i < terms.size() && terms[i].wire == t.wire; ++i) {
                t.coefficient += terms[i].coefficient;
            }
            if (!t.coefficient.is_zero()) {
                terms[kept++] = t;
            }
        }
        terms.resize(kept);
        return std::exchange(sum_, linear{});
    }

private:
    linear sum_;
};

} // namespace zonogon::snark
