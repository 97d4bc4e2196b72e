#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include <nlohmann/json.hpp>

#include <zonogon/hash/keccak.hpp>
#include <zonogon/rollup/accumulated_hash.hpp>

#include "deployment.hpp"
#include "l1/abi.hpp"
#include "l1/transaction_manager.hpp"
#include "monitor/log.hpp"
#include "monitor/metrics.hpp"
#include "scene.hpp"
#include "sequencer/data_availability.hpp"
#include "sequencer/sequence_sender.hpp"
#include "support/anvil.hpp"
#include "synchronizer/batch_follower.hpp"
#include "synchronizer/l1_follower.hpp"

namespace zonogon::test {

inline std::uint64_t wall_clock() {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
}

inline keys::private_key l1_key(std::size_t account) {
    return *keys::private_key::from_bytes(*from_hex(anvil::key(account)));
}
inline constexpr std::size_t administrator = 0, trusted_aggregator = 1, trusted_sequencer = 2;

template <class T>
T need(result<T> r) {
    INFO((r ? std::string{} : r.why().message));
    REQUIRE(r);
    return *std::move(r);
}
inline void need(const status& s) {
    INFO((s ? std::string{} : s.why().message));
    REQUIRE(s);
}

/// An L1 with the contracts, and its administrator.
struct devnet {
    devnet() {
        over = need(l1::http_transport::create(l1.url(), {}));
        node = std::make_unique<l1::client>(*over, l1::json_rpc::options{3, std::chrono::milliseconds{10}});
        const std::vector<rollup::genesis_account> funded = scene_accounts();
        placed = deploy(l1.url(), {funded.begin(), funded.begin() + 9});
        admin = manager_of(admin_db, administrator);
    }
    std::unique_ptr<l1::transaction_manager> manager_of(store::database& db, std::size_t account) {
        l1::transaction_manager::options how;
        how.chain_id = 31'337;
        how.confirmations = 1;
        return need(l1::transaction_manager::open(db, *node, l1_key(account), how));
    }
    void tell(const std::string& method, const std::string& parameters) {
        need(node->raw().call({method, parameters}, [](const nlohmann::json&) { return status{}; }));
    }
    void mine(int blocks = 1) { tell("anvil_mine", "[" + std::to_string(blocks) + "]"); }
    std::uint64_t head() { return need(node->block_number()); }
    u256 ask(const address& contract, const l1::abi_writer& arguments, const l1::selector& function) {
        const bytes answer = need(node->call({{}, contract, {}, arguments.call(function)}, l1::tag::latest));
        return u256::from_bytes(byte_view{answer}.first(32));
    }
    u256 last_accumulated_hash() {
        return ask(placed.contracts.rollup, {}, l1::function_selector("lastAccInputHash()"));
    }
    /// A transaction of the administrator.
    void send(const address& to, bytes data, const u256& value = {}) {
        static int count = 0;
        l1::transaction_request what;
        what.label = "administrator " + std::to_string(++count);
        what.to = to;
        what.data = std::move(data);
        what.value = value;
        const auto id = need(admin->submit(what, wall_clock()));
        for (int i = 0; i < 20; ++i) {
            need(admin->step(wall_clock()));
            mine();
        }
        const auto t = need(admin->find(id));
        INFO((t ? t->note : std::string{}));
        REQUIRE((t && t->state == l1::transaction_state::confirmed));
    }

    /// What is deeper than 64 blocks is final.
    anvil l1{{"--slots-in-an-epoch", "32"}};
    std::unique_ptr<l1::transport> over;
    std::unique_ptr<l1::client> node;
    deployment placed;
    store::memory_store admin_memory;
    store::erased<store::memory_store> admin_db{admin_memory};
    std::unique_ptr<l1::transaction_manager> admin;
};

inline sequencer::options rollup_options() {
    auto out = quick_options();
    out.first_batch_from_l1 = true;
    out.block_time = std::chrono::milliseconds{0};
    out.l1_poll = std::chrono::milliseconds{0};
    out.forced_batch_timeout = std::chrono::milliseconds{0};
    return out;
}

/// A sequencer's node on it, without threads.
template <class Store>
struct rollup_node : scene<Store> {
    using base = scene<Store>;

