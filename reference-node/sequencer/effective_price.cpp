#include "sequencer/effective_price.hpp"

#include <algorithm>

#include <zonogon/rollup/batch_items.hpp>

namespace zonogon::sequencer {

u256 wanted_price(const effective_price& how, const rollup::transaction& tx, std::uint64_t gas_used,
                  const u256& l1_gas_price) {
    constexpr std::uint64_t byte_gas = 16;
    constexpr std::uint64_t zero_byte_gas = 4;
    if (gas_used == 0) {
        return u256::max();
    }
    const bytes item = rollup::encode_batch({tx});
    const auto zeros = static_cast<std::uint64_t>(std::ranges::count(item, std::uint8_t{0}));
    const std::uint64_t l1_gas = zeros * zero_byte_gas + (item.size() - zeros) * byte_gas;
    // Prices near 2^256 are nobody's: a wide sum, cut at the end.
    const u512 cost = how.gas_cost.mul_full(u256{gas_used}) + l1_gas_price.mul_full(u256{l1_gas});
    const auto scaled = [](const u512& value, const u256& by, const u256& over) {
        const u512 cut = std::min(value, u512{u256::max()});
        return u512::divide(u256{cut}.mul_full(by), u512{over}).first;
    };
    u512 price = u512::divide(cost, u512{u256{gas_used}}).first;
    price = scaled(price, u256{100 + how.profit_percent}, u256{100});
    if (tx.gas_price > how.suggested && !how.suggested.is_zero()) {
        price = scaled(price, tx.gas_price, how.suggested);
    }
    return u256{std::min(price, u512{u256::max()})};
}

std::uint8_t percentage_for(const u256& offered, const u256& wanted) {
    if (wanted >= offered) {
        return 255;
    }
    std::uint8_t low = 0;
    std::uint8_t high = 255;
    while (low < high) {
        const auto middle = static_cast<std::uint8_t>(low + (high - low) / 2);
        if (rollup::effective_gas_price(offered, middle) >= wanted) {
            high = middle;
        } else {
            low = static_cast<std::uint8_t>(middle + 1);
        }
    }
    return low;
}

} // namespace zonogon::sequencer
