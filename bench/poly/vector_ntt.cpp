// Transforms of one vector over BN254's scalars: in the code that the program was compiled for, then by wider vectors
// where the processor has them.

#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/curve/wider.hpp>
#include <zonogon/field/bn254.hpp>
#include <zonogon/poly/vector_ntt.hpp>

#include "../support/figures.hpp"

namespace {

using namespace zonogon;
using element = field::bn254_scalar;

template <class Transform>
void transform(benchmark::State& state, const Transform& apply) {
    poly::detail::wider_vector_kernels<element> = nullptr;
    if (state.range(1) != 0) {
        state.SetLabel(curve::use_wider_vectors() ? "AVX-512 IFMA" : "as above");
    }
    const poly::vector_ntt<element> plan(static_cast<std::size_t>(state.range(0)));
    std::vector<element> v(plan.size());
    for (std::size_t i = 0; i < v.size(); ++i) {
        v[i] = (element{i + 1} * element{0x9e3779b97f4a7c15ULL}).square().square();
    }
    for (auto _ : state) {
        apply(plan, v);
    }
    bench::report(state, v.size());
}

void forward(benchmark::State& state) {
    transform(state, [](const auto& plan, auto& v) { plan.forward(v); });
}
void inverse(benchmark::State& state) {
    transform(state, [](const auto& plan, auto& v) { plan.inverse(v); });
}
void move_bit_reversed_to_coset(benchmark::State& state) {
    const element shift = element::generator();
    transform(state, [&](const auto& plan, auto& v) { plan.move_bit_reversed_to_coset(v, shift); });
}

void sizes(benchmark::internal::Benchmark* b) {
    b->ArgsProduct({{16, 18, 20}, {0, 1}})->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
}

} // namespace

BENCHMARK(forward)->Apply(sizes);
BENCHMARK(inverse)->Apply(sizes);
BENCHMARK(move_bit_reversed_to_coset)->Apply(sizes);

BENCHMARK_MAIN();