    rollup_node(Store& s, devnet& on, std::size_t key = trusted_sequencer,
                const sequencer::sequence_sender::options& options = {})
        : base(s, rollup_options(), on.placed.genesis), chain(on), send_how(options) {
        base::now = wall_clock();
        follow_how.contracts = on.placed.contracts;
        follow_how.own_sequencer = true;
        monitor::log::options quiet;
        quiet.terminal = false;
        lines = need(monitor::log::create(quiet));
        follow_with.reset(new synchronizer::services{base::db, *on.node, *lines, numbers, {}, {}});
        l1_side = std::make_unique<synchronizer::l1_follower>(follow_how, *follow_with);
        l2_side = std::make_unique<synchronizer::batch_follower>(follow_how, *follow_with);
        send_how.contracts = on.placed.contracts;
        send_how.coinbase = base::how.coinbase;
        send_how.retry_after = std::chrono::milliseconds{0};
        manager = on.manager_of(base::db, key);
        sequencer::sequence_sender::services with{base::db, *on.node, *manager, data, {}, {}, {}, {}};
        with.checked_batch = [this] { return closed_batches(); };
        with.on_event = [this](const monitor::event& e) { base::events.push_back(e.id + ": " + e.description); };
        sender = std::make_unique<sequencer::sequence_sender>(send_how, with);
        sync();
    }
    /// Reads all of L1.
    void sync() {
        // While it mines, anvil may show a block before the block's logs: the step says so, and is taken again as the
        // node does.
        int again = 3;
        for (int i = 0; i < 50; ++i) {
            auto taken = l1_side->step();
            if (!taken && again-- > 0) {
                std::this_thread::sleep_for(std::chrono::milliseconds{100});
                continue;
            }
            const auto read = need(std::move(taken));
            if (read.unwound_to) {
                l2_side->back_to(read.last_batch);
            }
            if (read.at_head) {
                break;
            }
        }
        while (need(l2_side->step(true))) {
        }
        l2_side->only_compare();
        REQUIRE(!l2_side->halted());
        base::trusted = chain.head();
    }
    std::uint64_t closed_batches() const {
        const auto last = need(state::read_last_batch(base::db));
        return last ? last->number - (last->is_open() ? 1 : 0) : 0;
    }
    std::uint64_t on_l1() const {
        const auto last = need(state::read_last_virtual_batch(base::db));
        return last ? last->number : 0;
    }
    /// A block with these and the end of its batch.
    void make_batch(const std::vector<bytes>& transactions) {
        base::now = wall_clock();
        for (const bytes& raw : transactions) {
            base::add(raw);
        }
        base::made->want_close();
        base::step();
    }
    /// Steps of everything until this batch is on L1; whether it got there.
    bool post(std::uint64_t batch) {
        for (int i = 0; i < 40 && on_l1() < batch; ++i) {
            chain.mine();
            last_state = sender->step(wall_clock());
            sync();
        }
        return on_l1() >= batch;
    }
    /// What the contract accumulated is what this node's own batches give.
    void check_accumulated() {
        u256 hash;
        for (std::uint64_t i = 1; i <= on_l1(); ++i) {
            const auto own = base::batch(i);
            const auto there = *need(state::read_virtual_batch(base::db, i));
            const address coinbase = i == 1 ? chain.placed.first_batch.sequencer : base::how.coinbase;
            hash = rollup::accumulated_input_hash(hash, hash::keccak256(own.data), there.l1_info_root,
                                                  there.timestamp_limit, coinbase, there.forced_block_hash_l1);
            CHECK(own.forced_number == there.forced_number);
            if (i == 1) {
                CHECK(hash == chain.placed.first_batch.accumulated_input_hash);
            }
        }
        CHECK(hash == chain.last_accumulated_hash());
    }

    devnet& chain;
    monitor::metrics numbers;
    std::unique_ptr<monitor::log> lines;
    synchronizer::options follow_how;
    std::unique_ptr<synchronizer::services> follow_with;
    std::unique_ptr<synchronizer::l1_follower> l1_side;
    std::unique_ptr<synchronizer::batch_follower> l2_side;
    sequencer::sequence_sender::options send_how;
    sequencer::calldata_availability data;
    std::unique_ptr<l1::transaction_manager> manager;
    std::unique_ptr<sequencer::sequence_sender> sender;
    status last_state;
};

} // namespace zonogon::test
