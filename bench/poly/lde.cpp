#include <cstddef>
#include <cstdint>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/field/koala_bear.hpp>
#include <zonogon/poly/lde.hpp>
#include <zonogon/poly/wider.hpp>

#include "../support/figures.hpp"

// Low-degree extension: bench-poly-lde [bits=20] [columns=100] [log_blowup=1], threads by ZONOGON_THREADS.
// The result is fresh memory in every iteration, page faults included; elements are those of the input. "wider" is by
// AVX-512 where the processor has it, whatever this program is compiled for.

using namespace zonogon;

namespace {

template <class F>
void lde(benchmark::State& state, std::size_t bits, std::size_t columns, std::size_t log_blowup) {
    matrix::row_major<F> values(std::size_t{1} << bits, columns);
    for (std::size_t i = 0; i < values.data().size(); ++i) {
        values.data()[i] = F{static_cast<std::uint64_t>(i) * 0x9e3779b97f4a7c15ULL};
    }
    for (auto _ : state) {
        auto extension = poly::coset_lde(values, log_blowup, F::generator());
        benchmark::DoNotOptimize(extension.data().data());
    }
    bench::report(state, values.data().size());
}

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    const std::size_t bits = bench::size_argument(argc, argv, "bits", 20);
    const std::size_t columns = bench::size_argument(argc, argv, "columns", 100);
    const std::size_t log_blowup = bench::size_argument(argc, argv, "log_blowup", 1);
    benchmark::RegisterBenchmark(
        "lde/goldilocks", [=](benchmark::State& state) { lde<field::goldilocks>(state, bits, columns, log_blowup); })
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark(
        "lde/koala_bear", [=](benchmark::State& state) { lde<field::koala_bear>(state, bits, columns, log_blowup); })
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("lde/wider/goldilocks",
                                 [=](benchmark::State& state) {
                                     state.SetLabel(poly::use_wider_vectors() ? "AVX-512" : "as above");
                                     lde<field::goldilocks>(state, bits, columns, log_blowup);
                                     poly::detail::wider<field::goldilocks>::coset_lde = nullptr;
                                     poly::detail::wider<field::goldilocks>::coset_evaluate = nullptr;
                                 })
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
    benchmark::RunSpecifiedBenchmarks();
}
