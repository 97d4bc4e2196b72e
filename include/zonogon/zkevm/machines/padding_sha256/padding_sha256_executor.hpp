#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/sha256.hpp>
#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkevm/machines/padding_sha256/padding_sha256.hpp>
#include <zonogon/zkevm/machines/sha256_f/sha256_f_executor.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>

namespace zonogon::zkevm::machines::padding_sha256 {

struct filled {
    trace values;
    /// What sha256_f must compress, in this order.
    std::vector<sha256_f::request> compressions;
};

/// A message with its padding.
inline bytes pad(byte_view message) {
    bytes out(message.begin(), message.end());
    out.push_back(0x80);
    out.resize(rate * blocks_of(message.size()) - 8);
    append_big_endian<8>(out, 8 * message.size());
    return out;
}

/// The trace for the messages by identifier; digests are computed. Fails when identifiers are too far apart or a read
/// is not within its message.
inline result<filled> fill(const std::map<std::uint64_t, zkasm::hash_request>& messages, byte_table::usage& usage) {
    using field::goldilocks;
    const auto blocks = hash_padding::cut_blocks(messages, rate, pad, usage);
    if (!blocks) {
        return blocks.why();
    }
    filled out{trace(table_height(blocks->size()), width_of<cells>()), {}};
    hash::sha256_state state{};
    std::size_t length = 0;
    bool full = true;
    for (std::size_t i = 0; i < blocks->size(); ++i) {
        const auto& block = (*blocks)[i];
        cells<goldilocks> row{};
        row.frame = block.cells;
        if (row.frame.continues.is_zero()) {
            state = hash::sha256_initial_state;
            length = 0;
            full = true;
        }
        sha256_f::request call;
        for (std::size_t j = 0; j < rate; ++j) {
            row.byte[j] = goldilocks{block.bytes[j]};
            row.reads[j] = goldilocks{block.reads[j]};
            row.data[j] = goldilocks{j < block.data};
            call.message[j / 4] = call.message[j / 4] << 8 | block.bytes[j];
        }
        for (std::size_t j = 0; j < rate; ++j) {
            usage.byte(block.bytes[j]);
        }
        row.ended = goldilocks{!full};
        row.length_before = goldilocks{length};
        length += block.data;
        full = block.data == rate;
        call.state = state;
        hash::sha256_compress(state, call.message);
        for (std::size_t word = 0; word < 8; ++word) {
            row.before[word] = goldilocks{call.state[word]};
            row.after[word] = goldilocks{state[word]};
        }
        row.compression = goldilocks{i};
        out.compressions.push_back(call);
        store<cells>(row, out.values.row(i));
    }
    const std::size_t unused = out.values.height() - blocks->size();
    usage.byte(0, static_cast<std::uint32_t>(unused * rate));
    return out;
}

} // namespace zonogon::zkevm::machines::padding_sha256
