#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include <zonogon/base/hex.hpp>
#include <zonogon/evm/journal.hpp>
#include <zonogon/evm/memory_state.hpp>
#include <zonogon/evm/rules.hpp>
#include <zonogon/evm/transaction.hpp>

namespace zonogon::test_evm {

inline address account_at(std::uint8_t number) {
    return evm::address_of_number(number);
}

inline const address alice = account_at(0xa1);
inline const address contract = account_at(0xc0);
inline const address coinbase = account_at(0xfe);

/// A small chain: alice with an ether, a coinbase, and contracts in hex.
template <class Rules>
struct world {
    evm::memory_state state;
    evm::block_env block;
    evm::workspace room;

    world() {
        block.coinbase = coinbase;
        block.number = 7;
        block.timestamp = 1000;
        block.gas_limit = evm::fork9_gas_limit;
        block.chain_id = 1001;
        state.add<Rules>(alice, u256{1'000'000'000'000'000'000}, 0, {});
    }
    void deploy(const address& where, std::string_view hex, u256 balance = {}) {
        state.add<Rules>(where, balance, 1, *from_hex(hex));
    }
    evm::transaction transaction(std::optional<address> to = contract) const {
        evm::transaction tx;
        tx.from = alice;
        tx.to = std::move(to);
        tx.nonce = state.account(alice)->nonce;
        tx.gas_limit = 1'000'000;
        tx.gas_price = u256{1};
        return tx;
    }
    template <class Tracer = evm::no_tracer>
    evm::receipt apply(const evm::transaction& tx, Tracer&& tracer = {}) {
        evm::journal<evm::memory_state> journal(state);
        evm::receipt out = evm::apply_transaction<Rules>(journal, block, tx, room, tracer);
        journal.write_to(state);
        return out;
    }
    /// Runs code that leaves one word in slot 0 (it ends in PUSH1 0 SSTORE), and gives it.
    u256 value_of(std::string_view hex) {
        deploy(contract, hex);
        const evm::receipt done = apply(transaction());
        return done.success() ? state.storage(contract, u256{}) : u256{0xdead};
    }
};

} // namespace zonogon::test_evm
