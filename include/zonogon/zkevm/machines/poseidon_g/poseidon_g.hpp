#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// The Poseidon permutation of the chain, one permutation a row.
///
/// An S-box x^7 costs two columns, x^3 and x^7, so that degree 3 is never passed; between S-boxes the state is a linear
/// form in the S-box outputs and needs no column. The last full round writes the four output lanes instead of its
/// twelve x^7. Answers the bus "poseidon"; equal calls share a row.
namespace zonogon::zkevm::machines::poseidon_g {

inline constexpr std::size_t width = hash::poseidon_goldilocks::width;
inline constexpr std::size_t partial_rounds = hash::poseidon_goldilocks::partial_rounds;
/// Full rounds on each side of the partial ones.
inline constexpr std::size_t half_rounds = hash::poseidon_goldilocks::full_rounds / 2;

template <class T>
struct cells {
    std::array<T, 8> in;
    std::array<T, 4> capacity;
    /// x^3 and x^7 of the first four full rounds, round by round.
    std::array<T, half_rounds * width> first_cube, first_seventh;
    std::array<T, partial_rounds> partial_cube, partial_seventh;
    /// The last four full rounds; the very last needs no x^7.
    std::array<T, half_rounds * width> last_cube;
    std::array<T, (half_rounds - 1) * width> last_seventh;
    std::array<T, 4> out;
    /// How often the row's call was made.
    T calls;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        f("in", s.in);
        f("capacity", s.capacity);
        f("firstCube", s.first_cube);
        f("firstSeventh", s.first_seventh);
        f("partialCube", s.partial_cube);
        f("partialSeventh", s.partial_seventh);
        f("lastCube", s.last_cube);
        f("lastSeventh", s.last_seventh);
        f("out", s.out);
        f("calls", s.calls);
    }
};

namespace detail {

using field::goldilocks;

/// A linear form over the outputs of one full round and of the partial rounds after it.
struct linear_form {
    std::array<goldilocks, width + partial_rounds> coefficients{};
    goldilocks constant;

    constexpr linear_form& add_scaled(const linear_form& b, goldilocks factor) {
        for (std::size_t i = 0; i < coefficients.size(); ++i) {
            coefficients[i] += factor * b.coefficients[i];
        }
        constant += factor * b.constant;
        return *this;
    }
    constexpr air::expr on(std::span<const air::expr> basis) const {
        air::expr sum{constant.value()};
        for (std::size_t i = 0; i < basis.size(); ++i) {
            if (!coefficients[i].is_zero()) {
                sum += coefficients[i].value() * basis[i];
            }
        }
        return sum;
    }
};

using form_state = std::array<linear_form, width>;

constexpr goldilocks matrix_entry(std::size_t i, std::size_t j) {
    namespace parameters = hash::poseidon_goldilocks;
    return goldilocks{parameters::circulant[(j + width - i) % width] + (i == j ? parameters::diagonal[i] : 0)};
}

constexpr form_state multiply(const form_state& s) {
    form_state out{};
    for (std::size_t i = 0; i < width; ++i) {
        for (std::size_t j = 0; j < width; ++j) {
            out[i].add_scaled(s[j], matrix_entry(i, j));
        }
    }
    return out;
}

constexpr void add_constants(form_state& s, std::size_t round) {
    for (std::size_t i = 0; i < width; ++i) {
        s[i].constant += goldilocks{hash::poseidon_goldilocks::round_constants[width * round + i]};
    }
}

/// The forms x_0, x_1, ... themselves.
constexpr form_state unit_forms() {
    form_state s{};
    for (std::size_t i = 0; i < width; ++i) {
        s[i].coefficients[i] = goldilocks::one();
    }
    return s;
}

} // namespace detail

constexpr void describe(air::builder& b) {
    using air::expr;
    const auto c = declare<cells>(b);
    std::vector<expr> basis(c.in.begin(), c.in.end());
    basis.insert(basis.end(), c.capacity.begin(), c.capacity.end());
    detail::form_state state = detail::unit_forms();
    std::size_t round = 0;

    const auto assert_sbox = [&](const expr& x, const air::column& cube, const air::column& seventh) {
        b.assert_equal("cube", cube, x * x * x);
        b.assert_equal("seventh power", seventh, cube * cube * x);
    };
    // From here the state is the matrix applied to the S-box outputs of the round that ends.
    const auto start_after = [&](std::span<const air::column> outputs) {
        basis.assign(outputs.begin(), outputs.end());
        state = detail::multiply(detail::unit_forms());
        ++round;
    };
    const auto full_round = [&](std::size_t r, const auto& cubes, const auto& sevenths) {
        detail::add_constants(state, round);
        for (std::size_t i = 0; i < width; ++i) {
            assert_sbox(state[i].on(basis), cubes[r * width + i], sevenths[r * width + i]);
        }
        start_after(std::span{sevenths}.subspan(r * width, width));
    };

    for (std::size_t r = 0; r < half_rounds; ++r) {
        full_round(r, c.first_cube, c.first_seventh);
    }
    for (std::size_t r = 0; r < partial_rounds; ++r) {
        detail::add_constants(state, round);
        assert_sbox(state[0].on(basis), c.partial_cube[r], c.partial_seventh[r]);
        basis.push_back(c.partial_seventh[r]);
        state[0] = {};
        state[0].coefficients[width + r] = field::goldilocks::one();
        state = detail::multiply(state);
        ++round;
    }
    for (std::size_t r = 0; r + 1 < half_rounds; ++r) {
        full_round(r, c.last_cube, c.last_seventh);
    }
    detail::add_constants(state, round);
    std::array<expr, 4> out{};
    for (std::size_t i = 0; i < width; ++i) {
        const expr x = state[i].on(basis);
        const air::column& cube = c.last_cube[(half_rounds - 1) * width + i];
        b.assert_equal("cube", cube, x * x * x);
        const expr seventh = cube * cube * x;
        for (std::size_t lane = 0; lane < 4; ++lane) {
            out[lane] += detail::matrix_entry(lane, i).value() * seventh;
        }
    }
    std::vector<expr> tuple(c.in.begin(), c.in.end());
    tuple.insert(tuple.end(), c.capacity.begin(), c.capacity.end());
    for (std::size_t lane = 0; lane < 4; ++lane) {
        b.assert_equal("output lane", c.out[lane], out[lane]);
        tuple.push_back(c.out[lane]);
    }
    b.receive("poseidon", tuple, c.calls);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

} // namespace zonogon::zkevm::machines::poseidon_g
