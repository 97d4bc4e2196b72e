#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/pcs/opening_proof.hpp>
#include <zonogon/pcs/shape.hpp>
#include <zonogon/pcs/stack.hpp>
#include <zonogon/transcript/provenance.hpp>
#include <zonogon/transcript/verifier_backend.hpp>

namespace zonogon::pcs {

template <class B>
struct claim_round;

namespace detail {

/// Hands out a flat list piece by piece. Beyond the end there are default values: a proof of the wrong size has been
/// refused already and is only kept from being read out of bounds.
template <class T>
class cursor {
public:
    constexpr explicit cursor(std::span<const T> all) : left_(all) {}

    constexpr std::vector<T> take(std::size_t count) {
        const std::size_t here = std::min(count, left_.size());
        std::vector<T> out(left_.begin(), left_.begin() + static_cast<std::ptrdiff_t>(here));
        left_ = left_.subspan(here);
        out.resize(count);
        return out;
    }

private:
    std::span<const T> left_;
};

/// One query's place in the domains of all heights. The index at a lower height is that of the tallest without its low
/// bits, and its point the corresponding power.
template <class B>
class query_point {
public:
    using felt = typename B::felt;
    using field = typename B::config::field;
    using bit = typename B::bit;

    constexpr query_point(B& backend, const std::vector<bit>& bits) : backend_(&backend), bits_(bits) {
        // Bit i of the bit-reversed index stands for a root of order 2^(i + 1).
        felt x = backend.constant(field::one());
        felt inverse = backend.constant(field::one());
        const felt one = backend.constant(field::one());
        for (std::size_t i = 0; i < bits.size(); ++i) {
            const field root = field::two_adic_generator(i + 1);
            x = x * backend.select(bits[i], backend.constant(root), one);
            inverse = inverse * backend.select(bits[i], backend.constant(root.inverse()), one);
        }
        points_.assign(bits.size() + 1, x);
        inverses_.assign(bits.size() + 1, inverse);
        for (std::size_t h = bits.size(); h-- > 0;) {
            points_[h] = points_[h + 1] * points_[h + 1];
            inverses_[h] = inverses_[h + 1] * inverses_[h + 1];
        }
    }

    /// The bits of the index at a height, lowest first.
    constexpr std::span<const bit> index(std::size_t log_height) const {
        return std::span<const bit>(bits_).subspan(bits_.size() - log_height);
    }
    /// The point on the subgroup (not its coset) of that height.
    constexpr const felt& point(std::size_t log_height) const { return points_[log_height]; }
    /// The inverse of the first point of the row of 2^log_arity values that the index lies in.
    constexpr felt inverse_row_point(std::size_t log_height, std::size_t log_arity) const {
        felt out = inverses_[log_height];
        const auto bits = index(log_height);
        for (std::size_t i = 0; i < log_arity; ++i) {
            out = out * backend_->select(bits[i], backend_->constant(field::two_adic_generator(i + 1)),
                                         backend_->constant(field::one()));
        }
        return out;
    }

private:
    B* backend_;
    std::vector<bit> bits_;
    std::vector<felt> points_;
    std::vector<felt> inverses_;
};

/// The row of values that one fold takes, in order, from the one that the verifier knows and its neighbours at distance
/// 1, 2, .. by exclusive or: swap where a bit of the position is set.
template <class B>
constexpr std::vector<typename B::ext> complete_row(B& backend, const typename B::ext& known,
                                                    std::vector<typename B::ext> neighbours,
                                                    std::span<const typename B::bit> position) {
    std::vector<typename B::ext> row{known};
    row.insert(row.end(), neighbours.begin(), neighbours.end());
    for (std::size_t i = 0; i < position.size(); ++i) {
        const std::size_t distance = std::size_t{1} << i;
        for (std::size_t a = 0; a < row.size(); ++a) {
            if ((a & distance) == 0) {
                const auto first = row[a];
                const auto second = row[a + distance];
                row[a] = backend.select(position[i], second, first);
                row[a + distance] = backend.select(position[i], first, second);
            }
        }
    }
    return row;
}

/// Folds a row (see fold_codeword); `challenge` becomes its own power with exponent row.size().
template <class B>
constexpr typename B::ext fold_row(B& backend, std::vector<typename B::ext> row, typename B::felt inverse_x,
                                   typename B::ext& challenge) {
    using field = typename B::config::field;
    const auto half = backend.constant((field::one() + field::one()).inverse());
    while (row.size() > 1) {
        std::vector<typename B::ext> next;
        for (std::size_t q = 0; q < row.size() / 2; ++q) {
            // Row 2q lies at the row's first point times a fixed root of unity.
            field shift = field::one();
            for (std::size_t i = 0; (q >> i) != 0; ++i) {
                if ((q >> i) & 1) {
                    shift *= field::two_adic_generator(i + 2).inverse();
                }
            }
            const auto inverse = inverse_x * (half * backend.constant(shift));
            next.push_back((row[2 * q] + row[2 * q + 1]) * half +
                           challenge * ((row[2 * q] - row[2 * q + 1]) * inverse));
        }
        row = std::move(next);
        inverse_x = inverse_x * inverse_x;
        challenge = challenge * challenge;
    }
    return row.front();
}

/// The value at x of a polynomial given by its coefficients, the constant first.
template <class B>
constexpr typename B::ext evaluate(B&, std::span<const typename B::ext> coefficients, const typename B::felt& x) {
    typename B::ext value{};
    for (std::size_t i = coefficients.size(); i-- > 0;) {
        value = value * x + coefficients[i];
    }
    return value;
}

/// What is claimed of every matrix, ready for the queries.
template <class B>
class claims {
public:
    using felt = typename B::felt;
    using ext = typename B::ext;
    using field = typename B::config::field;

