#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/hash/concept.hpp>
#include <zonogon/matrix/matrix.hpp>

namespace zonogon::merkle {

/// A matrix as far as a tree reads it: height(), width() and, unless it is a matrix::row_major, copy_rows(begin, end,
/// out, stride), which writes rows begin <= i < end, one every `stride` elements.
template <class M>
concept row_source = requires(const M m, std::size_t n) {
    { m.height() } -> std::convertible_to<std::size_t>;
    { m.width() } -> std::convertible_to<std::size_t>;
};

/// The shape of a committed matrix, as the verifier knows it.
struct matrix_shape {
    std::size_t log_height = 0;
    std::size_t width = 0;

    friend bool operator==(const matrix_shape&, const matrix_shape&) = default;
};

/// One Merkle tree over the rows of matrices of different power-of-two heights.
///
/// Layer k has 2^k digests. The layer of the greatest height holds H(row), the row being the rows of all matrices of
/// that height one after the other, in the order given. A lower layer holds C(left, right), and where matrices have its
/// height, C(C(left, right), H(row)). The commitment is the layer of 2^log_cap digests.
///
/// Position i of the tree stands for row i of the tallest matrices and row i >> (log_max - log_h) of a matrix of height
/// 2^log_h. The shapes are the verifier's, so a row's length and the layers at which matrices join are not for the
/// prover to choose. Cost: one H per row, one C per inner node, another per joining row.
template <class Field, hash::hasher Hasher, hash::tree_compression Compression,
          row_source Matrix = matrix::row_major<Field>>
class mmcs {
public:
    using field = Field;
    using digest = typename Compression::digest;
    static_assert(std::same_as<digest, typename Hasher::digest>, "leaf hash and compression disagree on digests");
    static_assert(std::same_as<Field, typename Hasher::field>, "the leaf hash takes another field");

    mmcs() = default;
    /// Commits. Preconditions: at least one matrix; heights are powers of two and at least 2^log_cap; widths are not 0.
    mmcs(std::vector<Matrix> matrices, std::size_t log_cap);

    /// The commitment.
    const std::vector<digest>& cap() const noexcept { return layers_.back(); }
    const std::vector<Matrix>& matrices() const noexcept { return matrices_; }
    std::size_t log_height() const noexcept { return log_height_; }

    /// Appends the opened rows of all matrices, in order, to `rows`, and the siblings from the leaves' layer to the
    /// cap's, which is left out, to `path`. Precondition: index < 2^log_height().
    void open(std::size_t index, std::vector<Field>& rows, std::vector<digest>& path) const;

    /// Checks rows and path of position `index` under a commitment. Anything malformed is an error.
    static status verify(std::span<const digest> cap, std::span<const matrix_shape> shapes, std::size_t index,
                         std::span<const Field> rows, std::span<const digest> path);

private:
    /// H of every row of the matrices of 2^log_height rows; empty when there are none.
    std::vector<digest> hash_rows(std::size_t log_height) const;
    /// The layer above `below`.
    static std::vector<digest> compress_layer(std::span<const digest> below);
    static void join_rows(std::vector<digest>& layer, std::span<const digest> row_digests);
    static void copy_rows(const Matrix& m, std::size_t begin, std::size_t end, Field* out, std::size_t stride);

