#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/result.hpp>
#include <zonogon/base/system_random.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/hash/chacha20.hpp>

namespace zonogon::snark {

/// Where provers and ceremonies take their secrets from: `scalar<Field>()` gives a uniform element (within 2^-250) or
/// the reason why there is none.
template <class R, class Field>
concept randomness = requires(R& r) {
    { r.template scalar<Field>() } -> std::same_as<result<Field>>;
};

namespace randomness_detail {

/// The class of a number of 512 bits, least significant limb first.
template <class Field>
Field reduce(const std::array<std::uint64_t, 8>& limbs) {
    const Field radix = Field{u256::max()} + Field::one();
    return Field{u256{std::array{limbs[0], limbs[1], limbs[2], limbs[3]}}} +
           Field{u256{std::array{limbs[4], limbs[5], limbs[6], limbs[7]}}} * radix;
}

} // namespace randomness_detail

/// The operating system's randomness: what everything uses unless it says otherwise.
struct system_randomness {
    template <class Field>
    result<Field> scalar() {
        std::array<std::uint64_t, 8> limbs{};
        if (status filled = fill_system_random({reinterpret_cast<std::uint8_t*>(limbs.data()), sizeof(limbs)});
            !filled) {
            return filled.why();
        }
        return randomness_detail::reduce<Field>(limbs);
    }
};

/// The same numbers in every run. For tests only: a proof made with it hides nothing.
class deterministic_randomness_for_tests {
public:
    explicit deterministic_randomness_for_tests(std::uint32_t seed = 0) : stream_({seed}) {}

    template <class Field>
    result<Field> scalar() {
        std::array<std::uint64_t, 8> limbs{};
        for (std::uint64_t& limb : limbs) {
            limb = std::uint64_t{stream_.next()} << 32;
            limb |= stream_.next();
        }
        return randomness_detail::reduce<Field>(limbs);
    }

private:
    hash::chacha20_stream stream_;
};

} // namespace zonogon::snark