    constexpr claims(B& backend, std::span<const claim_round<B>> rounds, const transcript::absorbed<ext>& values,
                     const ext& batching) {
        std::vector<std::size_t> used(field::two_adicity + 1, 0);
        cursor<ext> all(values.values());
        powers_.push_back(backend.constant(B::config::extension::one()));
        for (const auto& round : rounds) {
            std::vector<matrix_claims> matrices;
            for (std::size_t m = 0; m < round.shape.size(); ++m) {
                const matrix_shape& shape = round.shape[m];
                matrix_claims made{.log_height = shape.log_height + B::config::parameters.log_blowup,
                                   .log_stack = shape.log_stack,
                                   .points = {}};
                const std::size_t width = shape.stacked_width();
                for (const ext& point : round.points[m]) {
                    std::size_t& exponent = used[made.log_height + made.log_stack];
                    while (powers_.size() < exponent + 2 * width) {
                        powers_.push_back(powers_.back() * batching);
                    }
                    // Part j of the combination of all stacked columns.
                    std::vector<ext> parts(std::size_t{1} << shape.log_stack);
                    const std::vector<ext> claimed = all.take(shape.width);
                    for (std::size_t c = 0; c < shape.width; ++c) {
                        parts[c / width] = parts[c / width] + powers_[c % width] * claimed[c];
                    }
                    made.points.push_back({point, std::move(parts), exponent});
                    exponent += 2 * width;
                }
                matrices.push_back(std::move(made));
            }
            rounds_.push_back(std::move(matrices));
        }
    }

    /// Adds the claims of one commitment to the combined quotients at the query's points, by height.
    constexpr void add(B& backend, std::size_t round, const std::vector<std::vector<felt>>& rows,
                       const query_point<B>& at, std::vector<ext>& opened) const {
        for (std::size_t m = 0; m < rows.size(); ++m) {
            const matrix_claims& made = rounds_[round][m];
            if (made.points.empty()) {
                continue;
            }
            const std::size_t log_height = made.log_height + made.log_stack;
            ext combined{};
            for (std::size_t c = 0; c < rows[m].size(); ++c) {
                combined = combined + powers_[c] * rows[m][c];
            }
            const felt x = at.point(log_height) * backend.constant(stack_shift<typename B::config>(made.log_stack));
            const felt power = at.point(made.log_height) * backend.constant(code_shift<typename B::config>());
            for (const point_claim& claim : made.points) {
                // (p(x) - v(x)) / (x^k - z), with both signs turned; once as it is and once times x^k.
                const ext inverse = backend.inverse(claim.point - power, "a point lies in the domain of the code");
                const ext weight = powers_[claim.first_power] + powers_[claim.first_power + rows[m].size()] * power;
                opened[log_height] =
                    opened[log_height] + weight * (evaluate(backend, claim.parts, x) - combined) * inverse;
            }
        }
    }

private:
    struct point_claim {
        ext point;
        /// The claim about the combined column: its remainder modulo x^k - point, k the stacking.
        std::vector<ext> parts;
        std::size_t first_power = 0;
    };
    struct matrix_claims {
        /// Of the extension, not stacked.
        std::size_t log_height = 0;
        std::size_t log_stack = 0;
        std::vector<point_claim> points;
    };

    std::vector<std::vector<matrix_claims>> rounds_;
    std::vector<ext> powers_;
};

} // namespace detail

} // namespace zonogon::pcs
