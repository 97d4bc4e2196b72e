#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/poseidon2_goldilocks_parameters.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/snark/circuit/builder.hpp>
#include <zonogon/snark/gadgets/goldilocks.hpp>

namespace zonogon::snark::gadgets {

/// A permutation of Poseidon's kind over Goldilocks, as a circuit sees it: full rounds, partial rounds, full rounds,
/// with x^7, an external matrix of small numbers and an internal matrix.
///
/// The partial rounds are one list of linear forms: the input of S-box k, and in the end each element of the state, as
/// combinations of the elements before the partial rounds and the outputs of the S-boxes before.
class goldilocks_permutation_plan {
public:
    using native = field::goldilocks;
    struct form {
        std::vector<native> factors;
        native constant{};
    };

    std::size_t width = 0;
    std::size_t half_full_rounds = 0;
    /// Whether the external matrix is applied before the first round as well.
    bool starts_linear = false;
    std::vector<native> external;
    /// Round by round.
    std::vector<native> initial_constants;
    std::vector<native> final_constants;
    std::vector<form> partial_inputs;
    std::vector<form> partial_outputs;

    /// Fills in the forms. constants: what each partial round adds, to each element.
    void plan_partial_rounds(const std::vector<native>& internal, const std::vector<native>& constants);
};

inline void goldilocks_permutation_plan::plan_partial_rounds(const std::vector<native>& internal,
                                                             const std::vector<native>& constants) {
    const std::size_t rounds = constants.size() / width;
    std::vector<form> state(width);
    for (std::size_t i = 0; i < width; ++i) {
        state[i].factors.resize(width + rounds);
        state[i].factors[i] = native::one();
    }
    for (std::size_t r = 0; r < rounds; ++r) {
        for (std::size_t i = 0; i < width; ++i) {
            state[i].constant += constants[r * width + i];
        }
        form input = state[0];
        input.factors.resize(width + r);
        partial_inputs.push_back(std::move(input));
        state[0] = {std::vector<native>(width + rounds), native{}};
        state[0].factors[width + r] = native::one();
        std::vector<form> next(width, {std::vector<native>(width + rounds), native{}});
        for (std::size_t i = 0; i < width; ++i) {
            for (std::size_t j = 0; j < width; ++j) {
                const native& m = internal[i * width + j];
                for (std::size_t k = 0; k < width + rounds; ++k) {
                    next[i].factors[k] += m * state[j].factors[k];
                }
                next[i].constant += m * state[j].constant;
            }
        }
        state = std::move(next);
    }
    partial_outputs = std::move(state);
}

namespace poseidon_goldilocks_detail {

using native = field::goldilocks;

/// The matrix of a linear map, from what it does to the unit vectors.
template <std::size_t Width, class Map>
std::vector<native> matrix_of(Map&& map) {
    std::vector<native> out(Width * Width);
    for (std::size_t j = 0; j < Width; ++j) {
        std::array<native, Width> unit{};
        unit[j] = native::one();
        map(unit);
        for (std::size_t i = 0; i < Width; ++i) {
            out[i * Width + j] = unit[i];
        }
    }
    return out;
}

} // namespace poseidon_goldilocks_detail

/// The plan of a Poseidon2, or of the original's Poseidon.
template <class Permutation>
struct goldilocks_plan_of;

template <class Parameters>
struct goldilocks_plan_of<hash::poseidon2<Parameters>> {
    static const goldilocks_permutation_plan& get() {
        static const goldilocks_permutation_plan plan = [] {
            using P = hash::poseidon2<Parameters>;
            using native = field::goldilocks;
            goldilocks_permutation_plan out;
            out.width = P::width;
            out.half_full_rounds = P::half_full_rounds;
            out.starts_linear = true;
            out.external = poseidon_goldilocks_detail::matrix_of<P::width>([](auto& s) { P::external_layer(s); });
            for (const auto c : Parameters::external_initial) {
                out.initial_constants.push_back(native{c});
            }
            for (const auto c : Parameters::external_final) {
                out.final_constants.push_back(native{c});
            }
            std::vector<native> constants(P::width * P::partial_rounds);
            for (std::size_t r = 0; r < P::partial_rounds; ++r) {
                constants[r * P::width] = native{Parameters::internal[r]};
            }
            out.plan_partial_rounds(
                poseidon_goldilocks_detail::matrix_of<P::width>([](auto& s) { P::internal_layer(s); }), constants);
            return out;
        }();
        return plan;
    }
};

template <>
struct goldilocks_plan_of<hash::poseidon_goldilocks_12> {
    static const goldilocks_permutation_plan& get() {
        static const goldilocks_permutation_plan plan = [] {
            namespace p = hash::poseidon_goldilocks;
            using native = field::goldilocks;
            goldilocks_permutation_plan out;
            out.width = p::width;
            out.half_full_rounds = p::full_rounds / 2;
            out.external = poseidon_goldilocks_detail::matrix_of<p::width>([](auto& s) { s = p::linear_layer(s); });
            std::vector<native> all;
            for (const auto c : p::round_constants) {
                all.push_back(native{c});
            }
            const auto part = [&](std::size_t begin, std::size_t count) {
                const auto from = all.begin() + static_cast<std::ptrdiff_t>(begin * p::width);
                return std::vector<native>(from, from + static_cast<std::ptrdiff_t>(count * p::width));
            };
            out.initial_constants = part(0, out.half_full_rounds);
            out.final_constants = part(out.half_full_rounds + p::partial_rounds, out.half_full_rounds);
            out.plan_partial_rounds(out.external, part(out.half_full_rounds, p::partial_rounds));
            return out;
        }();
        return plan;
    }
};

namespace poseidon_goldilocks_detail {

/// x^7, unreduced (192 bits), with one reduction: x^3 is taken modulo p. Chains of other shapes cost no less: the
/// factors of all products together have seven times the bits of x in any of them.
inline goldilocks_value sbox(const goldilocks_arithmetic& f, const goldilocks_value& in) {
    const goldilocks_value x = f.reduce(in);
    const goldilocks_value cube = f.reduce(f.multiply(f.multiply(x, x), x));
    return f.multiply(f.multiply(cube, cube), x);
}

inline void apply_external(const goldilocks_arithmetic& f, const goldilocks_permutation_plan& plan,
                           std::span<goldilocks_value> s) {
    std::vector<goldilocks_value> out;
    for (std::size_t i = 0; i < plan.width; ++i) {
        out.push_back(f.combine(std::span(plan.external).subspan(i * plan.width, plan.width), s, native{}));
    }
    std::ranges::move(out, s.begin());
}

inline void full_rounds(const goldilocks_arithmetic& f, const goldilocks_permutation_plan& plan,
                        std::span<const native> constants, std::span<goldilocks_value> s) {
    for (std::size_t r = 0; r < plan.half_full_rounds; ++r) {
        for (std::size_t i = 0; i < plan.width; ++i) {
            s[i] = sbox(f, f.add(s[i], goldilocks_value(constants[r * plan.width + i])));
        }
        apply_external(f, plan, s);
    }
}

} // namespace poseidon_goldilocks_detail

/// The permutation on wires. The results are unreduced (about 200 bits): those that nobody uses cost nothing more.
inline void permute_goldilocks(const goldilocks_arithmetic& f, const goldilocks_permutation_plan& plan,
                               std::span<goldilocks_value> s) {
    using namespace poseidon_goldilocks_detail;
    const builder::scope in(f.circuit(), "poseidon over Goldilocks");
    for (goldilocks_value& x : s) {
        x = f.reduce(x);
    }
    if (plan.starts_linear) {
        apply_external(f, plan, s);
    }
    full_rounds(f, plan, plan.initial_constants, s);
    std::vector<goldilocks_value> basis;
    for (const goldilocks_value& x : s) {
        basis.push_back(f.reduce(x));
    }
    for (const auto& input : plan.partial_inputs) {
        basis.push_back(f.reduce(sbox(f, f.combine(input.factors, basis, input.constant))));
    }
    for (std::size_t i = 0; i < plan.width; ++i) {
        s[i] = f.combine(plan.partial_outputs[i].factors, basis, plan.partial_outputs[i].constant);
    }
    full_rounds(f, plan, plan.final_constants, s);
}

} // namespace zonogon::snark::gadgets
