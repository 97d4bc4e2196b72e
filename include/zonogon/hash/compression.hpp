#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include <zonogon/hash/batch.hpp>
#include <zonogon/hash/concept.hpp>

namespace zonogon::hash {

namespace compression_detail {

/// Shared by the compressions: `Arity` digests fill the front of a state, the rest of which starts as zero.
template <permutation P, std::size_t DigestLength, std::size_t Arity, bool FeedForward>
struct fixed_input {
    using field = typename P::field;
    using digest = std::array<field, DigestLength>;
    static constexpr std::size_t arity = Arity;
    static_assert(Arity >= 2 && DigestLength * Arity <= P::width, "the digests do not fit the permutation");

    static constexpr digest compress(std::span<const digest, Arity> in) {
        state_of<P> state = load(in);
        P::permute(state);
        return store(state, in);
    }
    static constexpr digest compress(const digest& left, const digest& right)
        requires(Arity == 2)
    {
        const std::array<digest, 2> in{left, right};
        return compress(std::span<const digest, 2>{in});
    }
    /// out[i] = compress of in[i * Arity .. (i + 1) * Arity).
    static constexpr void compress_groups(std::span<const digest> in, std::span<digest> out) {
        std::array<state_of<P>, batch_size> states{};
        for (std::size_t first = 0; first < out.size(); first += batch_size) {
            const std::size_t count = std::min(batch_size, out.size() - first);
            const auto group = [&](std::size_t i) {
                return in.subspan((first + i) * Arity, Arity).template first<Arity>();
            };
            for (std::size_t i = 0; i < count; ++i) {
                states[i] = load(group(i));
            }
            permute_batch<P>(std::span{states}.first(count));
            for (std::size_t i = 0; i < count; ++i) {
                out[first + i] = store(states[i], group(i));
            }
        }
    }
    static constexpr void compress_pairs(std::span<const digest> in, std::span<digest> out)
        requires(Arity == 2)
    {
        compress_groups(in, out);
    }

private:
    static constexpr state_of<P> load(std::span<const digest, Arity> in) {
        state_of<P> state{};
        for (std::size_t k = 0; k < Arity; ++k) {
            std::copy_n(in[k].begin(), DigestLength, state.begin() + static_cast<std::ptrdiff_t>(k * DigestLength));
        }
        return state;
    }
    static constexpr digest store(const state_of<P>& state, std::span<const digest, Arity> in) {
        digest out{};
        for (std::size_t i = 0; i < DigestLength; ++i) {
            out[i] = state[i];
            if constexpr (FeedForward) {
                out[i] += in[0][i];
            }
        }
        return out;
    }
};

} // namespace compression_detail

/// The first digest's worth of P(d_0 || .. || d_(Arity-1) || 0...).
///
/// Collision resistant when a digest's worth of zeros is left over (then it is a one-block sponge). With no room left
/// anybody can run P backwards from a chosen output, so it is good for trees only; see feed_forward_compression.
template <permutation P, std::size_t DigestLength, std::size_t Arity = 2>
struct truncated_permutation : compression_detail::fixed_input<P, DigestLength, Arity, false> {
    static constexpr bool collision_resistant = P::width - DigestLength * Arity >= DigestLength;
};

/// The first digest's worth of P(x) + x, x = d_0 || .. || d_(Arity-1) || 0...: one way and collision resistant even
/// when the digests fill the permutation (the compression mode of the Poseidon2 paper, eprint 2023/323).
template <permutation P, std::size_t DigestLength, std::size_t Arity = 2>
struct feed_forward_compression : compression_detail::fixed_input<P, DigestLength, Arity, true> {
    static constexpr bool collision_resistant = true;
};

} // namespace zonogon::hash
