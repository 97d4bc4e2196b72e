#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/field/batch_inverse.hpp>
#include <zonogon/pcs/committed.hpp>
#include <zonogon/pcs/dot_product.hpp>
#include <zonogon/pcs/points.hpp>
#include <zonogon/poly/barycentric.hpp>
#include <zonogon/poly/domain.hpp>

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
            poly::barycentric_weights_bit_reversed(poly::coset<field>(log_height, field::generator()), point);
        for (std::size_t j = i; j < requests.size(); ++j) {
            request& other = requests[j];
            const committed<Config>& data = *rounds[other.round].data;
            if (!other.done && data.log_height(other.matrix) == log_height &&
                rounds[other.round].points[other.matrix][other.point] == point) {
                combine_rows(data.extension(other.matrix), std::span<const ext>(weights),
                             std::span<ext>(values).subspan(other.begin, data.extension(other.matrix).width()));
                other.done = true;
            }
        }
    }
    return values;
}

/// The codewords that low-degree testing is about: for every height, the sum over its claims p(z) = v, counted by i in
/// the order of opening_proof::values, of batching^i (p(x) - v) / (x - z).
///
/// A codeword exists for the moment it is asked for only.
template <class Config>
class deep_quotients {
public:
    using field = typename Config::field;
    using ext = typename Config::extension;

    /// Precondition: rounds outlives this object; values are those of evaluate_at_points.
    deep_quotients(std::span<const opening_round<Config>> rounds, std::span<const ext> values, ext batching) {
        std::size_t begin = 0;
        std::size_t longest = 0;
        for (const auto& round : rounds) {
            for (std::size_t m = 0; m < round.points.size(); ++m) {
                const auto& extension = round.data->extension(m);
                height_plan& plan = plan_of(log2_strict(extension.height()));
                plan.matrices.push_back({&extension, {}});
                for (const ext& point : round.points[m]) {
                    plan.matrices.back().uses.push_back({index_of(plan, point), plan.claims, begin});
                    plan.claims += extension.width();
                    begin += extension.width();
                }
                longest = std::max(longest, plan.claims);
            }
        }
        powers_.resize(longest);
        ext power = ext::one();
        for (ext& slot : powers_) {
            slot = power;
            power *= batching;
        }
        for (height_plan& plan : plans_) {
            plan.constants.assign(plan.points.size(), ext{});
            for (const auto& m : plan.matrices) {
                for (const use& u : m.uses) {
                    ext sum;
                    for (std::size_t c = 0; c < m.extension->width(); ++c) {
                        sum += powers_[u.first_power + c] * values[u.first_value + c];
                    }
                    plan.constants[u.point] += sum;
                }
            }
        }
    }

    /// The codeword over 2^log_height values; empty when nothing of that height is opened.
    std::vector<ext> at_height(std::size_t log_height) const {
        std::vector<ext> out;
        if (has(log_height)) {
            out.resize(std::size_t{1} << log_height);
            add(out, log_height, ext::one());
        }
        return out;
    }

    /// Adds factor times the codeword of that height, if there is one.
    void roll_in(std::vector<ext>& codeword, std::size_t log_height, ext factor) const {
        if (has(log_height)) {
            add(codeword, log_height, factor);
        }
    }

private:
    struct use {
        std::size_t point = 0;
        std::size_t first_power = 0;
        std::size_t first_value = 0;
    };
    struct matrix_plan {
        const matrix::row_major<field>* extension = nullptr;
        std::vector<use> uses;
    };
    struct height_plan {
        std::size_t log_height = 0;
        std::size_t claims = 0;
        std::vector<ext> points;
        /// Per point: the combination of the claimed values.
        std::vector<ext> constants;
        std::vector<matrix_plan> matrices;
    };

    height_plan& plan_of(std::size_t log_height) {
        const auto found = std::ranges::find(plans_, log_height, &height_plan::log_height);
        if (found != plans_.end()) {
            return *found;
        }
        plans_.emplace_back().log_height = log_height;
        return plans_.back();
    }
    static std::size_t index_of(height_plan& plan, const ext& point) {
        const auto found = std::ranges::find(plan.points, point);
        if (found == plan.points.end()) {
            plan.points.push_back(point);
            return plan.points.size() - 1;
        }
        return static_cast<std::size_t>(found - plan.points.begin());
    }
    bool has(std::size_t log_height) const {
        const auto found = std::ranges::find(plans_, log_height, &height_plan::log_height);
        return found != plans_.end() && found->claims != 0;
    }

    void add(std::vector<ext>& codeword, std::size_t log_height, ext factor) const {
        const height_plan& plan = *std::ranges::find(plans_, log_height, &height_plan::log_height);
        const poly::coset<field> domain(log_height, field::generator());
        constexpr std::size_t block = 512;
        std::vector<row_combiner<ext>> combiners;
        for (const matrix_plan& m : plan.matrices) {
            combiners.emplace_back(std::span<const ext>(powers_).first(m.uses.empty() ? 0 : m.extension->width()));
        }
        // Rows of an aligned block are a coset of a small subgroup: their points differ by fixed factors.
        const std::vector<field> offsets = bit_reversed_points<field>(std::min(block, codeword.size()));
        parallel_chunks(codeword.size(), block, [&](std::size_t begin, std::size_t end) {
            const std::size_t count = end - begin;
            const std::size_t point_count = plan.points.size();
            std::vector<ext> numerators(count * point_count);
            for (std::size_t k = 0; k < numerators.size(); ++k) {
                numerators[k] = -plan.constants[k % point_count];
            }
            for (std::size_t m = 0; m < plan.matrices.size(); ++m) {
                const matrix_plan& part = plan.matrices[m];
                for (std::size_t i = 0; i < count && !part.uses.empty(); ++i) {
                    const ext combined = combiners[m](part.extension->row(begin + i));
                    for (const use& u : part.uses) {
                        numerators[i * point_count + u.point] += powers_[u.first_power] * combined;
                    }
                }
            }
            std::vector<ext> denominators(count * point_count);
            const field first = domain.point_bit_reversed(begin);
            for (std::size_t i = 0; i < count; ++i) {
                const field x = first * offsets[i];
                for (std::size_t p = 0; p < point_count; ++p) {
                    denominators[i * point_count + p] = -(plan.points[p] - x);
                }
            }
            std::vector<ext> scratch(denominators.size());
            zonogon::field::batch_inverse(std::span<ext>(denominators), std::span<ext>(scratch));
            for (std::size_t i = 0; i < count; ++i) {
                ext sum;
                for (std::size_t p = 0; p < point_count; ++p) {
                    sum += numerators[i * point_count + p] * denominators[i * point_count + p];
                }
                codeword[begin + i] += factor * sum;
            }
        });
    }

    std::vector<height_plan> plans_;
    std::vector<ext> powers_;
};

} // namespace zonogon::pcs
