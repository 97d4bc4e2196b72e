#pragma once

#include <cstdint>
#include <string_view>

#include <zonogon/rollup/native_counters.hpp>

namespace zonogon::sequencer {

/// What of a batch's bounds is used.
struct resources {
    std::uint64_t bytes = 0, gas = 0, transactions = 0;
    /// Without the hashing of the batch's data, which follows from the bytes.
    rollup::zk_counters used;
    /// What must be left besides at any item.
    rollup::zk_counters asked;

    /// Of an item of the batch.
    static resources of(const rollup::counter_estimate& item) noexcept {
        return {item.data_bytes, 0, 0, item.used, item.asked};
    }
    resources& operator+=(const resources& other) noexcept {
        bytes += other.bytes;
        gas += other.gas;
        transactions += other.transactions;
        used += other.used;
        asked = at_least(asked, other.asked);
        return *this;
    }
    friend resources operator+(resources a, const resources& b) noexcept { return a += b; }
    friend bool operator==(const resources&, const resources&) = default;

    /// What must stay below the limits: used and asked, with the data's hashing.
    rollup::zk_counters reserved() const noexcept;
};

/// The bounds of a batch.
struct batch_limits {
    /// As L1 takes them.
    std::uint64_t bytes = rollup::counter_limits::data_bytes;
    /// That of one block, which never binds.
    std::uint64_t gas = std::uint64_t{1} << 50;
    /// As zkEVM nodes set it.
    std::uint64_t transactions = 300;
    rollup::zk_counters counters = rollup::counter_limits::batch;
    /// A batch that has less than this left of bytes, gas or a counter is closed.
    std::uint64_t margin_percent = 10;

    /// The first bound that is passed; empty if none is.
    std::string_view passed_by(const resources& used) const noexcept;
    /// The first bound of which less than the margin is left.
    std::string_view margin_reached_by(const resources& used) const noexcept;
    /// How much of the fullest bound is used, from 0 to 1 and above; of the named one with a name.
    double used_ratio(const resources& used, std::string_view bound = {}) const noexcept;
    /// The first bound that a transaction passes in a batch of its own; empty if it fits there.
    std::string_view passed_alone(const resources& transaction, const rollup::native_counters& model) const noexcept;
};

} // namespace zonogon::sequencer
