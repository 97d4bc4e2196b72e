#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/zkevm/machines/keccak_f/keccak_f.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// A batch's permutations in several tables of keccak_f: 24 rows a permutation fill one power of two badly, several
/// well.
namespace zonogon::zkevm::machines::keccak_f {

/// How many permutations each of at most `tables` tables takes, none for one that is not needed. A further table, which
/// costs proof and verifier a fixed amount, must save an eighth of the rows. Precondition: tables is not 0.
inline std::vector<std::size_t> split(std::size_t permutations, std::size_t tables) {
    std::vector<std::size_t> best(tables);
    best[0] = permutations;
    const std::size_t height = table_height(rounds * permutations);
    const std::size_t first = height / 2 / rounds;
    if (tables == 1 || first == 0) {
        return best;
    }
    const std::vector<std::size_t> others = split(permutations - first, tables - 1);
    std::size_t rows = height / 2;
    for (const std::size_t count : others) {
        rows += count == 0 ? 0 : table_height(rounds * count);
    }
    if (rows <= height - height / 8) {
        best[0] = first;
        std::ranges::copy(others, best.begin() + 1);
    }
    return best;
}

/// The number by which keccak_f.input and keccak_f.output know permutation i of a batch that is split so.
/// Precondition: i is less than the sum of the counts.
inline std::uint64_t number_of(std::size_t i, std::span<const std::size_t> counts) {
    std::size_t table = 0;
    while (i >= counts[table]) {
        i -= counts[table++];
    }
    return first_number(table) + i;
}

} // namespace zonogon::zkevm::machines::keccak_f
