#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/soundness/parameters.hpp>

namespace zonogon::pcs {

/// A committed matrix as the verifier knows it, before any proof: rows of the trace (not of its extension), columns,
/// the number of points at which every column is opened (0: committed, not opened), and the logarithm of how many
/// columns are stacked to one of so many times the height (see stacked_matrix).
struct matrix_shape {
    std::size_t log_height = 0;
    std::size_t width = 0;
    std::size_t points = 1;
    std::size_t log_stack = 0;

    /// Of a stacked column, and the number of them.
    constexpr std::size_t stacked_log_height() const noexcept { return log_height + log_stack; }
    constexpr std::size_t stacked_width() const noexcept {
        return (width >> log_stack) + (width % (std::size_t{1} << log_stack) == 0 ? 0 : 1);
    }

    friend bool operator==(const matrix_shape&, const matrix_shape&) = default;
};

/// The matrices behind one commitment.
using round_shape = std::vector<matrix_shape>;

/// The least height of a table whose columns may be stacked (docs/soundness.md, "Stacking").
inline constexpr std::size_t min_stacked_log_height = 2;

/// How the matrices of a commitment are stacked.
constexpr std::vector<std::size_t> log_stacks(const round_shape& round) {
    std::vector<std::size_t> out;
    for (const matrix_shape& m : round) {
        out.push_back(m.log_stack);
    }
    return out;
}

namespace detail {

/// The lowest stacked height: whole folds below the tallest, and no lower than the last polynomial if that is possible.
constexpr std::size_t lowest_level(const soundness::parameters& p, std::size_t tallest) {
    const std::size_t above = tallest - std::min(p.log_final_length, tallest);
    const std::size_t folds = std::min((above + p.log_folding - 1) / p.log_folding, tallest / p.log_folding);
    return tallest - folds * p.log_folding;
}

/// The stacking of one matrix up to a height of 2^top.
constexpr std::size_t choose_stack(const soundness::parameters& p, const matrix_shape& m, std::size_t tallest,
                                   std::size_t top) {
    std::size_t best = 0;
    bool first = true;
    for (std::size_t level = lowest_level(p, tallest); level <= tallest; level += p.log_folding) {
        const std::size_t log = level - m.log_height;
        if (level < m.log_height) {
            continue;
        }
        if (m.log_height < min_stacked_log_height || log > p.max_log_stack || (!first && level > top)) {
            break;
        }
        const std::size_t zeros = (matrix_shape{m.log_height, m.width, 1, log}.stacked_width() << log) - m.width;
        if (first || zeros <= m.width) {
            best = log;
        }
        first = false;
    }
    return best;
}

} // namespace detail

/// Stacks the matrices of a commitment in a proof whose tallest table has 2^tallest rows.
///
/// Stacked heights are whole folds below the tallest, so that folds have full arity. A matrix goes to the first such
/// height, filled up with columns of zeros, and higher while there are no more columns of zeros than others and the
/// commitment's rows keep 16 elements: shorter rows cost more hashes than they save bytes. The zeros are neither
/// extended nor opened.
constexpr void stack_matrices(const soundness::parameters& p, round_shape& round, std::size_t tallest) {
    std::size_t top = detail::lowest_level(p, tallest);
    for (std::size_t level = top; level <= tallest; level += p.log_folding) {
        std::size_t cells = 0;
        for (const matrix_shape& m : round) {
            cells += m.log_height <= level ? m.width << m.log_height : 0;
        }
        if (cells >> level >= 16) {
            top = level;
        }
    }
    for (matrix_shape& m : round) {
        m.log_stack = detail::choose_stack(p, m, tallest, top);
    }
}

/// One fold: 2^log_arity neighbours of a codeword of 2^log_height values become one value.
struct fold_shape {
    std::size_t log_height = 0;
    std::size_t log_arity = 0;
    /// Logarithm of the digests in the layer's commitment, and the digests of one path into it.
    std::size_t log_cap = 0;
    std::size_t path_length = 0;
};

/// Everything about a proof's size, derived from the parameters and the committed shapes alone; the proof itself
/// carries values only.
struct opening_shape {
    std::vector<fold_shape> folds;
    /// Logarithm of the tallest extension, that is the bits of a query index.
    std::size_t log_height = 0;
    std::size_t log_final_length = 0;
    /// Logarithm of the domain at which folding stops.
    std::size_t log_final_height = 0;
    /// Per commitment: the logarithms of its tallest extension and of its cap's size (the cap lies below no matrix),
    /// the digests of one path, the elements of its rows.
    struct round {
        std::size_t log_height = 0;
        std::size_t log_cap = 0;
        std::size_t path_length = 0;
        std::size_t row_elements = 0;
    };
    std::vector<round> rounds;
    /// Whether anything is opened in extensions of each logarithmic height.
    std::vector<char> is_opened;
    /// Totals over the whole proof.
    std::size_t values = 0;
    std::size_t layer_digests = 0;
    std::size_t row_elements = 0;
    std::size_t siblings = 0;
    std::size_t path_digests = 0;
};

/// Derives the shape, or says which limit of the parameters the matrices exceed. `two_adicity` is the base field's.
constexpr result<opening_shape> derive_shape(const soundness::parameters& p, std::size_t two_adicity,
                                             std::span<const round_shape> rounds) {
    opening_shape out;
    std::vector<std::size_t> claims_at_height(p.max_log_height + 1, 0);
    out.is_opened.resize(p.max_log_height + p.log_blowup + 1, 0);
    std::size_t lowest = p.max_log_height;
    for (const round_shape& round : rounds) {
        if (round.empty()) {
            return error{"a commitment holds no matrix"};
        }
        opening_shape::round derived{.log_cap = p.cap_height};
        for (const matrix_shape& m : round) {
            if (m.log_height > p.max_log_height || m.log_stack > p.max_log_stack ||
                m.stacked_log_height() > p.max_log_height || m.stacked_log_height() + p.log_blowup > two_adicity) {
                return error{"a table is higher than the configuration's limit"};
            }
            if (m.log_stack != 0 && m.log_height < min_stacked_log_height) {
                return error{"columns of so few rows cannot be stacked"};
            }
            const std::size_t height = m.stacked_log_height();
            if (m.width == 0 || m.width > (std::size_t{1} << p.log_max_claims) || m.points > 64) {
                return error{"a table is wider than the configuration's limit"};
            }
            derived.log_height = std::max(derived.log_height, height + p.log_blowup);
            derived.log_cap = std::min(derived.log_cap, height + p.log_blowup);
            derived.row_elements += m.stacked_width();
            // Each quotient counts twice: by itself and moved up to the full degree.
            claims_at_height[height] += 2 * m.stacked_width() * m.points;
            if (claims_at_height[height] > (std::size_t{1} << p.log_max_claims)) {
                return error{"more columns are opened at one height than the configuration's limit"};
            }
            if (m.points != 0) {
                out.is_opened[height + p.log_blowup] = 1;
                lowest = std::min(lowest, height);
            }
            out.values += m.width * m.points;
        }
        derived.path_length = derived.log_height - derived.log_cap;
        out.log_height = std::max(out.log_height, derived.log_height);
        out.row_elements += p.queries * derived.row_elements;
        out.path_digests += p.queries * derived.path_length;
        out.rounds.push_back(derived);
    }
    if (out.values == 0) {
        return error{"nothing is opened"};
    }
    std::size_t height = out.log_height - p.log_blowup;
    if (!out.is_opened[out.log_height]) {
        return error{"the highest table is not opened"};
    }
    out.log_final_length = std::min(p.log_final_length, lowest);
    out.log_final_height = out.log_final_length + p.log_blowup;
    while (height > out.log_final_length) {
        std::size_t next = height - 1;
        while (next > out.log_final_length && !out.is_opened[next + p.log_blowup] && height - next < p.log_folding) {
            --next;
        }
        fold_shape fold{.log_height = height + p.log_blowup, .log_arity = height - next};
        const std::size_t log_rows = fold.log_height - fold.log_arity;
        fold.log_cap = std::min(p.cap_height, log_rows);
        fold.path_length = log_rows - fold.log_cap;
        out.layer_digests += std::size_t{1} << fold.log_cap;
        out.siblings += p.queries * ((std::size_t{1} << fold.log_arity) - 1);
        out.path_digests += p.queries * fold.path_length;
        out.folds.push_back(fold);
        height = next;
    }
    return out;
}

/// The shapes in bytes, absorbed by the transcript. Injective: every number takes four bytes, every list its length.
constexpr bytes encode_shape(const soundness::parameters& p, std::span<const round_shape> rounds) {
    bytes out;
    const auto put = [&](std::size_t v) { append_big_endian<4>(out, v); };
    put(p.log_blowup);
    put(p.log_folding);
    put(p.queries);
    put(p.grinding_bits);
    put(p.cap_height);
    put(p.log_final_length);
    put(rounds.size());
    for (const round_shape& round : rounds) {
        put(round.size());
        for (const matrix_shape& m : round) {
            put(m.log_height);
            put(m.width);
            put(m.points);
            put(m.log_stack);
        }
    }
    return out;
}

} // namespace zonogon::pcs
