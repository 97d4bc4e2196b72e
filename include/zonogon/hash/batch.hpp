#pragma once

#include <cstddef>
#include <span>

#include <zonogon/hash/concept.hpp>

namespace zonogon::hash {

/// How many independent states callers put together: enough for two of the widest vectors.
inline constexpr std::size_t batch_size = 16;

/// Applies P to each state, by its vectorised form if it has one.
template <permutation P>
constexpr void permute_batch(std::span<state_of<P>> states) {
    if constexpr (requires { P::permute_batch(states); }) {
        P::permute_batch(states);
    } else {
        for (state_of<P>& state : states) {
            P::permute(state);
        }
    }
}

} // namespace zonogon::hash
