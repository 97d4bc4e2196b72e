#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/hex.hpp>
#include <zonogon/rollup/batch_items.hpp>
#include <zonogon/rollup/genesis.hpp>

#include "keys/signature.hpp"
#include "pool/pool.hpp"
#include "sequencer/batch_checker.hpp"
#include "sequencer/producer.hpp"
#include "state/block_record.hpp"
#include "state/head.hpp"
#include "state/l1_record.hpp"
#include "state/view.hpp"
#include "store/block_log.hpp"
#include "store/memory_store.hpp"
#include "support/catch.hpp"

namespace zonogon::test {

inline constexpr std::uint64_t chain_id = 1001;
inline constexpr std::uint64_t start_time = 1'700'000'000'000;
inline const u256 gwei{1'000'000'000};

inline keys::private_key key_number(std::uint8_t i) {
    return *keys::private_key::from_bytes(bytes(32, i));
}
inline address account_number(std::uint8_t i) {
    return key_number(i).owner();
}
/// Counts down from the word it is called with.
inline address loop_contract() {
    address out{};
    out[18] = 1;
    return out;
}

inline std::vector<rollup::genesis_account> scene_accounts() {
    std::vector<rollup::genesis_account> out;
    for (std::uint8_t i = 1; i <= 9; ++i) {
        out.push_back({account_number(i), 0, u256::power_of_two(80), {}, {}});
    }
    out.push_back({loop_contract(), 1, {}, *from_hex("6000355b60019003806003570000"), {}});
    return out;
}

/// What a wallet would send.
inline bytes raw_transaction(std::uint8_t key, rollup::transaction tx) {
    tx.chain_id = chain_id;
    const keys::signature s = key_number(key).sign(rollup::signing_hash(tx));
    tx.r = s.r;
    tx.s = s.s;
    tx.v = static_cast<std::uint8_t>(27 + s.parity);
    return pool::encode_transaction(tx);
}
inline bytes raw_transfer(std::uint8_t key, std::uint64_t nonce, const u256& price = gwei) {
    rollup::transaction tx;
    tx.nonce = nonce;
    tx.gas_price = price;
    tx.gas_limit = 21'000;
    tx.to = address{0xaa, key};
    tx.value = u256{1};
    return raw_transaction(key, tx);
}
inline bytes raw_loop(std::uint8_t key, std::uint64_t nonce, std::uint64_t rounds) {
    rollup::transaction tx;
    tx.nonce = nonce;
    tx.gas_price = gwei;
    tx.gas_limit = 5'000'000;
    tx.to = loop_contract();
    append(tx.data, u256{rounds}.to_bytes());
    return raw_transaction(key, tx);
}

/// Accounts after the last block; one of them may look richer than it is.
class head_accounts final : public pool::account_source {
public:
    explicit head_accounts(const store::reader& from) : from_(from) {}
    result<pool::account_state> account(const address& of) const override {
        const auto head = state::read_head(from_);
        if (!head || !*head) {
            return head ? error{"no genesis"} : head.why();
        }
        const auto found = state::view{from_, **head, chain_id}.read_account(of);
        if (!found) {
            return found.why();
        }
        const u256 balance = flattered == of ? u256::power_of_two(100) : found->balance;
        return pool::account_state{found->nonce, balance, !found->code_hash.is_zero()};
    }
    std::optional<address> flattered;

private:
    const store::reader& from_;
};

inline sequencer::options quick_options() {
    sequencer::options out;
    out.chain_id = chain_id;
    out.coinbase = address{0xc0};
    out.block_time = std::chrono::milliseconds{1'000};
    out.first_batch_from_l1 = false;
    return out;
}

/// A node's pool and producer over a store, with a clock of its own.
template <class Store>
struct scene {
    explicit scene(Store& s, const sequencer::options& options = quick_options(),
                   const std::vector<rollup::genesis_account>& genesis = scene_accounts())
        : db(s), accounts(db), how(options) {
        const auto root = state::ensure_genesis(db, genesis);
        REQUIRE(root);
        pool::options limits;
        limits.chain_id = chain_id;
        auto opened = pool::transaction_pool::open(db, accounts, limits, start_time);
        REQUIRE(opened);
        waiting = *std::move(opened);
        start();
    }
    /// A new producer on what the store has.
    void start() {
        sequencer::services with{db, *waiting, {}, {}, {}};
        with.trusted_l1_block = [this] { return trusted; };
        with.ready = [this] { return ready; };
        with.l1_gas_price = [this] { return l1_gas_price; };
        sequencer::observers tell;
        tell.on_block = [this](const state::executed_block& b) {
            // Whoever is told finds it in the store.
            CHECK((**state::read_head(db)).number == b.outcome.number);
            blocks.push_back(b);
        };
        tell.on_open = [this](const std::shared_ptr<const state::open_block>& b) { open = b; };
        tell.on_batch = [this](const state::batch_record& b, const sequencer::resources& used) {
            batches.push_back(b);
            resources.push_back(used);
        };
        tell.on_event = [this](const monitor::event& e) { events.push_back(e.id + ": " + e.description); };
        made = std::make_unique<sequencer::producer>(how, with, tell);
    }
    /// Takes a transaction, or fails the test.
    bytes32 add(const bytes& raw) {
        const auto taken = waiting->add(raw, {}, now);
        INFO((taken ? std::string{} : taken.why().message));
        REQUIRE(taken);
        return *taken;
    }
    status try_step(std::uint64_t later = 0) {
        now += later;
        return made->step(now);
    }
    void step(std::uint64_t later = 0) {
        const status done = try_step(later);
        INFO((done ? std::string{} : done.why().message));
        REQUIRE(done);
    }
    std::uint64_t last_block() const { return (**state::read_head(db)).number; }
    state::batch_record batch(std::uint64_t number) const {
        const auto row = state::read_batch(db, number);
        REQUIRE((row && *row));
        return **row;
    }
    /// The state after every closed batch is what its data alone give.
    void check_batches() const {
        const sequencer::batch_checker checker{db, chain_id};
        const auto last = state::read_last_batch(db);
        REQUIRE(last);
        for (std::uint64_t i = 1; *last && i <= (*last)->number; ++i) {
            if (!batch(i).is_open()) {
                const auto verdict = checker.check(i);
                INFO((verdict ? verdict->difference : verdict.why().message));
                CHECK((verdict && verdict->agrees));
            }
        }
    }
    /// As the synchronizer writes what L1 said.
    void from_l1(std::uint64_t block, store::write_batch changes) {
        REQUIRE(store::apply_block(db, store::layer::l1, {block, {}}, std::move(changes)));
    }
    void exit_root(std::uint32_t index, std::uint64_t block, std::uint64_t timestamp) {
        store::write_batch changes;
        state::exit_root_record r;
        r.index = index;
        r.global_exit_root = u256{0x1000 + index};
        r.parent_block_hash = u256{0x2000 + index};
        r.timestamp = timestamp;
        r.l1_block = block;
        state::put_exit_root(changes, r);
        from_l1(block, std::move(changes));
    }
    void forced(std::uint64_t number, std::uint64_t block, bytes data) {
        store::write_batch changes;
        state::forced_batch_record f;
        f.number = number;
        f.global_exit_root = u256{0x3000 + number};
        f.timestamp = start_time / 1'000 - 50;
        f.parent_block_hash = u256{0x4000 + number};
        f.data = std::move(data);
        f.l1_block = block;
        state::put_forced_batch(changes, f);
        from_l1(block, std::move(changes));
    }

    store::erased<Store> db;
    head_accounts accounts;
    sequencer::options how;
    std::unique_ptr<pool::transaction_pool> waiting;
    std::unique_ptr<sequencer::producer> made;
    std::uint64_t now = start_time;
    result<std::uint64_t> trusted{std::uint64_t{0}};
    status ready;
    std::optional<u256> l1_gas_price;
    std::shared_ptr<const state::open_block> open;
    std::vector<state::executed_block> blocks;
    std::vector<state::batch_record> batches;
    std::vector<sequencer::resources> resources;
    std::vector<std::string> events;
};
template <class Store>
scene(Store&) -> scene<Store>;
template <class Store>
scene(Store&, const sequencer::options&) -> scene<Store>;
template <class Store>
scene(Store&, const sequencer::options&, const std::vector<rollup::genesis_account>&) -> scene<Store>;

/// The data of a forced batch with one transfer.
inline bytes forced_transfer(std::uint8_t key, std::uint64_t nonce) {
    auto decoded = pool::decode_transaction(raw_transfer(key, nonce));
    REQUIRE(decoded);
    return rollup::encode_batch({decoded->tx});
}

} // namespace zonogon::test
