#pragma once

#include <cstdint>

#include <zonogon/base/u256.hpp>
#include <zonogon/rollup/transaction.hpp>

namespace zonogon::sequencer {

/// What a transaction pays at least where prices are cut to what its place costs (protocol 3.2).
struct effective_price {
    /// False: every transaction pays what it offers.
    bool cut = false;
    /// Wei that gas costs on L2 alone (executing and proving it), and what the node suggests that wallets offer.
    u256 gas_cost, suggested;
    /// On top of the costs.
    std::uint64_t profit_percent = 10;
};

/// Wei per gas at which a transaction earns its costs: its gas on L2, its bytes in the batch at L1's price (16 gas
/// each, 4 of zero), and the profit. An offer above the suggested price raises it in proportion, so that offering more
/// stays worth it.
u256 wanted_price(const effective_price& how, const rollup::transaction& tx, std::uint64_t gas_used,
                  const u256& l1_gas_price);

/// The least percentage at which the transaction pays the wanted price; all of what it offers (255) if that is less.
std::uint8_t percentage_for(const u256& offered, const u256& wanted);

} // namespace zonogon::sequencer
