#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkevm/machines/padding_poseidon/padding_poseidon.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>

namespace zonogon::zkevm::machines::padding_poseidon {

struct filled {
    trace values;
    /// The permutations that the blocks need.
    std::vector<zkasm::poseidon_request> poseidon;
};

/// The trace for the messages by identifier; digests are computed. Fails when identifiers are too far apart or a read
/// is not within its message.
inline result<filled> fill(const std::map<std::uint64_t, zkasm::hash_request>& messages, byte_table::usage& usage) {
    using field::goldilocks;
    const auto blocks = hash_padding::cut_blocks(
        messages, rate, [](byte_view message) { return hash_padding::pad_10_1(message, rate); }, usage);
    if (!blocks) {
        return blocks.why();
    }
    filled out{trace(table_height(blocks->size()), width_of<cells>()), {}};
    zkasm::hash4 digest{};
    for (std::size_t i = 0; i < blocks->size(); ++i) {
        const auto& block = (*blocks)[i];
        cells<goldilocks> row{};
        row.frame = block.cells;
        if (row.frame.continues.is_zero()) {
            digest = {};
        }
        zkasm::poseidon_request call{};
        for (std::size_t j = 0; j < rate; ++j) {
            row.byte[j] = goldilocks{block.bytes[j]};
            row.reads[j] = goldilocks{block.reads[j]};
            row.data[j] = goldilocks{j < block.data};
            call.in[j / 7] += goldilocks{static_cast<std::uint64_t>(block.bytes[j]) << (8 * (j % 7))};
        }
        for (std::size_t j = 0; j < rate; ++j) {
            usage.byte(block.bytes[j]);
        }
        call.capacity = row.before = digest;
        call.out = row.after = digest = hash::poseidon(call.in, call.capacity);
        out.poseidon.push_back(call);
        store<cells>(row, out.values.row(i));
    }
    const std::size_t unused = out.values.height() - blocks->size();
    usage.byte(0, static_cast<std::uint32_t>(unused * rate));
    return out;
}

} // namespace zonogon::zkevm::machines::padding_poseidon
