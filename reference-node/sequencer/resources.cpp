#include "sequencer/resources.hpp"

#include <algorithm>
#include <array>

namespace zonogon::sequencer {
namespace {

struct bound {
    std::string_view name;
    std::uint64_t used = 0, most = 0;
};

std::array<bound, 3 + zk_counters::members.size()> bounds(const resources& used, const resources& most) {
    std::array<bound, 3 + zk_counters::members.size()> out{bound{"bytes", used.bytes, most.bytes},
                                                           bound{"gas", used.gas, most.gas},
                                                           bound{"transactions", used.transactions, most.transactions}};
    for (std::size_t i = 0; i < zk_counters::members.size(); ++i) {
        const auto member = zk_counters::members[i];
        out[3 + i] = {zk_counters::names[i], used.counters.*member, most.counters.*member};
    }
    return out;
}

} // namespace

std::string_view batch_limits::passed_by(const resources& used) const noexcept {
    for (const bound& b : bounds(used, most)) {
        if (b.used > b.most) {
            return b.name;
        }
    }
    return {};
}

std::string_view batch_limits::margin_reached_by(const resources& used) const noexcept {
    for (const bound& b : bounds(used, most)) {
        // The margin is for what cannot be told beforehand; transactions are counted.
        if (b.name != "transactions" && b.most - std::min(b.used, b.most) < b.most / 100 * margin_percent) {
            return b.name;
        }
    }
    return {};
}

double used_ratio(const resources& used, const batch_limits& limits, std::string_view counter) noexcept {
    double out = 0;
    for (const bound& b : bounds(used, limits.most)) {
        if (b.most != 0 && (counter.empty() || b.name == counter)) {
            out = std::max(out, static_cast<double>(b.used) / static_cast<double>(b.most));
        }
    }
    return out;
}

} // namespace zonogon::sequencer
