#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/field/batch_inverse.hpp>
#include <zonogon/pcs/committed.hpp>
#include <zonogon/pcs/points.hpp>
#include <zonogon/pcs/stack.hpp>
#include <zonogon/poly/barycentric.hpp>
#include <zonogon/poly/domain.hpp>
#include <zonogon/poly/dot_product.hpp>

namespace zonogon::pcs {

template <class Config>
struct opening_round;

/// The values of all columns at their points: by commitment, matrix, point, column.
template <class Config>
std::vector<typename Config::extension> evaluate_at_points(std::span<const opening_round<Config>> rounds) {
    using field = typename Config::field;
    using ext = typename Config::extension;
    struct request {
        std::size_t round, matrix, point, begin;
        bool done = false;
    };
    std::vector<request> requests;
    std::size_t total = 0;
    for (std::size_t r = 0; r < rounds.size(); ++r) {
        for (std::size_t m = 0; m < rounds[r].points.size(); ++m) {
            for (std::size_t p = 0; p < rounds[r].points[m].size(); ++p) {
                requests.push_back({r, m, p, total});
                total += rounds[r].data->extension(m).width();
            }
        }
    }
    std::vector<ext> values(total);
    // Matrices of one height share the weights of a point.
    for (std::size_t i = 0; i < requests.size(); ++i) {
        if (requests[i].done) {
            continue;
        }
        const std::size_t log_height = rounds[requests[i].round].data->log_height(requests[i].matrix);
        const ext point = rounds[requests[i].round].points[requests[i].matrix][requests[i].point];
        const auto weights =
            poly::barycentric_weights_bit_reversed(poly::coset<field>(log_height, code_shift<Config>()), point);
        for (std::size_t j = i; j < requests.size(); ++j) {
            request& other = requests[j];
            const committed<Config>& data = *rounds[other.round].data;
            if (!other.done && data.log_height(other.matrix) == log_height &&
                rounds[other.round].points[other.matrix][other.point] == point) {
                poly::combine_rows(data.extension(other.matrix), std::span<const ext>(weights),
                                   std::span<ext>(values).subspan(other.begin, data.extension(other.matrix).width()));
                other.done = true;
            }
        }
    }
    return values;
}

/// The codewords that low-degree testing is about. For every (stacked) height: the sum, over its claims "the parts of
/// stacked column p have the values v_j at z", of (batching^i + batching^i' x^k) (p(x) - sum of v_j x^j) / (x^k - z),
/// k being the stacking; i runs over the columns of a matrix and i' over as many following numbers, by matrix and point
/// in the order of opening_proof::values.
///
/// A codeword exists for the moment it is asked for only.
template <class Config>
class deep_quotients {
public:
    using field = typename Config::field;
    using ext = typename Config::extension;

    /// Precondition: rounds outlives this object; values are those of evaluate_at_points.
    deep_quotients(std::span<const opening_round<Config>> rounds, std::span<const ext> values, ext batching) {
        std::vector<std::size_t> used(field::two_adicity + 1);
        powers_.push_back(ext::one());
        std::size_t begin = 0;
        for (const auto& round : rounds) {
            for (std::size_t m = 0; m < round.points.size(); ++m) {
                const auto& extension = round.data->extension(m);
                group& g = group_of(log2_strict(extension.height()), round.data->log_stack(m));
                const std::size_t width = round.data->merkle_tree().matrices()[m].width();
                matrix_plan plan{&extension, width, {}};
                for (const ext& point : round.points[m]) {
                    std::size_t& exponent = used[g.log_height + g.log_stack];
                    while (powers_.size() < exponent + 2 * width) {
                        powers_.push_back(powers_.back() * batching);
                    }
                    const std::size_t at = index_of(g, point);
                    for (std::size_t c = 0; c < extension.width(); ++c) {
                        const ext value = powers_[c % width] * values[begin + c];
                        g.points[at].constants[c / width] += powers_[exponent] * value;
                        g.points[at].slopes[c / width] += powers_[exponent + width] * value;
                    }
                    plan.uses.push_back({at, exponent});
                    exponent += 2 * width;
                    begin += extension.width();
                }
                if (!plan.uses.empty()) {
                    g.matrices.push_back(std::move(plan));
                }
            }
        }
        for (group& g : groups_) {
            g.transform = stack_transform<field>(g.log_height, g.log_stack, stack_shift<Config>(g.log_stack));
        }
    }

    /// The codeword over 2^log_height values; empty when nothing of that height is opened.
    std::vector<ext> at_height(std::size_t log_height) const {
        std::vector<ext> out;
        if (has(log_height)) {
            out.resize(std::size_t{1} << log_height);
            roll_in(out, log_height, ext::one());
        }
        return out;
    }

