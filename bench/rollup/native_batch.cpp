// A batch of 1,000 transfers on the native engine, whole and in parts.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include <zonogon/curve/secp256k1.hpp>
#include <zonogon/rollup/genesis.hpp>
#include <zonogon/rollup/native_executor.hpp>

namespace {

using namespace zonogon;

constexpr std::size_t transfers = 1000;
constexpr std::size_t senders = 250;

u256 key_of(std::size_t i) {
    return u256{0x1000 + i};
}
address address_of(std::size_t i) {
    return curve::to_address(curve::multiply(key_of(i), curve::secp256k1::point::generator()));
}

/// Signs with k = 1 + the key, which keeps the making of the batch short; s is low.
void sign(rollup::transaction& tx, std::size_t signer) {
    using scalar = curve::secp256k1::scalar_field;
    const u256 k = key_of(signer) + u256{1};
    const auto point = curve::multiply(k, curve::secp256k1::point::generator());
    tx.r = scalar{point.x().value()}.value();
    const scalar z{u256::from_bytes(rollup::signing_hash(tx))};
    tx.s = ((z + scalar{tx.r} * scalar{key_of(signer)}) * scalar{k}.inverse()).value();
    bool odd = point.y().value().bit(0);
    if (!curve::is_low_s(tx.s)) {
        tx.s = curve::secp256k1::order() - tx.s;
        odd = !odd;
    }
    tx.v = odd ? 28 : 27;
}

/// A state of `accounts` accounts and the batch.
struct scene {
    explicit scene(std::size_t accounts) {
        std::vector<rollup::genesis_account> genesis;
        for (std::size_t i = 0; i < accounts; ++i) {
            rollup::genesis_account a;
            if (i < senders) {
                a.address = address_of(i);
            } else {
                a.address[0] = 1;
                a.address[18] = static_cast<std::uint8_t>(i >> 8);
                a.address[19] = static_cast<std::uint8_t>(i);
                a.address[17] = static_cast<std::uint8_t>(i >> 16);
            }
            a.balance = u256::power_of_two(80);
            genesis.push_back(a);
        }
        batch.old_state_root = hash::to_word(*rollup::build_genesis(store, genesis));
        batch.chain_id = 1000;
        batch.timestamp_limit = 1'000'000;
        batch.sequencer[3] = 7;
        std::vector<rollup::batch_item> items{rollup::change_l2_block{1, 0}};
        for (std::size_t i = 0; i < transfers; ++i) {
            rollup::transaction tx;
            tx.nonce = i / senders;
            tx.gas_price = u256{1'000'000'000};
            tx.gas_limit = 21000;
            tx.to = genesis[(i * 7919) % accounts].address;
            tx.value = u256{7};
            tx.chain_id = 1000;
            sign(tx, i % senders);
            items.emplace_back(tx);
        }
        batch.batch_l2_data = rollup::encode_batch(items);
    }

    rollup::memory_state_store store;
    rollup::batch_input batch;
};

scene& world() {
    static scene it(20'000);
    return it;
}

void whole_batch(benchmark::State& state) {
    world(); // not counted
    const rollup::native_executor<> executor;
    for (auto _ : state) {
        const auto out = executor.run(world().batch, world().store);
        const auto* done = std::get_if<rollup::batch_outcome>(&out);
        if (done == nullptr || done->transactions.size() != transfers || !done->transactions.back().included()) {
            state.SkipWithError("the batch failed");
        }
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * transfers));
}

void recovery(benchmark::State& state) {
    const auto items = *rollup::decode_batch(world().batch.batch_l2_data);
    for (auto _ : state) {
        for (const auto& item : items) {
            if (const auto* tx = std::get_if<rollup::transaction>(&item)) {
                benchmark::DoNotOptimize(rollup::sender_of(*tx, rollup::own_recovery{}));
            }
        }
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * transfers));
}

void without_recovery(benchmark::State& state) {
    const auto items = *rollup::decode_batch(world().batch.batch_l2_data);
    const auto from = rollup::senders_of(items, rollup::own_recovery{});
    for (auto _ : state) {
        rollup::block_executor<rollup::memory_state_store> blocks(
            world().store, hash::to_hash4(world().batch.old_state_root), world().batch.chain_id);
        if (!blocks.open({world().batch.sequencer, u256{1}, {}, {}})) {
            state.SkipWithError("the block does not open");
        }
        for (std::size_t i = 1; i < items.size(); ++i) {
            benchmark::DoNotOptimize(blocks.run(std::get<rollup::transaction>(items[i]), from[i]));
        }
        benchmark::DoNotOptimize(blocks.close());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * transfers));
}

} // namespace

BENCHMARK(whole_batch)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(recovery)->Unit(benchmark::kMillisecond);
BENCHMARK(without_recovery)->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
