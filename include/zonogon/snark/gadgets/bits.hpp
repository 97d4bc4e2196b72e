#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/base/u256.hpp>
#include <zonogon/snark/circuit/bit.hpp>
#include <zonogon/snark/circuit/bounded.hpp>
#include <zonogon/snark/circuit/builder.hpp>

namespace zonogon::snark::gadgets {

/// States that the number of the bits (lowest first) is at most a constant.
///
/// One constraint for each run of zeros in the constant: with s the number of ones above the run that the bits miss and
/// z the bits set in the run, z = s k for some k, so that z is 0 when s is. k is free when both are 0.
/// Preconditions: at most 256 bits, and the constant has no more than there are.
inline void assert_at_most(builder& b, std::span<const bit> bits, const u256& limit) {
    const builder::scope in(b, "at most");
    if (std::ranges::all_of(bits, [](const bit& x) { return x.is_constant(); })) {
        u256 number;
        for (std::size_t i = 0; i < bits.size(); ++i) {
            number = number | (u256{bits[i].value() ? 1U : 0U} << i);
        }
        b.assert_zero(linear{number <= limit ? 0U : 1U}, "a number above the limit");
        return;
    }
    linear missed;
    std::size_t i = bits.size();
    while (i > 0) {
        linear_sum ones;
        ones.add(missed);
        for (; i > 0 && limit.bit(i - 1); --i) {
            ones.add(linear{1} - bits[i - 1].number());
        }
        missed = ones.take();
        linear_sum run;
        bool zeros = false;
        for (; i > 0 && !limit.bit(i - 1); --i) {
            run.add(bits[i - 1].number());
            zeros = true;
        }
        if (zeros) {
            const linear set = run.take();
            const linear factor = b.wire(set.value() * missed.value().inverse());
            b.assert_product(missed, factor, set, "a number above the limit");
        }
    }
}

/// All 254 bits of a field element below r, lowest first: the only way to take one apart into bits, as the 254 bits of
/// x + r would do as well.
class canonical_bits {
public:
    static constexpr std::size_t count = 254;

    canonical_bits(builder& b, const linear& value) {
        const builder::scope in(b, "canonical bits");
        const std::vector<bit> found = detail::decompose(b, value, count);
        assert_at_most(b, found, fr::modulus - u256{1});
        std::ranges::copy(found, bits_.begin());
    }

    const word<count>& bits() const noexcept { return bits_; }
    const bit& operator[](std::size_t i) const noexcept { return bits_[i]; }

private:
    word<count> bits_;
};

} // namespace zonogon::snark::gadgets
