#include "sequencer/resources.hpp"

#include <algorithm>
#include <array>

namespace zonogon::sequencer {
namespace {

struct bound {
    std::string_view name;
    std::uint64_t used = 0, most = 0;
};
constexpr std::array<std::string_view, 8> counter_names{"steps",    "arith",      "binary",     "mem_align",
                                                        "keccak_f", "padding_pg", "poseidon_g", "sha256_f"};

std::array<bound, 11> bounds(const resources& used, const batch_limits& limits) {
    std::array<bound, 11> out{bound{"bytes", used.bytes, limits.bytes}, bound{"gas", used.gas, limits.gas},
                              bound{"transactions", used.transactions, limits.transactions}};
    const rollup::zk_counters now = used.reserved();
    std::size_t i = 0;
    rollup::zk_counters::for_each([&](auto member) {
        out[3 + i] = {counter_names[i], now.*member, limits.counters.*member};
        ++i;
    });
    return out;
}

} // namespace

rollup::zk_counters resources::reserved() const noexcept {
    rollup::zk_counters out = used + asked;
    out.keccak_f += rollup::native_counters::keccaks(bytes);
    return out;
}

std::string_view batch_limits::passed_by(const resources& used) const noexcept {
    for (const bound& b : bounds(used, *this)) {
        if (b.used > b.most) {
            return b.name;
        }
    }
    return {};
}

std::string_view batch_limits::margin_reached_by(const resources& used) const noexcept {
    for (const bound& b : bounds(used, *this)) {
        // The margin is for what a next transaction may take; the number of them is known.
        if (b.name != "transactions" && b.most - std::min(b.used, b.most) < b.most * margin_percent / 100) {
            return b.name;
        }
    }
    return {};
}

std::string_view batch_limits::passed_alone(const resources& transaction,
                                            const rollup::native_counters& model) const noexcept {
    return passed_by(resources::of(model.batch()) + resources::of(model.block(true)) + transaction);
}

double batch_limits::used_ratio(const resources& used, std::string_view of) const noexcept {
    double out = 0;
    for (const bound& b : bounds(used, *this)) {
        if (b.most != 0 && (of.empty() || b.name == of)) {
            out = std::max(out, static_cast<double>(b.used) / static_cast<double>(b.most));
        }
    }
    return out;
}

} // namespace zonogon::sequencer