    std::vector<Matrix> matrices_;
    std::size_t log_height_ = 0;
    /// From the leaves to the cap.
    std::vector<std::vector<digest>> layers_{1};
};

template <class Field, hash::hasher Hasher, hash::tree_compression Compression, row_source Matrix>
mmcs<Field, Hasher, Compression, Matrix>::mmcs(std::vector<Matrix> matrices, std::size_t log_cap)
    : matrices_(std::move(matrices)) {
    for (const auto& m : matrices_) {
        log_height_ = std::max(log_height_, log2_strict(m.height()));
    }
    layers_.front() = hash_rows(log_height_);
    for (std::size_t log = log_height_; log-- > log_cap;) {
        std::vector<digest> layer = compress_layer(layers_.back());
        if (const std::vector<digest> joining = hash_rows(log); !joining.empty()) {
            join_rows(layer, joining);
        }
        layers_.push_back(std::move(layer));
    }
}

template <class Field, hash::hasher Hasher, hash::tree_compression Compression, row_source Matrix>
auto mmcs<Field, Hasher, Compression, Matrix>::hash_rows(std::size_t log_height) const -> std::vector<digest> {
    std::vector<const Matrix*> members;
    std::size_t width = 0;
    for (const auto& m : matrices_) {
        if (m.height() == std::size_t{1} << log_height) {
            members.push_back(&m);
            width += m.width();
        }
    }
    if (members.empty()) {
        return {};
    }
    std::vector<digest> out(std::size_t{1} << log_height);
    // A power of two: matrices that compute their rows do so in blocks.
    const std::size_t grain = std::bit_ceil(std::max<std::size_t>(64, 16384 / width));
    parallel_chunks(out.size(), grain, [&](std::size_t begin, std::size_t end) {
        const std::span<digest> target = std::span{out}.subspan(begin, end - begin);
        if constexpr (requires { members[0]->data(); }) {
            if (members.size() == 1) {
                Hasher::hash_rows(members[0]->data().subspan(begin * width, (end - begin) * width), width, target);
                return;
            }
        }
        std::vector<Field> together((end - begin) * width);
        std::size_t at = 0;
        for (const auto* m : members) {
            copy_rows(*m, begin, end, together.data() + at, width);
            at += m->width();
        }
        Hasher::hash_rows(together, width, target);
    });
    return out;
}

template <class Field, hash::hasher Hasher, hash::tree_compression Compression, row_source Matrix>
void mmcs<Field, Hasher, Compression, Matrix>::copy_rows(const Matrix& m, std::size_t begin, std::size_t end,
                                                         Field* out, std::size_t stride) {
    if constexpr (requires { m.copy_rows(begin, end, out, stride); }) {
        m.copy_rows(begin, end, out, stride);
    } else {
        for (std::size_t i = begin; i < end; ++i, out += stride) {
            std::ranges::copy(m.row(i), out);
        }
    }
}

template <class Field, hash::hasher Hasher, hash::tree_compression Compression, row_source Matrix>
auto mmcs<Field, Hasher, Compression, Matrix>::compress_layer(std::span<const digest> below) -> std::vector<digest> {
    std::vector<digest> out(below.size() / 2);
    parallel_chunks(out.size(), 2048, [&](std::size_t begin, std::size_t end) {
        Compression::compress_pairs(below.subspan(2 * begin, 2 * (end - begin)),
                                    std::span{out}.subspan(begin, end - begin));
    });
    return out;
}

template <class Field, hash::hasher Hasher, hash::tree_compression Compression, row_source Matrix>
void mmcs<Field, Hasher, Compression, Matrix>::join_rows(std::vector<digest>& layer,
                                                         std::span<const digest> row_digests) {
    parallel_chunks(layer.size(), 2048, [&](std::size_t begin, std::size_t end) {
        std::vector<digest> pairs(2 * (end - begin));
        for (std::size_t i = begin; i < end; ++i) {
            pairs[2 * (i - begin)] = layer[i];
            pairs[2 * (i - begin) + 1] = row_digests[i];
        }
        Compression::compress_pairs(pairs, std::span{layer}.subspan(begin, end - begin));
    });
}

template <class Field, hash::hasher Hasher, hash::tree_compression Compression, row_source Matrix>
void mmcs<Field, Hasher, Compression, Matrix>::open(std::size_t index, std::vector<Field>& rows,
                                                    std::vector<digest>& path) const {
    for (const auto& m : matrices_) {
        const std::size_t row = index >> (log_height_ - log2_strict(m.height()));
        rows.resize(rows.size() + m.width());
        copy_rows(m, row, row + 1, rows.data() + (rows.size() - m.width()), m.width());
    }
    for (std::size_t level = 0; level + 1 < layers_.size(); ++level) {
        path.push_back(layers_[level][(index >> level) ^ 1]);
    }
}

template <class Field, hash::hasher Hasher, hash::tree_compression Compression, row_source Matrix>
status mmcs<Field, Hasher, Compression, Matrix>::verify(std::span<const digest> cap,
                                                        std::span<const matrix_shape> shapes, std::size_t index,
                                                        std::span<const Field> rows, std::span<const digest> path) {
    constexpr std::size_t max_log_height = 48;
    std::size_t log_height = 0;
    std::size_t width = 0;
    for (const matrix_shape& s : shapes) {
        if (s.log_height > max_log_height || s.width == 0) {
            return error{"a committed matrix has an impossible shape"};
        }
        log_height = std::max(log_height, s.log_height);
        width += s.width;
    }
    if (shapes.empty() || path.size() > log_height || cap.size() != std::size_t{1} << (log_height - path.size())) {
        return error{"a Merkle path of " + std::to_string(path.size()) + " digests does not lead from height 2^" +
                     std::to_string(log_height) + " to " + std::to_string(cap.size()) + " digests"};
    }
    if (index >> log_height != 0) {
        return error{"opened position " + std::to_string(index) + " is outside the tree"};
    }
    if (rows.size() != width) {
        return error{"opened rows have " + std::to_string(rows.size()) + " elements, not " + std::to_string(width)};
    }
    const auto row_at = [&](std::size_t log) {
        std::vector<Field> row;
        std::size_t begin = 0;
        for (const matrix_shape& s : shapes) {
            if (s.log_height == log) {
                const auto part = rows.subspan(begin, s.width);
                row.insert(row.end(), part.begin(), part.end());
            }
            begin += s.width;
        }
        return row;
    };
    digest node = Hasher::hash(row_at(log_height));
    for (std::size_t level = 0; level < path.size(); ++level) {
        const bool right = ((index >> level) & 1) != 0;
        node = right ? Compression::compress(path[level], node) : Compression::compress(node, path[level]);
        if (const std::vector<Field> row = row_at(log_height - level - 1); !row.empty()) {
            node = Compression::compress(node, Hasher::hash(row));
        }
    }
    for (const matrix_shape& s : shapes) {
        if (s.log_height + path.size() < log_height) {
            return error{"a committed matrix is lower than the cap"};
        }
    }
    if (node != cap[index >> path.size()]) {
        return error{"a Merkle path does not lead to the commitment"};
    }
    return {};
}

} // namespace zonogon::merkle
