#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/field/baby_bear5.hpp>
#include <zonogon/field/bn254_tower.hpp>
#include <zonogon/field/goldilocks3.hpp>
#include <zonogon/field/koala_bear.hpp>
#include <zonogon/field/secp256k1.hpp>
#include <zonogon/packed/packed.hpp>

#include "../support/figures.hpp"

// Multiplication: throughput over arrays that stay in the first-level cache, latency of a dependent chain; scalar, and
// packed in the back end that the program was compiled for.

using namespace zonogon;

namespace {

constexpr std::size_t count = 1024;

template <class F>
F element(std::size_t i) {
    const std::uint64_t v = (i + 1) * 0x9e3779b97f4a7c15ULL;
    if constexpr (requires { typename F::base_field; }) {
        auto coefficients = F{}.coefficients();
        for (std::size_t k = 0; k < coefficients.size(); ++k) {
            coefficients[k] = typename F::base_field{v >> k};
        }
        return F::from_coefficients(coefficients);
    } else {
        return F{v};
    }
}

template <class F>
void throughput(benchmark::State& state) {
    std::array<F, count> a;
    std::array<F, count> b;
    for (std::size_t i = 0; i < count; ++i) {
        a[i] = element<F>(i);
        b[i] = element<F>(i + count);
    }
    for (auto _ : state) {
        for (std::size_t i = 0; i < count; ++i) {
            a[i] = a[i] * b[i];
        }
        benchmark::DoNotOptimize(a.data());
        benchmark::ClobberMemory();
    }
    bench::report(state, count);
}

/// V is kept in its own form, as the inner loops of provers do.
template <class V>
void packed_throughput(benchmark::State& state) {
    using F = typename V::value_type;
    std::array<V, count / V::width> a;
    std::array<V, count / V::width> b;
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] = V::broadcast(element<F>(i));
        b[i] = V::broadcast(element<F>(i + count));
    }
    for (auto _ : state) {
        for (std::size_t i = 0; i < a.size(); ++i) {
            a[i] = a[i] * b[i];
        }
        benchmark::DoNotOptimize(a.data());
        benchmark::ClobberMemory();
    }
    bench::report(state, count);
}

template <class F>
void latency(benchmark::State& state) {
    F a = element<F>(1);
    const F b = element<F>(2);
    for (auto _ : state) {
        for (std::size_t i = 0; i < count; ++i) {
            a = a * b;
        }
        benchmark::DoNotOptimize(a);
    }
    bench::report(state, count);
}

using namespace field;

BENCHMARK(throughput<goldilocks>);
BENCHMARK(throughput<koala_bear>);
BENCHMARK(throughput<goldilocks3>);
BENCHMARK(throughput<baby_bear5>);
BENCHMARK(throughput<secp256k1_base>);
BENCHMARK(throughput<bn254_base>);
BENCHMARK(throughput<bn254_base2>);
BENCHMARK(latency<goldilocks>);
BENCHMARK(latency<koala_bear>);
BENCHMARK(latency<secp256k1_base>);
BENCHMARK(latency<bn254_base>);
BENCHMARK(latency<bn254_base2>);
BENCHMARK(packed_throughput<packed::vector_of<goldilocks>>);
BENCHMARK(packed_throughput<packed::vector_of<koala_bear>>);
BENCHMARK(packed_throughput<packed::vector_of<goldilocks3>>);
BENCHMARK(packed_throughput<packed::vector_of<baby_bear5>>);

} // namespace

BENCHMARK_MAIN();