    /// Adds factor times the codeword of that height, if there is one.
    void roll_in(std::vector<ext>& codeword, std::size_t log_height, ext factor) const {
        for (const group& g : groups_) {
            if (g.log_height + g.log_stack == log_height && !g.matrices.empty()) {
                add(codeword, g, factor);
            }
        }
    }

private:
    struct use {
        std::size_t point = 0;
        std::size_t first_power = 0;
    };
    struct matrix_plan {
        const matrix::row_major<field>* extension = nullptr;
        /// Stacked columns.
        std::size_t width = 0;
        std::vector<use> uses;
    };
    struct point_plan {
        ext point;
        /// Per part j < k: the combination of the claimed values, and that which counts x^k times.
        std::vector<ext> constants;
        std::vector<ext> slopes;
    };
    /// Matrices of one height and one stacking.
    struct group {
        std::size_t log_height = 0;
        std::size_t log_stack = 0;
        std::vector<point_plan> points;
        std::vector<matrix_plan> matrices;
        stack_transform<field> transform{0, 0, field::one()};
    };

    group& group_of(std::size_t log_height, std::size_t log_stack) {
        for (group& g : groups_) {
            if (g.log_height == log_height && g.log_stack == log_stack) {
                return g;
            }
        }
        group& made = groups_.emplace_back();
        made.log_height = log_height;
        made.log_stack = log_stack;
        return made;
    }
    static std::size_t index_of(group& g, const ext& point) {
        const auto found = std::ranges::find(g.points, point, &point_plan::point);
        if (found == g.points.end()) {
            const std::vector<ext> none(std::size_t{1} << g.log_stack);
            g.points.push_back({point, none, none});
            return g.points.size() - 1;
        }
        return static_cast<std::size_t>(found - g.points.begin());
    }
    bool has(std::size_t log_height) const {
        return std::ranges::any_of(
            groups_, [&](const group& g) { return g.log_height + g.log_stack == log_height && !g.matrices.empty(); });
    }

    void add(std::vector<ext>& codeword, const group& g, ext factor) const {
        const poly::coset<field> domain(g.log_height, code_shift<Config>());
        const std::size_t rows = std::size_t{1} << g.log_height;
        const std::size_t stack = std::size_t{1} << g.log_stack;
        const std::size_t block = std::max<std::size_t>(512 >> g.log_stack, 16);
        std::vector<poly::row_combiner<ext>> combiners;
        for (const matrix_plan& m : g.matrices) {
            combiners.emplace_back(std::span<const ext>(powers_).first(m.width));
        }
        // Rows of an aligned block are a coset of a small subgroup: their points differ by fixed factors.
        const std::vector<field> offsets = bit_reversed_points<field>(std::min(block, rows));
        parallel_chunks(rows, block, [&](std::size_t begin, std::size_t end) {
            const std::size_t count = end - begin;
            const std::size_t point_count = g.points.size();
            const field first = domain.point_bit_reversed(begin);
            std::vector<ext> inverses(count * point_count);
            for (std::size_t i = 0; i < count; ++i) {
                for (std::size_t p = 0; p < point_count; ++p) {
                    inverses[i * point_count + p] = -(g.points[p].point - first * offsets[i]);
                }
            }
            std::vector<ext> scratch(inverses.size());
            zonogon::field::batch_inverse(std::span<ext>(inverses), std::span<ext>(scratch));
            std::vector<field> parts(stack * ext::degree);
            std::vector<ext> sums(stack);
            for (std::size_t i = 0; i < count; ++i) {
                const field x = first * offsets[i];
                for (std::size_t j = 0; j < stack; ++j) {
                    sums[j] = ext{};
                    for (std::size_t p = 0; p < point_count; ++p) {
                        sums[j] -=
                            inverses[i * point_count + p] * (g.points[p].constants[j] + g.points[p].slopes[j] * x);
                    }
                }
                for (std::size_t m = 0; m < g.matrices.size(); ++m) {
                    const matrix_plan& part = g.matrices[m];
                    const std::span<const field> row = part.extension->row(begin + i);
                    ext weight{};
                    for (const use& u : part.uses) {
                        weight += inverses[i * point_count + u.point] *
                                  (powers_[u.first_power] + powers_[u.first_power + part.width] * x);
                    }
                    for (std::size_t j = 0; j * part.width < row.size(); ++j) {
                        const std::size_t from = j * part.width;
                        sums[j] += weight * combiners[m](row.subspan(from, std::min(part.width, row.size() - from)));
                    }
                }
                for (std::size_t j = 0; j < stack; ++j) {
                    for (std::size_t k = 0; k < ext::degree; ++k) {
                        parts[j * ext::degree + k] = sums[j].coefficient(k);
                    }
                }
                g.transform(begin + i, parts.data(), ext::degree);
                for (std::size_t j = 0; j < stack; ++j) {
                    auto coefficients = ext{}.coefficients();
                    std::copy_n(parts.begin() + static_cast<std::ptrdiff_t>(j * ext::degree), ext::degree,
                                coefficients.begin());
                    codeword[((begin + i) << g.log_stack) + j] += factor * ext::from_coefficients(coefficients);
                }
            }
        });
    }

    std::vector<group> groups_;
    std::vector<ext> powers_;
};

} // namespace zonogon::pcs
