#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/sha256.hpp>
#include <zonogon/zkevm/machines/sha256_f/sha256_f.hpp>

namespace zonogon::zkevm::machines::sha256_f {

/// A call of the compression function.
struct request {
    hash::sha256_state state{};
    hash::sha256_block message{};
};

namespace detail {

/// Four new words of each kind: a row as numbers.
struct row_words {
    std::array<std::uint32_t, 4> a{}, e{}, w{};
};

constexpr std::uint32_t rotations(std::uint32_t x, int r1, int r2, int r3) {
    return std::rotr(x, r1) ^ std::rotr(x, r2) ^ std::rotr(x, r3);
}
constexpr std::uint32_t small_sigma0(std::uint32_t x) {
    return std::rotr(x, 7) ^ std::rotr(x, 18) ^ (x >> 3);
}
constexpr std::uint32_t small_sigma1(std::uint32_t x) {
    return std::rotr(x, 17) ^ std::rotr(x, 19) ^ (x >> 10);
}

/// What the round after the words `back[1]` (newest) .. `back[3]` adds from each chain.
struct mixed {
    std::uint64_t a = 0, e = 0;
};
constexpr mixed mix(const row_words& before, const row_words& now, std::size_t j) {
    const auto word = [&](auto member, std::size_t back) -> std::uint32_t {
        const std::size_t i = j + 4 - back;
        return i < 4 ? (before.*member)[i] : (now.*member)[i - 4];
    };
    const std::uint32_t a = word(&row_words::a, 1);
    const std::uint32_t b = word(&row_words::a, 2);
    const std::uint32_t c = word(&row_words::a, 3);
    const std::uint32_t e = word(&row_words::e, 1);
    const std::uint32_t f = word(&row_words::e, 2);
    const std::uint32_t g = word(&row_words::e, 3);
    return {std::uint64_t{rotations(a, 2, 13, 22)} + ((a & b) | (a & c) | (b & c)),
            std::uint64_t{rotations(e, 6, 11, 25)} + ((e & f) | (~e & g))};
}

/// The rows of a block as numbers.
inline std::array<row_words, block_rows> run(const request& r) {
    std::array<std::uint32_t, 64> w{};
    for (std::size_t t = 0; t < 64; ++t) {
        w[t] = t < 16 ? r.message[t] : small_sigma1(w[t - 2]) + w[t - 7] + small_sigma0(w[t - 15]) + w[t - 16];
    }
    std::array<row_words, block_rows> rows{};
    for (std::size_t j = 0; j < 4; ++j) {
        rows[0].a[j] = r.state[3 - j];
        rows[0].e[j] = r.state[7 - j];
    }
    for (std::size_t k = 1; k <= round_rows; ++k) {
        for (std::size_t j = 0; j < 4; ++j) {
            const std::size_t t = 4 * (k - 1) + j;
            rows[k].w[j] = w[t];
            const mixed m = mix(rows[k - 1], rows[k], j);
            const auto first =
                static_cast<std::uint32_t>(rows[k - 1].e[j] + m.e + hash::sha256_round_constants[t] + w[t]);
            rows[k].a[j] = static_cast<std::uint32_t>(first + m.a);
            rows[k].e[j] = first + rows[k - 1].a[j];
        }
    }
    for (std::size_t j = 0; j < 4; ++j) {
        rows.back().a[j] = rows[round_rows].a[j] + rows[0].a[j];
        rows.back().e[j] = rows[round_rows].e[j] + rows[0].e[j];
    }
    return rows;
}

template <std::size_t N>
void put_bits(std::array<field::goldilocks, N>& out, std::size_t word, std::uint64_t value, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i) {
        out[width * word + i] = field::goldilocks{(value >> i) & 1};
    }
}

/// The carries of row k of a block; sums as in describe_rounds and describe_schedule.
inline void put_carries(cells<field::goldilocks>& row, std::size_t k, const std::array<row_words, block_rows>& rows) {
    if (k == 0) {
        return;
    }
    for (std::size_t j = 0; j < 4; ++j) {
        const mixed m = mix(rows[k - 1], rows[k], j);
        if (k > round_rows) {
            put_bits(row.carry_a, j, (std::uint64_t{rows[k - 1].a[j]} + rows[0].a[j]) >> 32, 3);
            put_bits(row.carry_e, j, (std::uint64_t{rows[k - 1].e[j]} + rows[0].e[j]) >> 32, 3);
            continue;
        }
        const std::uint64_t first =
            rows[k - 1].e[j] + m.e + hash::sha256_round_constants[4 * (k - 1) + j] + rows[k].w[j];
        put_bits(row.carry_a, j, (first + m.a) >> 32, 3);
        put_bits(row.carry_e, j, (first + rows[k - 1].a[j]) >> 32, 3);
        if (k >= 5) {
            const auto w = [&](std::size_t back) {
                const std::size_t t = 4 * (k - 1) + j - back;
                return rows[t / 4 + 1].w[t % 4];
            };
            put_bits(row.carry_w, j, (std::uint64_t{small_sigma1(w(2))} + w(7) + small_sigma0(w(15)) + w(16)) >> 32, 2);
        }
    }
}

} // namespace detail

