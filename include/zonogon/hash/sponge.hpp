#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <type_traits>

#include <zonogon/hash/batch.hpp>
#include <zonogon/hash/concept.hpp>

namespace zonogon::hash {

/// How a sponge tells inputs of different lengths apart.
enum class sponge_padding {
    /// Not at all: inputs that differ by zeros at the end may collide. For inputs of one length only.
    none,
    /// A one and then zeros follow the input, up to a multiple of the rate; costs a permutation when the input fills
    /// its
    /// last block.
    one_zeros,
    /// The first capacity element starts as the number of elements; costs nothing. The length must be known first.
    length,
};

/// A sponge over a permutation of field elements in overwrite mode: Rate elements are replaced by input at a time, the
/// capacity is never touched by input, only by its initial value and the permutation.
///
/// The last block replaces only as many elements as are left. Rate elements come first in the state. Collision
/// resistance is that of min(capacity, digest) elements, halved. Source: Bertoni et al., "Duplexing the sponge"
/// (eprint 2011/499), sections 2 and 6.2 (overwrite mode).
template <permutation P, std::size_t Rate, std::size_t DigestLength, sponge_padding Padding = sponge_padding::length>
class sponge {
public:
    using permutation_type = P;
    using field = typename P::field;
    using digest = std::array<field, DigestLength>;
    static constexpr std::size_t rate = Rate;
    static constexpr std::size_t capacity = P::width - Rate;
    static constexpr sponge_padding padding = Padding;
    static_assert(Rate > 0 && Rate < P::width, "a sponge needs a rate and a capacity");
    static_assert(DigestLength <= Rate, "the digest is squeezed in one go");
    static_assert(DigestLength <= capacity, "a digest longer than the capacity promises more than it holds");

    static constexpr digest hash(std::span<const field> elements) {
        state_of<P> state = initial(elements.size());
        const std::size_t blocks = block_count(elements.size());
        for (std::size_t block = 0; block < blocks; ++block) {
            absorb(state, elements, block);
            P::permute(state);
        }
        return squeeze(state);
    }

    static constexpr void hash_rows(std::span<const field> rows, std::size_t width, std::span<digest> out) {
        const std::size_t blocks = block_count(width);
        std::array<state_of<P>, batch_size> states{};
        for (std::size_t first = 0; first < out.size(); first += batch_size) {
            const std::size_t count = std::min(batch_size, out.size() - first);
            states.fill(initial(width));
            for (std::size_t block = 0; block < blocks; ++block) {
                for (std::size_t i = 0; i < count; ++i) {
                    absorb(states[i], rows.subspan((first + i) * width, width), block);
                }
                permute_batch<P>(std::span{states}.first(count));
            }
            for (std::size_t i = 0; i < count; ++i) {
                out[first + i] = squeeze(states[i]);
            }
        }
    }

    /// Permutations that hashing `length` elements takes.
    static constexpr std::size_t block_count(std::size_t length) {
        if constexpr (Padding == sponge_padding::one_zeros) {
            return length / Rate + 1;
        } else {
            return std::max<std::size_t>(1, (length + Rate - 1) / Rate);
        }
    }

private:
    static constexpr state_of<P> initial(std::size_t length) {
        state_of<P> state{};
        if constexpr (Padding == sponge_padding::length) {
            state[Rate] = field{length};
        }
        return state;
    }
    static constexpr void absorb(state_of<P>& state, std::span<const field> elements, std::size_t block) {
        const std::size_t begin = std::min(block * Rate, elements.size());
        const std::size_t count = std::min(Rate, elements.size() - begin);
        std::copy_n(elements.begin() + static_cast<std::ptrdiff_t>(begin), count, state.begin());
        if constexpr (Padding == sponge_padding::one_zeros) {
            if (count < Rate) {
                state[count] = field::one();
                std::fill(state.begin() + count + 1, state.begin() + Rate, field::zero());
            }
        }
    }
    static constexpr digest squeeze(const state_of<P>& state) {
        digest out{};
        std::copy_n(state.begin(), DigestLength, out.begin());
        return out;
    }
};

} // namespace zonogon::hash
