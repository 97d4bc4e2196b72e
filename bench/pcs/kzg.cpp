// KZG openings, and powers of tau: a development ceremony, contributing, preparing, checking.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/pcs/kzg/batch.hpp>
#include <zonogon/pcs/ptau/check_powers.hpp>
#include <zonogon/pcs/ptau/development.hpp>
#include <zonogon/pcs/ptau/prepare.hpp>
#include <zonogon/snark/randomness.hpp>

namespace {

using namespace zonogon;
using namespace zonogon::pcs;
using scalar = field::bn254_scalar;

snark::deterministic_randomness_for_tests source;

const ptau::development_ceremony& ceremony(std::uint32_t power) {
    static std::vector<ptau::development_ceremony> all(29);
    if (all[power].powers.tau_g1.empty()) {
        all[power] = *ptau::develop(power, source, "bench");
    }
    return all[power];
}
const kzg::reference<>& reference(std::uint32_t power) {
    static const kzg::reference<> out(ceremony(power).powers.tau_g1, ceremony(power).powers.tau_g2[1]);
    return out;
}
std::vector<scalar> polynomial(std::size_t length) {
    std::vector<scalar> out(length);
    for (scalar& v : out) {
        v = *source.scalar<scalar>();
    }
    return out;
}

constexpr std::uint32_t opened_power = 14;

void open_one(benchmark::State& state) {
    const auto& ref = reference(opened_power);
    const auto p = polynomial(std::size_t{1} << opened_power);
    for (auto _ : state) {
        benchmark::DoNotOptimize(kzg::prove_value(ref, std::span<const scalar>(p), p[0]));
    }
}
struct batch {
    std::vector<std::vector<scalar>> polynomials;
    std::vector<kzg::claim<>> claims;
    std::vector<std::span<const scalar>> behind;

    batch() {
        const auto& ref = reference(opened_power);
        for (int i = 0; i < 8; ++i) {
            polynomials.push_back(polynomial(std::size_t{1} << opened_power));
        }
        for (const auto& p : polynomials) {
            const scalar at = *source.scalar<scalar>();
            behind.emplace_back(p);
            claims.push_back({ref.commit(p), at, kzg::evaluate(behind.back(), at)});
        }
    }
};
void open_eight(benchmark::State& state) {
    const batch b;
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            kzg::prove_batch<curve::bn254_pairing>(reference(opened_power), {}, b.claims, b.behind));
    }
}
void verify_eight(benchmark::State& state) {
    const batch b;
    const auto proof = kzg::prove_batch<curve::bn254_pairing>(reference(opened_power), {}, b.claims, b.behind);
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            kzg::verify_batch<curve::bn254_pairing>(reference(opened_power).verifying(), {}, b.claims, *proof).ok());
    }
}
void develop(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(ptau::develop(static_cast<std::uint32_t>(state.range(0)), source, "bench"));
    }
}
void contribute(benchmark::State& state) {
    auto acc = ceremony(static_cast<std::uint32_t>(state.range(0))).powers;
    for (auto _ : state) {
        benchmark::DoNotOptimize(ptau::contribute(acc, source, "bench").ok());
    }
}
void prepare(benchmark::State& state) {
    const auto& acc = ceremony(static_cast<std::uint32_t>(state.range(0))).powers;
    for (auto _ : state) {
        benchmark::DoNotOptimize(ptau::prepare(acc));
    }
}
void check(benchmark::State& state) {
    const auto& all = ceremony(static_cast<std::uint32_t>(state.range(0)));
    const bytes written = ptau::write_file(all.powers, &all.prepared);
    const auto file = ptau::file<>::parse(written);
    for (auto _ : state) {
        benchmark::DoNotOptimize(ptau::check_contributions(*file).ok());
        benchmark::DoNotOptimize(ptau::check_powers(*file, source).ok());
        benchmark::DoNotOptimize(ptau::check_lagrange(*file, source).ok());
    }
}

} // namespace

// Wall-clock time: all but the verifier use every thread.
BENCHMARK(open_one)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(open_eight)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(verify_eight)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(develop)->Arg(12)->Arg(16)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);
BENCHMARK(contribute)->Arg(12)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);
BENCHMARK(prepare)->Arg(12)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);
BENCHMARK(check)->Arg(12)->Arg(16)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

BENCHMARK_MAIN();