/// The trace of the calls, each asked for once, numbered from 0 in their order. Unused blocks compress zeros.
inline trace fill(std::span<const request> requests) {
    using field::goldilocks;
    const std::size_t height = table_height(block_rows * requests.size());
    std::vector<detail::row_words> words;
    std::vector<cells<goldilocks>> rows;
    for (std::size_t block = 0; rows.size() < height; ++block) {
        const bool used = block < requests.size();
        const request r = used ? requests[block] : request{};
        const auto numbers = detail::run(r);
        for (std::size_t k = 0; k < block_rows && rows.size() < height; ++k) {
            cells<goldilocks> row{};
            row.at[k] = goldilocks::one();
            row.block = goldilocks{block};
            row.calls = goldilocks{used && (k <= 4 || k == block_rows - 1)};
            for (std::size_t j = 0; j < 4; ++j) {
                detail::put_bits(row.a, j, numbers[k].a[j], 32);
                detail::put_bits(row.e, j, numbers[k].e[j], 32);
                detail::put_bits(row.w, j, numbers[k].w[j], 32);
                row.small0[j] = goldilocks{detail::small_sigma0(numbers[k].w[j])};
            }
            detail::put_carries(row, k, numbers);
            for (std::size_t i = 0; i < 8; ++i) {
                row.state[i] = goldilocks{r.state[i]};
            }
            rows.push_back(row);
            words.push_back(numbers[k]);
        }
    }
    // What each row takes from the row before, the first from the last.
    for (std::size_t i = 0; i < height; ++i) {
        cells<goldilocks>& row = rows[(i + 1) % height];
        const auto& before = words[i];
        const auto& now = words[(i + 1) % height];
        for (std::size_t j = 0; j < 4; ++j) {
            const auto m = detail::mix(before, now, j);
            row.mix_a[j] = goldilocks{m.a};
            row.mix_e[j] = goldilocks{m.e};
            row.small1[j] = goldilocks{detail::small_sigma1(j < 2 ? before.w[j + 2] : now.w[j - 2])};
            row.past[j] = goldilocks{before.w[j]} + (j < 3 ? rows[i].small0[j + 1] : row.small0[0]);
            if (j > 0) {
                row.past_words[j - 1] = goldilocks{before.w[j]};
            }
        }
    }
    for (std::size_t lag = 1; lag < 3; ++lag) {
        for (std::size_t i = 0; i < height; ++i) {
            for (std::size_t j = 0; j < 4; ++j) {
                rows[(i + 1) % height].past[4 * lag + j] = rows[i].past[4 * (lag - 1) + j];
            }
        }
    }
    trace out(height, width_of<cells>());
    for (std::size_t i = 0; i < height; ++i) {
        store<cells>(rows[i], out.row(i));
    }
    return out;
}

} // namespace zonogon::zkevm::machines::sha256_f
