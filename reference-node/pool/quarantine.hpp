#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "store/store.hpp"

namespace zonogon::pool {

/// A transaction that the sequencer put aside.
struct quarantined {
    bytes32 hash{};
    address from{};
    std::uint64_t nonce = 0;
    /// As it was sent.
    bytes raw;
    std::string host;
    std::string reason;
    /// Sending it again does not help: it is refused with the reason until an operator releases it.
    bool for_good = false;
    /// When, in milliseconds of the epoch.
    std::uint64_t time = 0;

    friend bool operator==(const quarantined&, const quarantined&) = default;
};

/// What was put aside, with the reasons: a table in the store, of the last ones put there. One thread at a time.
class quarantine {
public:
    static constexpr std::size_t most_rows = 1'000;

    explicit quarantine(store::database& in) : in_(in) {}
    status load();

    /// Adds a row, together with `more`; the oldest goes when there are too many.
    status add(const quarantined& row, store::write_batch more = {});
    status remove(const bytes32& hash);
    /// Null where there is none.
    const quarantined* find(const bytes32& hash) const;
    /// Oldest first.
    std::vector<quarantined> list() const;
    std::size_t size() const noexcept { return rows_.size(); }

private:
    store::database& in_;
    std::map<bytes32, quarantined> rows_;
};

} // namespace zonogon::pool
