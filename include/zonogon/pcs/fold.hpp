#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/pcs/points.hpp>
#include <zonogon/pcs/tree.hpp>

namespace zonogon::pcs {

/// value^(2^log).
template <class E>
E power_of_two(E value, std::size_t log) {
    for (std::size_t i = 0; i < log; ++i) {
        value = value * value;
    }
    return value;
}

/// Folds f, given on a subgroup K in bit-reversed order, to the function y -> sum of challenge^j f_j(y) on the k-th
/// powers of K, with k = 2^log_arity and f(x) = sum over j < k of x^j f_j(x^k).
///
/// Done as log_arity foldings by two with the challenge's squares: the pair x, -x lies in adjacent rows.
/// Precondition: the size of f is a power of two of at least k.
template <class E>
std::vector<E> fold_codeword(std::vector<E> f, std::size_t log_arity, E challenge) {
    using F = typename E::base_field;
    const std::size_t pairs = f.size() / 2;
    const std::vector<F> inverse_x = inverse_points<F>(pairs);
    const F half = (F::one() + F::one()).inverse();
    const std::size_t rows = f.size() >> log_arity;
    std::vector<E> out(rows);
    std::vector<E> challenges;
    for (std::size_t level = 0; level < log_arity; ++level) {
        challenges.push_back(challenge * half);
        challenge = challenge * challenge;
    }
    parallel_for(rows, 4096, [&](std::size_t row) {
        E* const values = f.data() + (row << log_arity);
        for (std::size_t level = 0; level < log_arity; ++level) {
            const std::size_t count = std::size_t{1} << (log_arity - level - 1);
            for (std::size_t q = 0; q < count; ++q) {
                const E even = values[2 * q];
                const E odd = values[2 * q + 1];
                values[q] = (even + odd) * half + ((even - odd) * inverse_x[row * count + q]) * challenges[level];
            }
        }
        out[row] = values[0];
    });
    return out;
}

/// The tree over a layer: row r holds the values r * k .. r * k + k - 1 that one fold takes together.
template <class Config>
tree<Config> commit_layer(const std::vector<typename Config::extension>& codeword, std::size_t log_arity) {
    using field = typename Config::field;
    using ext = typename Config::extension;
    std::vector<matrix::row_major<field>> matrices;
    matrices.emplace_back(codeword.size() >> log_arity, ext::degree << log_arity);
    auto flat = matrices.front().data();
    parallel_chunks(codeword.size(), 1 << 14, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            for (std::size_t j = 0; j < ext::degree; ++j) {
                flat[i * ext::degree + j] = codeword[i].coefficient(j);
            }
        }
    });
    const std::size_t log_cap = std::min(Config::parameters.cap_height, log2_strict(matrices.front().height()));
    return tree<Config>(std::move(matrices), log_cap);
}

/// Appends the neighbours of value `position` (the one at distance m = 1, 2, .. by exclusive or) and the path of its
/// row.
template <class Config>
void open_layer(const tree<Config>& layer, std::size_t log_arity, std::size_t position,
                std::vector<typename Config::extension>& siblings,
                std::vector<typename Config::compression::digest>& paths) {
    using field = typename Config::field;
    using ext = typename Config::extension;
    std::vector<field> row;
    layer.open(position >> log_arity, row, paths);
    const std::size_t arity = std::size_t{1} << log_arity;
    for (std::size_t m = 1; m < arity; ++m) {
        auto parts = ext{}.coefficients();
        for (std::size_t j = 0; j < ext::degree; ++j) {
            parts[j] = row[((position % arity) ^ m) * ext::degree + j];
        }
        siblings.push_back(ext::from_coefficients(parts));
    }
}

} // namespace zonogon::pcs
