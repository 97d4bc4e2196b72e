#pragma once

#include <cstdint>
#include <optional>

#include <zonogon/base/result.hpp>

#include "sequencer/resources.hpp"
#include "store/store.hpp"

namespace zonogon::sequencer {

/// What the sequencer must know to go on and no other record holds. Written through layer l2 with each block.
struct progress {
    /// The batch that it is of.
    std::uint64_t batch = 0;
    /// When the batch was opened, in milliseconds of the epoch.
    std::uint64_t opened_at = 0;
    /// Of the batch so far.
    resources used;
    /// Largest L1 info index and newest forced batch that were included up to here.
    std::uint32_t l1_info_index = 0;
    std::uint64_t forced = 0;

    friend bool operator==(const progress&, const progress&) = default;
};

void put_progress(store::write_batch& changes, const progress& p);
result<std::optional<progress>> read_progress(const store::reader& from);

} // namespace zonogon::sequencer
