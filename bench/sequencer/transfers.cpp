// From a raw transfer at the pool to a durable L2 block on RocksDB: 5,000 transfers of 250 senders on a state of 20,000
// accounts, in parts and as a node runs them.

#include <benchmark/benchmark.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

#include <unistd.h>

#include "keys/signature.hpp"
#include "pool/pool.hpp"
#include "sequencer/batch_checker.hpp"
#include "sequencer/producer.hpp"
#include "sequencer/sequencer.hpp"
#include "state/head.hpp"
#include "state/read_cache.hpp"
#include "state/view.hpp"
#include "store/rocks_store.hpp"
#include "store/schema.hpp"

namespace {

using namespace zonogon;
using namespace std::chrono_literals;

constexpr std::size_t transfers = 5'000;
constexpr std::size_t senders = 250;
constexpr std::size_t accounts = 20'000;
constexpr std::uint64_t chain_id = 1'001;

template <class T>
T need(result<T> r) {
    if (!r) {
        std::fprintf(stderr, "%s\n", r.why().message.c_str());
        std::abort();
    }
    return *std::move(r);
}
void need(const status& s) {
    if (!s) {
        std::fprintf(stderr, "%s\n", s.why().message.c_str());
        std::abort();
    }
}

keys::private_key key_of(std::size_t i) {
    return need(keys::private_key::from_bytes(u256{0x1000 + i}.to_bytes()));
}

const std::vector<rollup::genesis_account>& genesis() {
    static const std::vector<rollup::genesis_account> made = [] {
        std::vector<rollup::genesis_account> out(accounts);
        for (std::size_t i = 0; i < accounts; ++i) {
            out[i].balance = u256::power_of_two(80);
            if (i < senders) {
                out[i].address = key_of(i).owner();
            } else {
                out[i].address = {1, static_cast<std::uint8_t>(i >> 16), static_cast<std::uint8_t>(i >> 8),
                                  static_cast<std::uint8_t>(i)};
            }
        }
        return out;
    }();
    return made;
}

/// All transfers as wallets send them, the senders in turn.
const std::vector<bytes>& raw() {
    static const std::vector<bytes> made = [] {
        std::vector<bytes> out;
        for (std::size_t i = 0; i < transfers; ++i) {
            rollup::transaction tx;
            tx.nonce = i / senders;
            tx.gas_price = u256{1'000'000'000};
            tx.gas_limit = 21'000;
            tx.to = genesis()[(i * 7'919) % accounts].address;
            tx.value = u256{7};
            tx.chain_id = chain_id;
            const keys::signature s = key_of(i % senders).sign(rollup::signing_hash(tx));
            tx.r = s.r;
            tx.s = s.s;
            tx.v = static_cast<std::uint8_t>(27 + s.parity);
            out.push_back(pool::encode_transaction(tx));
        }
        return out;
    }();
    return made;
}

class head_accounts final : public pool::account_source {
public:
    explicit head_accounts(const store::reader& from) : from_(from) {}
    result<pool::account_state> account(const address& of) const override {
        const auto head = need(state::read_head(from_));
        const auto found = need(state::view{from_, *head, chain_id}.read_account(of));
        return pool::account_state{found.nonce, found.balance, !found.code_hash.is_zero()};
    }

private:
    const store::reader& from_;
};

std::string new_folder() {
    static int count = 0;
    return (std::filesystem::temp_directory_path() /
            ("zonogon-bench-" + std::to_string(::getpid()) + "-" + std::to_string(count++)))
        .string();
}
void remove(const std::string& folder) {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
}

/// A database with the genesis, made once: the others begin as hard links to its files.
class first_database {
public:
    first_database() : folder_(new_folder()), disk_(need(store::rocks_store::open(folder_, {64, true}))) {
        store::erased<store::rocks_store> db{disk_};
        need(store::prepare_schema(db));
        need(zonogon::state::ensure_genesis(db, genesis()));
    }
    ~first_database() { remove(folder_); }
    void copy_to(const std::string& folder) const { need(disk_.checkpoint(folder)); }

private:
    std::string folder_;
    store::rocks_store disk_;
};

/// A new database with the genesis, and a pool.
class world {
public:
    world() : folder_(new_folder()) {
        static const first_database first;
        first.copy_to(folder_);
        disk_ = std::make_unique<store::rocks_store>(need(store::rocks_store::open(folder_, {64, true})));
        plain_ = std::make_unique<store::erased<store::rocks_store>>(*disk_);
        db = std::make_unique<zonogon::state::cached_database>(*plain_);
        look_ = std::make_unique<head_accounts>(*db);
        pool::options limits;
        limits.chain_id = chain_id;
        waiting = need(pool::transaction_pool::open(*db, *look_, limits, 0));
    }
    ~world() {
        waiting.reset();
        db.reset();
        plain_.reset();
        disk_.reset();
        remove(folder_);
    }
    world(const world&) = delete;
    world& operator=(const world&) = delete;

    void fill() const {
        for (const bytes& one : raw()) {
            need(waiting->add(one, {}, 1));
        }
    }
    static sequencer::options options() {
        sequencer::options out;
        out.chain_id = chain_id;
        out.coinbase = address{0xc0};
        out.block_time = 1'000ms;
        out.first_batch_from_l1 = false;
        return out;
    }

private:
    std::string folder_;
    std::unique_ptr<store::rocks_store> disk_;
    std::unique_ptr<store::database> plain_;
    std::unique_ptr<head_accounts> look_;

public:
    std::unique_ptr<store::database> db;
    std::unique_ptr<pool::transaction_pool> waiting;
};

void produce(const world& w) {
    sequencer::producer p{world::options(), {*w.db, *w.waiting, {}, {}, {}}, {}};
    for (std::uint64_t now = 1'700'000'000'000; w.waiting->count().pending > 0; now += 1'000) {
        need(p.step(now));
    }
    p.want_close();
    need(p.step(1'800'000'000'000));
}

void accept(benchmark::State& state) {
    raw();
    for (auto _ : state) {
        state.PauseTiming();
        auto w = std::make_unique<world>();
        state.ResumeTiming();
        w->fill();
        state.PauseTiming();
        w.reset();
        state.ResumeTiming();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * transfers));
}

void sequence(benchmark::State& state) {
    for (auto _ : state) {
        state.PauseTiming();
        auto w = std::make_unique<world>();
        w->fill();
        state.ResumeTiming();
        produce(*w);
        state.PauseTiming();
        w.reset();
        state.ResumeTiming();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * transfers));
}

void check(benchmark::State& state) {
    const world w;
    w.fill();
    produce(w);
    const std::uint64_t last = (*need(zonogon::state::read_last_batch(*w.db))).number;
    const sequencer::batch_checker checker{*w.db, chain_id};
    for (auto _ : state) {
        for (std::uint64_t i = 1; i <= last; ++i) {
            if (!need(checker.check(i)).agrees) {
                std::abort();
            }
        }
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * transfers));
}

/// One client that adds as fast as it can, the sequencer's two threads beside it: until the last transfer is in a
/// block.
void together(benchmark::State& state) {
    raw();
    for (auto _ : state) {
        world w;
        std::atomic<std::size_t> included = 0;
        sequencer::observers tell;
        tell.on_block = [&](const zonogon::state::executed_block& b) { included += b.transactions.size(); };
        const auto running = need(sequencer::sequencer::start(world::options(), {*w.db, *w.waiting, {}, {}, {}}, tell));
        const auto start = std::chrono::steady_clock::now();
        w.fill();
        while (included < transfers) {
            std::this_thread::sleep_for(1ms);
        }
        state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * transfers));
}

} // namespace

BENCHMARK(accept)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(sequence)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(check)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(together)->Unit(benchmark::kMillisecond)->UseManualTime();

BENCHMARK_MAIN();
