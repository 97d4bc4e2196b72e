#pragma once

#include <cstdint>
#include <string_view>

#include "sequencer/counters.hpp"

namespace zonogon::sequencer {

/// What of a batch's bounds is used.
struct resources {
    std::uint64_t bytes = 0, gas = 0, transactions = 0;
    zk_counters counters;

    resources& operator+=(const resources& other) noexcept {
        bytes += other.bytes;
        gas += other.gas;
        transactions += other.transactions;
        counters += other.counters;
        return *this;
    }
    friend resources operator+(resources a, const resources& b) noexcept { return a += b; }
    friend bool operator==(const resources&, const resources&) = default;
};

/// The bounds of a batch: bytes as L1 takes them, the others as zkEVM nodes set them (protocol 3.4 and section 7: some
/// 5 % below where the ROM stops).
struct batch_limits {
    resources most{
        120'000, std::uint64_t{1} << 50, 300, {7'570'538, 236'585, 473'170, 236'585, 2'145, 135'191, 252'357, 1'596}};
    /// A batch that has less than this left of anything is closed.
    std::uint64_t margin_percent = 10;

    /// The first bound that is passed; empty if none is.
    std::string_view passed_by(const resources& used) const noexcept;
    /// The first bound of which less than the margin is left. Of transactions the last one may be taken.
    std::string_view margin_reached_by(const resources& used) const noexcept;
};

/// How much of a bound is used, from 0 to 1 (and above); of the fullest one without a name.
double used_ratio(const resources& used, const batch_limits& limits, std::string_view counter = {}) noexcept;

} // namespace zonogon::sequencer
