#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/poly/detail/tile.hpp>

namespace zonogon::poly::detail {

/// Fills out[i] with lead * base^reverse_bits(i): the factors in the order of a transform's outputs.
template <class Isa, class F>
void fill_reversed_powers(std::span<F> out, const geometric<F>& g) {
    using vector = packed::vector<F, Isa>;
    out[0] = g.lead;
    F step = g.base;
    std::vector<F> steps; // base^1, base^2, base^4, ..
    for (std::size_t n = 1; n < out.size(); n *= 2) {
        steps.push_back(step);
        step = step.square();
    }
    for (std::size_t known = 1; known < out.size(); known *= 2) {
        const F factor = steps.back();
        steps.pop_back();
        std::size_t i = 0;
        for (; i + vector::width <= known; i += vector::width) {
            (vector::load(&out[i]) * vector::broadcast(factor)).store(&out[known + i]);
        }
        if constexpr (vector::width > 1) { // else nothing is left
            for (; i < known; ++i) {
                out[known + i] = out[i] * factor;
            }
        }
    }
}

/// Multiplies position reversed(k) of every lane by lead * base^k of the lane's own group.
template <class F, class Isa, class Plan, class Factors>
void multiply_by_lane(tile<F, Isa>& t, const tile_part& part, const Plan& plan, const Factors& factors) {
    using math = typename tile<F, Isa>::math;
    using vector = typename math::vector;
    const std::size_t vectors = tile<F, Isa>::vectors_of(part.lanes());
    std::vector<F> lead(vectors * vector::width);
    std::vector<F> base(lead.size());
    for (std::size_t lane = 0; lane < part.lanes(); ++lane) {
        const geometric<F> g = factors(part.first_group + lane / part.columns);
        lead[lane] = g.lead;
        base[lane] = g.base;
    }
    for (std::size_t v = 0; v < vectors; ++v) {
        vector power = vector::load(&lead[v * vector::width]);
        const vector step = vector::load(&base[v * vector::width]);
        for (std::size_t k = 0; k < plan.size(); ++k) {
            auto& slot = t.column(v)[plan.reversed(k)];
            slot = math::template multiply<lane_form::leaving>(slot, power);
            power = power * step;
        }
    }
}

/// Transforms the lanes of a tile and applies the factors of each lane's group; input(v) is what the first stage reads
/// for column v of registers (column_transform.hpp).
template <class F, class Isa, bool Inverse, class Input, class Factors>
void transform_tile(const Input& input, tile<F, Isa>& t, const tile_part& part, const column_plan<F, Inverse>& plan,
                    const Factors& factors, std::vector<F>& scratch) {
    using math = typename tile<F, Isa>::math;
    const std::size_t vectors = tile<F, Isa>::vectors_of(part.lanes());
    const F* common = nullptr;
    if constexpr (!std::is_same_v<Factors, no_factors>) {
        if (part.groups == 1) {
            scratch.resize(plan.size());
            fill_reversed_powers<Isa>(std::span<F>(scratch), factors(part.first_group));
            common = scratch.data();
        }
    }
    for (std::size_t v = 0; v < vectors; ++v) {
        column_transform<math, Inverse>(input(v), t.column(v), plan, common);
    }
    if constexpr (!std::is_same_v<Factors, no_factors>) {
        if (part.groups != 1) {
            multiply_by_lane(t, part, plan, factors);
        }
    }
}

/// The same in place.
template <class F, class Isa, bool Inverse, class Factors>
void transform_tile(tile<F, Isa>& t, const tile_part& part, const column_plan<F, Inverse>& plan, const Factors& factors,
                    std::vector<F>& scratch) {
    transform_tile([&](std::size_t v) { return in_place<typename tile<F, Isa>::reg>{t.column(v)}; }, t, part, plan,
                   factors, scratch);
}

/// Lanes of a tile of `rows` rows: some 256 KiB, so that two of them and the rows of the next stay in a second-level
/// cache of 1 MiB (measured from 64 to 512 KiB: docs/fields.md).
template <class F, class Isa>
std::size_t tile_lanes(std::size_t rows) {
    constexpr std::size_t bytes = std::size_t{256} * 1024;
    constexpr std::size_t width = tile<F, Isa>::width;
    return std::max<std::size_t>(1, bytes / (rows * width * sizeof(F))) * width;
}

/// Calls body(part, ...) for every part of a tiling on all threads; make() builds what one thread works with.
template <class Make, class Body>
void for_each_tile(const tiling& parts, Make&& make, Body&& body) {
    const std::size_t grain = std::max<std::size_t>(1, parts.count() / 16 / std::max<std::size_t>(1, thread_count()));
    parallel_chunks(parts.count(), grain, [&](std::size_t begin, std::size_t end) {
        auto work = make();
        for (std::size_t i = begin; i < end; ++i) {
            body(parts[i], work);
        }
    });
}

/// One transform of plan.size() points for every group and column, from one layout to another (which may be the same
/// memory if each group stays in place). Output k goes to row k, or to row reversed(k) if not `natural`. `factors` maps
/// a group to its geometric factors or is no_factors.
template <class Isa, class F, bool Inverse, class Factors>
void run_pass(const column_plan<F, Inverse>& plan, const layout<const F>& from, const layout<F>& to, bool natural,
              std::size_t groups, std::size_t width, const Factors& factors) {
    const tiling parts(groups, width, tile_lanes<F, Isa>(plan.size()), tile<F, Isa>::width);
    struct state {
        tile<F, Isa> t;
        std::vector<F> scratch;
    };
    for_each_tile(
        parts, [&] { return state{tile<F, Isa>(plan.size(), parts.max_lanes()), {}}; },
        [&](const tile_part& part, state& work) {
            work.t.gather(from, part);
            transform_tile(work.t, part, plan, factors, work.scratch);
            work.t.scatter(to, part, natural ? &plan : nullptr);
        });
}

} // namespace zonogon::poly::detail
