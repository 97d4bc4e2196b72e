#include "state/trial.hpp"

#include <zonogon/evm/journal.hpp>
#include <zonogon/evm/rules.hpp>
#include <zonogon/evm/transaction.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/rollup/block_info.hpp>
#include <zonogon/rollup/native_counters_tracer.hpp>

#include "state/database_state_store.hpp"
#include "state/state_reader.hpp"

namespace zonogon::state {

result<trial_outcome> try_transaction(const moment& at, const rollup::transaction& tx, const address& from,
                                      const rollup::native_counters& model, std::uint64_t chain_id) {
    database_state_store nodes{*at.from};
    state_reader state{nodes, hash::to_hash4(at.head.state_root)};
    evm::journal<state_reader> journal{state};
    // Filled by the first trial of a thread; later ones reuse it.
    static thread_local evm::workspace room;
    room.trim();
    evm::block_env env;
    env.number = at.head.number + 1;
    env.timestamp = at.head.timestamp;
    env.coinbase = at.header.coinbase;
    env.gas_limit = rollup::block_gas_limit;
    env.chain_id = chain_id;
    evm::transaction message;
    message.from = from;
    message.to = tx.to;
    message.nonce = tx.nonce;
    message.value = tx.value;
    message.gas_price = tx.gas_price;
    message.gas_limit = tx.gas_limit;
    message.data = tx.data;
    rollup::counter_tracer seen{model};
    const evm::apply_options how{.check_sender_code = false, .check_nonce = false, .check_balance = true};
    const evm::receipt done = evm::apply_transaction<evm::fork9_rules>(journal, env, message, room, seen, how);
    if (!state.failure()) {
        return state.failure().why();
    }
    return done.valid() ? trial_outcome{model.transaction(tx, seen.used()), done.gas_used}
                        : trial_outcome{model.transaction(tx), 0};
}

} // namespace zonogon::state
