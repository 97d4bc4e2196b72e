#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkevm/machines/keccak_f/instances.hpp>
#include <zonogon/zkevm/machines/padding_keccak/padding_keccak.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>

namespace zonogon::zkevm::machines::padding_keccak {

struct filled {
    trace values;
    /// What keccak_f must permute, in this order.
    std::vector<hash::keccak_state> permutations;
};

/// The trace for the messages by identifier; digests are computed. Fails when identifiers are too far apart or a read
/// is not within its message. The permutations are meant for up to `tables` tables (keccak_f::split).
inline result<filled> fill(const std::map<std::uint64_t, zkasm::hash_request>& messages, byte_table::usage& usage,
                           std::size_t tables = 1) {
    using field::goldilocks;
    const auto blocks = hash_padding::cut_blocks(
        messages, rate, [](byte_view message) { return hash_padding::pad_10_1(message, rate); }, usage);
    if (!blocks) {
        return blocks.why();
    }
    std::vector<cells<goldilocks>> rows(table_height(blocks->size()));
    const std::vector<std::size_t> split = keccak_f::split(blocks->size(), tables);
    std::vector<hash::keccak_state> permutations;
    hash::keccak_state state{};
    const auto byte_of = [&state](std::size_t j) { return (state[j / 8] >> (8 * (j % 8))) & 0xff; };
    for (std::size_t i = 0; i < blocks->size(); ++i) {
        const auto& block = (*blocks)[i];
        auto& row = rows[i];
        row.frame = block.cells;
        if (row.frame.continues.is_zero()) {
            state = {};
        }
        auto limbs = keccak_f::to_limbs(state);
        for (std::size_t j = 0; j < rate; ++j) {
            row.byte[j] = goldilocks{block.bytes[j]};
            row.reads[j] = goldilocks{block.reads[j]};
            row.data[j] = goldilocks{j < block.data};
            state[j / 8] ^= static_cast<std::uint64_t>(block.bytes[j]) << (8 * (j % 8));
        }
        row.permutation = goldilocks{keccak_f::number_of(permutations.size(), split)};
        permutations.push_back(state);
        hash::keccak_f1600(state);
        auto& after = rows[(i + 1) % rows.size()];
        for (std::size_t j = 0; j < rate; ++j) {
            after.state[j] = goldilocks{byte_of(j)};
        }
        for (std::size_t k = 0; k < capacity_limbs; ++k) {
            row.capacity_in[k] = goldilocks{limbs[keccak_f::rate_limbs + k]};
        }
        limbs = keccak_f::to_limbs(state);
        for (std::size_t k = 0; k < capacity_limbs; ++k) {
            row.capacity_out[k] = goldilocks{limbs[keccak_f::rate_limbs + k]};
        }
    }
    trace values(rows.size(), width_of<cells>());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t j = 0; j < rate; ++j) {
            const std::uint64_t byte = rows[i].byte[j].value();
            const std::uint64_t other = rows[i].state[j].value();
            rows[i].both[j] = goldilocks{byte & other};
            usage.byte_and(byte, other);
        }
        store<cells>(rows[i], values.row(i));
    }
    return filled{std::move(values), std::move(permutations)};
}

} // namespace zonogon::zkevm::machines::padding_keccak
