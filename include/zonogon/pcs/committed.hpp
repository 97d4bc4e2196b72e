#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/pcs/stack.hpp>
#include <zonogon/pcs/tree.hpp>
#include <zonogon/poly/lde.hpp>

namespace zonogon::pcs {

/// Matrices under one commitment, with what the prover needs to open them: their low-degree extensions and the tree.
template <class Config>
class committed {
public:
    using field = typename Config::field;
    using digest = typename Config::compression::digest;

    /// `extensions` lie on code_shift * K; column stacking as in `log_stacks` (none if that is empty).
    explicit committed(std::vector<matrix::row_major<field>> extensions, std::span<const std::size_t> log_stacks = {})
        : committed(stack(std::move(extensions), log_stacks)) {}

    /// What goes to the verifier: the digests of the tree's cap.
    const std::vector<digest>& commitment() const { return tree_.cap(); }
    std::size_t matrix_count() const { return tree_.matrices().size(); }
    /// Matrix i on code_shift * K, |K| = height << log_blowup, rows in bit-reversed order. The first `height` rows are
    /// its values on code_shift * H.
    const matrix::row_major<field>& extension(std::size_t i) const { return tree_.matrices()[i].columns(); }
    std::size_t log_stack(std::size_t i) const { return tree_.matrices()[i].log_stack(); }
    std::size_t log_height(std::size_t i) const {
        return log2_strict(extension(i).height()) - Config::parameters.log_blowup;
    }
    const stacked_tree<Config>& merkle_tree() const { return tree_; }

private:
    using stacks = std::vector<stacked_matrix<field>>;

    explicit committed(stacks matrices) : committed(log_cap(matrices), std::move(matrices)) {}
    // By reference, so that the arguments' order of evaluation does not matter.
    committed(std::size_t log_cap_size, stacks&& matrices) : tree_(std::move(matrices), log_cap_size) {}

    static stacks stack(std::vector<matrix::row_major<field>> extensions, std::span<const std::size_t> log_stacks) {
        stacks out;
        for (std::size_t i = 0; i < extensions.size(); ++i) {
            const std::size_t log = i < log_stacks.size() ? log_stacks[i] : 0;
            out.emplace_back(std::move(extensions[i]), log, stack_shift<Config>(log));
        }
        return out;
    }
    /// The cap lies below no matrix.
    static std::size_t log_cap(const stacks& matrices) {
        std::size_t log = Config::parameters.cap_height;
        for (const auto& m : matrices) {
            log = std::min(log, log2_strict(m.height()));
        }
        return log;
    }

    stacked_tree<Config> tree_;
};

/// Commits to the columns of traces given on their trace domains in natural order.
///
/// Preconditions: every matrix has a power of two of rows, within the configuration's limits, and a column.
template <class Config>
committed<Config> commit(std::vector<matrix::row_major<typename Config::field>> traces,
                         std::span<const std::size_t> log_stacks = {}) {
    for (auto& trace : traces) {
        trace = poly::coset_lde(std::move(trace), Config::parameters.log_blowup, code_shift<Config>());
    }
    return committed<Config>(std::move(traces), log_stacks);
}

/// A polynomial over the extension of degree below chunks * 2^log_height, given on code_shift * K as commit lays traces
/// out: one column per coefficient of the extension, bit-reversed rows.
template <class Field>
struct quotient {
    matrix::row_major<Field> values;
    std::size_t log_height = 0;
    std::size_t chunks = 1;
};

/// Commits to quotients q = sum over i of x^(i 2^log_height) q_i by their chunks q_i: chunk i, coefficient j of the
/// extension is column i * degree + j of the committed matrix.
///
/// Precondition: chunks <= 2^log_blowup and the degrees are as stated (coefficients above are dropped).
template <class Config>
committed<Config> commit_quotients(std::vector<quotient<typename Config::field>> quotients,
                                   std::span<const std::size_t> log_stacks = {}) {
    using field = typename Config::field;
    std::vector<matrix::row_major<field>> extensions;
    for (auto& q : quotients) {
        const std::size_t degree = q.values.width();
        const std::size_t height = std::size_t{1} << q.log_height;
        const auto coefficients = poly::coset_interpolate(std::move(q.values), code_shift<Config>());
        matrix::row_major<field> chunks(height, degree * q.chunks);
        parallel_for(height, 1024, [&](std::size_t row) {
            for (std::size_t chunk = 0; chunk < q.chunks; ++chunk) {
                for (std::size_t j = 0; j < degree; ++j) {
                    chunks(row, chunk * degree + j) = coefficients(chunk * height + row, j);
                }
            }
        });
        extensions.push_back(poly::coset_evaluate(chunks, Config::parameters.log_blowup, code_shift<Config>()));
    }
    return committed<Config>(std::move(extensions), log_stacks);
}

} // namespace zonogon::pcs
