#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/pcs/tree.hpp>
#include <zonogon/poly/lde.hpp>

namespace zonogon::pcs {

/// Matrices under one commitment, with what the prover needs to open them: their low-degree extensions and the tree.
template <class Config>
class committed {
public:
    using field = typename Config::field;
    using digest = typename Config::compression::digest;

    explicit committed(std::vector<matrix::row_major<field>> extensions)
        : committed(log_cap(extensions), std::move(extensions)) {}

    /// What goes to the verifier: the digests of the tree's cap.
    const std::vector<digest>& commitment() const { return tree_.cap(); }
    std::size_t matrix_count() const { return tree_.matrices().size(); }
    /// Matrix i on generator * K, |K| = height << log_blowup, rows in bit-reversed order. The first `height` rows are
    /// its values on generator * H.
    const matrix::row_major<field>& extension(std::size_t i) const { return tree_.matrices()[i]; }
    std::size_t log_height(std::size_t i) const {
        return log2_strict(extension(i).height()) - Config::parameters.log_blowup;
    }
    const tree<Config>& merkle_tree() const { return tree_; }

private:
    // By reference, so that the arguments' order of evaluation does not matter.
    committed(std::size_t log_cap_size, std::vector<matrix::row_major<field>>&& extensions)
        : tree_(std::move(extensions), log_cap_size) {}

    /// The cap lies below no matrix.
    static std::size_t log_cap(const std::vector<matrix::row_major<field>>& extensions) {
        std::size_t log = Config::parameters.cap_height;
        for (const auto& m : extensions) {
            log = std::min(log, log2_strict(m.height()));
        }
        return log;
    }

    tree<Config> tree_;
};

/// Commits to the columns of traces given on their trace domains in natural order.
///
/// Preconditions: every matrix has a power of two of rows, within the configuration's limits, and a column.
template <class Config>
committed<Config> commit(std::vector<matrix::row_major<typename Config::field>> traces) {
    for (auto& trace : traces) {
        trace = poly::coset_lde(std::move(trace), Config::parameters.log_blowup, Config::field::generator());
    }
    return committed<Config>(std::move(traces));
}

/// A polynomial over the extension of degree below chunks * 2^log_height, given on generator * K as commit lays traces
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
committed<Config> commit_quotients(std::vector<quotient<typename Config::field>> quotients) {
    using field = typename Config::field;
    std::vector<matrix::row_major<field>> extensions;
    for (auto& q : quotients) {
        const std::size_t degree = q.values.width();
        const std::size_t height = std::size_t{1} << q.log_height;
        const auto coefficients = poly::coset_interpolate(std::move(q.values), field::generator());
        matrix::row_major<field> chunks(height, degree * q.chunks);
        parallel_for(height, 1024, [&](std::size_t row) {
            for (std::size_t chunk = 0; chunk < q.chunks; ++chunk) {
                for (std::size_t j = 0; j < degree; ++j) {
                    chunks(row, chunk * degree + j) = coefficients(chunk * height + row, j);
                }
            }
        });
        extensions.push_back(poly::coset_evaluate(chunks, Config::parameters.log_blowup, field::generator()));
    }
    return committed<Config>(std::move(extensions));
}

} // namespace zonogon::pcs
