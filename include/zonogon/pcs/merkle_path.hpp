#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/pcs/shape.hpp>
#include <zonogon/transcript/provenance.hpp>
#include <zonogon/transcript/verifier_backend.hpp>

namespace zonogon::pcs {

namespace detail {

/// Asserts that `found` is entry `index` of a cap of 2^index.size() digests, which the transcript has absorbed.
template <transcript::verifier_backend B>
constexpr void check_cap(B& backend, const typename B::digest& found, std::span<const typename B::bit> index,
                         const transcript::absorbed<typename B::digest>& commitment) {
    std::vector<typename B::digest> cap(commitment.begin(), commitment.end());
    cap.resize(std::size_t{1} << index.size());
    for (const auto& bit : index) {
        for (std::size_t i = 0; 2 * i < cap.size(); ++i) {
            cap[i] = backend.select(bit, cap[2 * i + 1], cap[2 * i]);
        }
        cap.resize(cap.size() / 2);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        backend.assert_zero(found[i] - cap.front()[i], "a path does not lead to the commitment");
    }
}

} // namespace detail

/// Asserts that `rows` are the rows of the matrices `shape` at `index` (bits, lowest first, at the tallest matrix;
/// lower ones lose the low bits) under the commitment `cap`. The tree is merkle::mmcs's.
template <transcript::verifier_backend B>
constexpr void check_rows(B& backend, const round_shape& shape, std::size_t log_blowup,
                          const std::vector<std::vector<typename B::felt>>& rows,
                          std::span<const typename B::bit> index, const std::vector<typename B::digest>& path,
                          const transcript::absorbed<typename B::digest>& cap) {
    using felt = typename B::felt;
    const auto hash_at = [&](std::size_t log_height) {
        std::vector<felt> elements;
        for (std::size_t m = 0; m < shape.size(); ++m) {
            if (shape[m].stacked_log_height() + log_blowup == log_height) {
                elements.insert(elements.end(), rows[m].begin(), rows[m].end());
            }
        }
        return elements;
    };
    std::size_t log_height = index.size();
    typename B::digest digest = backend.hash(std::span<const felt>(hash_at(log_height)));
    for (std::size_t level = 0; level < path.size(); ++level) {
        const typename B::digest left = backend.select(index[level], path[level], digest);
        const typename B::digest right = backend.select(index[level], digest, path[level]);
        digest = backend.compress(left, right);
        --log_height;
        const std::vector<felt> joining = hash_at(log_height);
        if (!joining.empty()) {
            digest = backend.compress(digest, backend.hash(std::span<const felt>(joining)));
        }
    }
    detail::check_cap(backend, digest, index.subspan(path.size()), cap);
}

/// The same for a layer of folding: one matrix, whose row holds values of the extension.
template <transcript::verifier_backend B>
constexpr void check_layer(B& backend, const std::vector<typename B::ext>& row, std::span<const typename B::bit> index,
                           const std::vector<typename B::digest>& path,
                           const transcript::absorbed<typename B::digest>& cap) {
    std::vector<typename B::felt> elements;
    for (const auto& value : row) {
        for (std::size_t i = 0; i < B::config::extension::degree; ++i) {
            elements.push_back(backend.coefficient(value, i));
        }
    }
    const round_shape shape{{.log_height = index.size(), .width = elements.size(), .points = 0}};
    check_rows(backend, shape, 0, {elements}, index, path, cap);
}

} // namespace zonogon::pcs
