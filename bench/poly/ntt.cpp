#include <cstddef>
#include <cstdint>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/field/koala_bear.hpp>
#include <zonogon/poly/ntt.hpp>

#include "../support/figures.hpp"

// Transform of all columns, natural order in and out: bench-poly-ntt [bits=20] [columns=100], threads by
// ZONOGON_THREADS.

using namespace zonogon;

namespace {

template <class F>
void ntt(benchmark::State& state, std::size_t bits, std::size_t columns) {
    matrix::row_major<F> values(std::size_t{1} << bits, columns);
    for (std::size_t i = 0; i < values.data().size(); ++i) {
        values.data()[i] = F{static_cast<std::uint64_t>(i) * 0x9e3779b97f4a7c15ULL};
    }
    for (auto _ : state) {
        poly::ntt(values);
        benchmark::DoNotOptimize(values.data().data());
    }
    bench::report(state, values.data().size());
}

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    const std::size_t bits = bench::size_argument(argc, argv, "bits", 20);
    const std::size_t columns = bench::size_argument(argc, argv, "columns", 100);
    benchmark::RegisterBenchmark("ntt/goldilocks",
                                 [=](benchmark::State& state) { ntt<field::goldilocks>(state, bits, columns); })
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("ntt/koala_bear",
                                 [=](benchmark::State& state) { ntt<field::koala_bear>(state, bits, columns); })
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
    benchmark::RunSpecifiedBenchmarks();
}
