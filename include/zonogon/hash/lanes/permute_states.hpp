#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/lanes/best.hpp>

namespace zonogon::hash::lanes {

/// Applies Kernel<Lanes>::permute to `states`, at most Ways * Lanes::count of them; places without a state hold zeros.
template <template <class> class Kernel, class Lanes, std::size_t Ways, std::size_t Width>
void permute_group(std::span<std::array<field::goldilocks, Width>> states) {
    std::array<typename Kernel<Lanes>::words, Ways> groups{};
    for (std::size_t k = 0; k < states.size(); ++k) {
        for (std::size_t i = 0; i < Width; ++i) {
            Lanes::set(groups[k / Lanes::count][i], k % Lanes::count, states[k][i].raw());
        }
    }
    Kernel<Lanes>::permute(groups);
    for (std::size_t k = 0; k < states.size(); ++k) {
        for (std::size_t i = 0; i < Width; ++i) {
            states[k][i] = field::goldilocks{Lanes::get(groups[k / Lanes::count][i], k % Lanes::count)};
        }
    }
}

/// Applies Kernel<scalar>::permute to one state.
template <template <class> class Kernel, std::size_t Width>
constexpr void permute_one(std::array<field::goldilocks, Width>& state) {
    std::array<typename Kernel<scalar>::words, 1> group{};
    for (std::size_t i = 0; i < Width; ++i) {
        group[0][i] = state[i].raw();
    }
    Kernel<scalar>::permute(group);
    for (std::size_t i = 0; i < Width; ++i) {
        state[i] = field::goldilocks{group[0][i]};
    }
}

/// Applies a Goldilocks kernel to many independent states on the best lanes there are.
template <template <class> class Kernel, std::size_t Width>
constexpr void permute_states(std::span<std::array<field::goldilocks, Width>> states) {
    if (!std::is_constant_evaluated() && best::count > 1) {
        constexpr std::size_t whole_group = 16;
        for (; states.size() >= whole_group; states = states.subspan(whole_group)) {
            permute_group<Kernel, best, whole_group / best::count>(states.first(whole_group));
        }
        for (; states.size() > 1; states = states.subspan(std::min(states.size(), best::count))) {
            permute_group<Kernel, best, 1>(states.first(std::min(states.size(), best::count)));
        }
    }
    for (auto& state : states) {
        permute_one<Kernel>(state);
    }
}

} // namespace zonogon::hash::lanes
