#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "monitor/event_log.hpp"
#include "pool/pool.hpp"
#include "sequencer/effective_price.hpp"
#include "sequencer/resources.hpp"
#include "state/batch_executor.hpp"
#include "state/batch_record.hpp"
#include "state/open_block.hpp"
#include "store/store.hpp"

namespace zonogon::sequencer {

/// How blocks and batches are made.
struct options {
    std::uint64_t chain_id = 0;
    /// Who gets the fees on L2. The same must be given to the sequence sender.
    address coinbase{};
    /// Least time between two blocks. A transaction that comes later than that after the last one is sealed at once.
    std::chrono::milliseconds block_time{3'000};
    /// How often waiting transactions are looked at.
    std::chrono::milliseconds poll{50};
    /// Age at which an open batch is closed.
    std::chrono::milliseconds max_batch_time{10'000};
    /// How often exit roots and forced batches are looked at.
    std::chrono::milliseconds l1_poll{1'000};
    /// How long a forced batch that may be included waits for the open batch to close by itself.
    std::chrono::milliseconds forced_batch_timeout{60'000};
    batch_limits limits;
    effective_price price;
    /// Path of a key in the state tree that the counters are bounded for at least. Longer ones that were met count,
    /// with some levels for what a batch itself adds.
    std::uint64_t tree_levels = 32;
    /// Blocks without transactions and imports too, every block_time.
    bool empty_blocks = false;
    /// Batch 1 was made on L1 when the rollup was created: wait until it is in the store. False for a chain without L1.
    bool first_batch_from_l1 = true;
    /// No new batch while more closed ones than this are not sequenced on L1; 0 for no bound.
    std::uint64_t max_unposted_batches = 0;
    /// Makes no batch from this one on; 0 for none.
    std::uint64_t halt_at_batch = 0;
};

/// What a sequencer works with. All must outlive it.
struct services {
    store::database& db;
    pool::transaction_pool& waiting;
    /// The newest L1 block that is taken for final; what it and those before it brought may be built on. Asked by the
    /// sequencer's thread, so it must answer at once (synchronizer::trusted_l1_block). Without it nothing of L1 is.
    std::function<result<std::uint64_t>()> trusted_l1_block;
    /// Whether blocks may be made, for example because the synchronizer has caught up; asked before each. May be empty.
    std::function<status()> ready;
    /// Milliseconds of the epoch; the system's clock if empty.
    std::function<std::uint64_t()> clock;
    /// Wei for gas on L1, as far as it is known; asked for every transaction where prices are cut.
    std::function<std::optional<u256>()> l1_gas_price{};
};

/// Who is told; each may be empty. Called by the sequencer's threads, after what it tells of is durable.
struct observers {
    std::function<void(const state::executed_block&)> on_block;
    /// The open block has changed; null when there is none. Called between steps, of blocks with transactions only.
    std::function<void(const std::shared_ptr<const state::open_block>&)> on_open;
    /// A batch was closed.
    std::function<void(const state::batch_record&, const resources& used)> on_batch;
    /// For the event log; number and time are set there.
    std::function<void(const monitor::event&)> on_event;
};

} // namespace zonogon::sequencer
