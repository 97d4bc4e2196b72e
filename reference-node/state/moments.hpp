#pragma once

#include <cstdint>
#include <memory>
#include <mutex>

#include <zonogon/base/result.hpp>

#include "state/block_record.hpp"
#include "state/head.hpp"
#include "store/store.hpp"

namespace zonogon::state {

/// One moment of the database with what nearly every reader asks of it first.
struct moment {
    std::unique_ptr<store::reader> from;
    state::head head;
    /// Of the last block, without its transactions.
    block_record header;
};

/// A database that can say whether it has changed.
class counts_writes {
public:
    virtual ~counts_writes() = default;
    /// Grows with every write after it is done, but for those to the pool's journal alone.
    virtual std::uint64_t writes() const noexcept = 0;
};

/// Hands out the present moment. As long as the database (one that counts its writes) does not change, all callers get
/// the same one: no view of the database is opened and nothing read for a call. Any thread.
class moments {
public:
    /// The database must outlive this and what it hands out.
    explicit moments(const store::database& db);

    /// Sees every write that was done before the call. An error without a genesis.
    result<std::shared_ptr<const moment>> now() const;

private:
    const store::database& db_;
    const counts_writes* counter_;
    mutable std::mutex lock_;
    mutable std::shared_ptr<const moment> last_;
    mutable std::uint64_t of_ = 0;
};

} // namespace zonogon::state
