// Time per permutation on one thread: a single state, and batches on the vector units this program was built for.

#include <benchmark/benchmark.h>

#include <random>
#include <vector>

#include <zonogon/hash/hashers.hpp>

using namespace zonogon;

namespace {

template <class P>
std::vector<hash::state_of<P>> random_states() {
    std::mt19937_64 random{1};
    std::vector<hash::state_of<P>> states(hash::batch_size);
    for (auto& s : states) {
        for (auto& v : s) {
            v = typename P::field{random()};
        }
    }
    return states;
}

template <class P>
void single(benchmark::State& state) {
    auto states = random_states<P>();
    for (auto _ : state) {
        P::permute(states[0]);
        benchmark::DoNotOptimize(states);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

template <class P>
void batch(benchmark::State& state) {
    auto states = random_states<P>();
    for (auto _ : state) {
        hash::permute_batch<P>(states);
        benchmark::DoNotOptimize(states);
    }
    const auto permutations = static_cast<double>(state.iterations()) * static_cast<double>(states.size());
    state.SetItemsProcessed(static_cast<std::int64_t>(permutations));
    state.counters["per_permutation"] =
        benchmark::Counter(permutations, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void keccak_f(benchmark::State& state) {
    hash::keccak_state lanes{};
    for (auto _ : state) {
        hash::keccak_f1600(lanes);
        benchmark::DoNotOptimize(lanes);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

BENCHMARK(batch<hash::poseidon_goldilocks_12>);
BENCHMARK(single<hash::poseidon_goldilocks_12>);
BENCHMARK(batch<hash::poseidon2_goldilocks_8>);
BENCHMARK(single<hash::poseidon2_goldilocks_8>);
BENCHMARK(batch<hash::poseidon2_goldilocks_12>);
BENCHMARK(single<hash::poseidon2_goldilocks_12>);
BENCHMARK(batch<hash::poseidon2_koala_bear_16>);
BENCHMARK(batch<hash::poseidon2_koala_bear_24>);
BENCHMARK(batch<hash::poseidon2_baby_bear_16>);
BENCHMARK(batch<hash::poseidon2_baby_bear_24>);
BENCHMARK(keccak_f);

} // namespace

BENCHMARK_MAIN();
