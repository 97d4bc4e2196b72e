// Opening 2^17 rows x 100 columns at two points: evaluation, combination, folding, work and queries; and verifying
// that. ZONOGON_THREADS sets the threads.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <random>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/pcs/open.hpp>
#include <zonogon/pcs/serialise.hpp>
#include <zonogon/pcs/verify.hpp>
#include <zonogon/stark/default_config.hpp>
#include <zonogon/transcript/native_backend.hpp>
#include <zonogon/transcript/transcript.hpp>

#include "../support/figures.hpp"

using namespace zonogon;

namespace {

using config = stark::default_config;
using field_type = config::field;
using ext = config::extension;
using backend_type = transcript::native_backend<config>;

constexpr std::size_t log_height = 17;
constexpr std::size_t width = 100;

struct bench_protocol : transcript::protocol<transcript::part<"opening", pcs::open_protocol>> {};

pcs::committed<config> committed_matrix() {
    std::mt19937_64 random{1};
    std::vector<matrix::row_major<field_type>> traces;
    traces.emplace_back(std::size_t{1} << log_height, width);
    for (field_type& v : traces.front().data()) {
        v = field_type{random()};
    }
    return pcs::commit<config>(std::move(traces));
}

std::vector<ext> two_points() {
    const ext z{field_type{5}, field_type{6}, field_type{7}};
    return {z, z * field_type::two_adic_generator(log_height)};
}

pcs::native_opening_proof<config> open_once(const pcs::committed<config>& data) {
    const std::vector<pcs::opening_round<config>> rounds{{&data, {two_points()}}};
    backend_type backend;
    pcs::native_opening_proof<config> proof;
    static_cast<void>(transcript::transcript<backend_type, bench_protocol>(backend).part<"opening">([&](auto inner) {
        return pcs::open<config>(std::span<const pcs::opening_round<config>>(rounds), std::move(inner), proof);
    }));
    return proof;
}

void open(benchmark::State& state) {
    const auto data = committed_matrix();
    for (auto _ : state) {
        benchmark::DoNotOptimize(open_once(data));
    }
    bench::report(state, width << log_height);
    state.counters["threads"] = static_cast<double>(thread_count());
}

void verify(benchmark::State& state) {
    const auto data = committed_matrix();
    const auto proof = open_once(data);
    const pcs::round_shape matrices{{log_height, width, 2}};
    const std::vector<pcs::round_shape> shapes{matrices};
    const auto shape = *pcs::derive_shape(config::parameters, field_type::two_adicity, shapes);
    const std::vector<pcs::claim_round<backend_type>> claims{
        {transcript::fixed(std::span(data.commitment())), matrices, {two_points()}}};
    bool accepted = true;
    for (auto _ : state) {
        backend_type backend;
        static_cast<void>(
            transcript::transcript<backend_type, bench_protocol>(backend).part<"opening">([&](auto inner) {
                return pcs::verify(backend, shape, std::span<const pcs::claim_round<backend_type>>(claims), proof,
                                   std::move(inner));
            }));
        accepted = accepted && backend.ok();
    }
    if (!accepted) {
        state.SkipWithError("the proof was refused");
    }
    state.counters["proof_KiB"] = static_cast<double>(pcs::opening_proof_size<config>(shape)) / 1024.0;
    state.counters["peak_MiB"] = bench::peak_memory_mib();
}

BENCHMARK(open)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();
BENCHMARK(verify)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

BENCHMARK_MAIN();
