#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "state/block_record.hpp"
#include "store/store.hpp"

// Where the logs of a range of blocks stand, by address and topics: the rows behind log_search.hpp.
//
// Key: what is looked for, its text, block number. Value: the logs of the block in order, each as transaction index and
// place among that transaction's logs, 4 bytes each. One row per block and text, however often the text occurs.

namespace zonogon::state {

inline constexpr std::size_t most_topics = 4;

/// What a row is about.
enum class log_feature : std::uint8_t { any = 0, emitter = 1, first_topic = 2 }; // first_topic + i is topic i

/// A log of a block: transaction index in the upper 32 bits, place among its logs in the lower.
using log_place = std::uint64_t;

/// The rows' key without the block number.
bytes log_index_prefix(log_feature feature, std::size_t topic, byte_view text);

void put_log_index(store::write_batch& changes, const executed_block& block);

/// Takes a row apart.
result<std::vector<log_place>> decode_log_places(byte_view value);

} // namespace zonogon::state
