// Commitment of a matrix of 2^17 rows and 100 columns: leaf hashes and tree. ZONOGON_THREADS sets the threads.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/hash/hashers.hpp>
#include <zonogon/merkle/mmcs.hpp>

#include "../support/figures.hpp"

using namespace zonogon;

namespace {

constexpr std::size_t log_height = 17;
constexpr std::size_t width = 100;

template <class Suite>
void commit(benchmark::State& state) {
    using field = typename Suite::field;
    using tree = merkle::mmcs<field, typename Suite::hasher, typename Suite::compression>;
    std::mt19937_64 random{1};
    matrix::row_major<field> source(std::size_t{1} << log_height, width);
    for (field& v : source.data()) {
        v = field{random()};
    }
    for (auto _ : state) {
        state.PauseTiming();
        std::vector<matrix::row_major<field>> matrices{source};
        state.ResumeTiming();
        const tree t(std::move(matrices), 0);
        benchmark::DoNotOptimize(t.cap());
    }
    bench::report(state, source.data().size());
    state.counters["threads"] = static_cast<double>(thread_count());
}

BENCHMARK(commit<hash::goldilocks_poseidon_suite>)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK(commit<hash::goldilocks_poseidon2_suite>)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK(commit<hash::koala_bear_poseidon2_suite>)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

} // namespace

BENCHMARK_MAIN();
