// The store, the genesis, the pool, and who listens to the chain.
#include "node/services.hpp"

#include <set>
#include <utility>

#include <zonogon/base/read_file.hpp>
#include <zonogon/rollup/genesis_reader.hpp>

#include "node/options.hpp"
#include "sequencer/resources.hpp"
#include "state/block_record.hpp"
#include "state/head.hpp"
#include "state/trial.hpp"
#include "state/version_history.hpp"
#include "store/schema.hpp"

namespace zonogon::node {
namespace {

result<std::vector<rollup::genesis_account>> read_genesis(const std::string& path) {
    const auto text = read_file(path, std::uintmax_t{1} << 30);
    if (!text) {
        return error{"the genesis file " + text.why().message};
    }
    auto file = rollup::read_genesis_file(*text);
    return file ? result<std::vector<rollup::genesis_account>>{std::move(file->accounts)}
                : result<std::vector<rollup::genesis_account>>{error{path + ": " + file.why().message}};
}

/// Runs a transaction on the last block and compares what it takes with what a batch has.
pool::trial trial_of_code(const state::moments& present, std::uint64_t chain_id) {
    return [&present, chain_id](const pool::decoded_transaction& t) -> result<pool::tried> {
        const auto at = present.now();
        if (!at) {
            return at.why();
        }
        const rollup::native_counters model{sequencer::options{}.tree_levels};
        const auto done = state::try_transaction(**at, t.tx, t.from, model, chain_id);
        if (!done) {
            return done.why();
        }
        const std::string_view bound =
            sequencer::batch_limits{}.passed_alone(sequencer::resources::of(done->takes), model);
        if (!bound.empty()) {
            return error{"out of counters: the transaction takes more " + std::string{bound} + " than a batch has"};
        }
        return pool::tried{done->takes, done->gas_used};
    };
}

} // namespace

status node::services::open_store() {
    auto opened = store::rocks_store::open(how.store.path, {how.store.cache_megabytes, true});
    if (!opened) {
        return std::move(opened).why();
    }
    disk.emplace(*std::move(opened));
    plain_db.emplace(*disk);
    db.emplace(*plain_db);
    if (status ready = store::prepare_schema(*db); !ready) {
        return ready;
    }
    if (status noted = state::note_version(*db, now_in_milliseconds() / 1'000, client_version()); !noted) {
        return noted;
    }
    auto log = monitor::event_log::open(*db);
    if (!log) {
        return std::move(log).why();
    }
    events = *std::move(log);
    state.add("store", [this] {
        const auto head = state::read_head(*db);
        return head ? status{} : status{head.why()};
    });
    state.add("disk",
              [this] { return monitor::check_free_space(how.store.path, how.metrics.min_free_disk_megabytes << 20); });
    note({0, 0, 6, "node", "NODE START", client_version(), {}});
    return {};
}

status node::services::read_contracts() {
    if (how.contracts.file.empty()) {
        return {};
    }
    auto read = l1::read_rollup_contracts(how.contracts.file);
    if (!read) {
        return std::move(read).why();
    }
    if (read->chain_id != how.chain.id) {
        return error{how.contracts.file + " is of a rollup with chain id " + std::to_string(read->chain_id) +
                     ", 'chain.id' is " + std::to_string(how.chain.id)};
    }
    if (how.l1.chain_id != 0 && how.l1.chain_id != read->l1_chain_id) {
        return error{how.contracts.file + " is of an L1 with chain id " + std::to_string(read->l1_chain_id) +
                     ", 'l1.chain_id' is " + std::to_string(how.l1.chain_id)};
    }
    contracts = *std::move(read);
    return {};
}

status node::services::open_chain() {
    if (how.roles == std::vector<std::string>{"bridge"}) {
        return {}; // of an L2 that another node has
    }
    const auto genesis = read_genesis(how.genesis_file());
    if (!genesis) {
        return genesis.why();
    }
    const auto root = state::ensure_genesis(*db, *genesis);
    if (!root) {
        return root.why();
    }
    if (contracts && contracts->genesis_root != *root) {
        return error{"the genesis of " + how.genesis_file() + " has the root " + root->to_hex_full() +
                     ", the rollup on L1 " + contracts->genesis_root.to_hex_full()};
    }
    lines->write(monitor::level::info, "state", "genesis", {{"root", root->to_hex_full()}});
    present = std::make_shared<const state::moments>(*db);
    accounts.emplace(*present, how.chain.id);
    auto opened = pool::transaction_pool::open(*db, *accounts, pool_options(how), now_in_milliseconds());
    if (!opened) {
        return std::move(opened).why();
    }
    waiting = *std::move(opened);
    if (how.pool.trial) {
        waiting->try_by(trial_of_code(*present, how.chain.id));
    }
    listeners.emplace(*db, waiting.get());
    waiting->on_added([this](const pool::entry_pointer& e) { listeners->on_pending(e->what.hash); });
    const auto head = state::read_head(*db);
    if (!head) {
        return head.why();
    }
    told_block = *head ? (*head)->number : 0;
    housekeeper = std::thread([this] { keep_house(); });
    return {};
}

void node::services::block_made(std::uint64_t block) {
    const std::scoped_lock hold(told_lock);
    told_block = block;
    listeners->on_new_block(block);
    undone.feed(*waiting, now_in_milliseconds());
}

void node::services::head_moved(std::uint64_t block) {
    const std::scoped_lock hold(told_lock);
    if (block < told_block) {
        listeners->on_unwound(block);
        told_block = block;
    }
    while (told_block < block) {
        ++told_block;
        listeners->on_new_block(told_block);
        if (const status done = forget_included(told_block); !done) {
            lines->write(monitor::level::error, "pool", "cannot be brought up to a block",
                         {{"block", std::to_string(told_block)}, {"why", done.why().message}});
        }
    }
}

status node::services::forget_included(std::uint64_t block) {
    const auto row = state::read_block(*db, block);
    if (!row) {
        return row.why();
    }
    if (!*row || (*row)->transactions.empty()) {
        return {};
    }
    std::set<address> senders;
    for (const bytes32& hash : (*row)->transactions) {
        const auto sent = state::read_transaction(*db, hash);
        if (!sent) {
            return sent.why();
        }
        if (*sent) {
            senders.insert((*sent)->from);
        }
    }
    return waiting->refresh({senders.begin(), senders.end()});
}

} // namespace zonogon::node
