// BN254: multiples, membership, pairings; and the recovery of secp256k1 signatures.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include <zonogon/curve/bn254_pairing.hpp>
#include <zonogon/curve/secp256k1.hpp>

namespace {

using namespace zonogon;

const u256 scalar{
    std::array<std::uint64_t, 4>{0x0123456789abcdef, 0xfedcba9876543210, 0x13579bdf02468ace, 0x2000000000000001}};

void field_multiplication(benchmark::State& state) {
    field::bn254_base a{scalar};
    const field::bn254_base b = a + field::bn254_base::one();
    for (auto _ : state) {
        a *= b;
    }
    benchmark::DoNotOptimize(a);
}
void field_inverse(benchmark::State& state) {
    field::bn254_base a{scalar};
    for (auto _ : state) {
        a = (a + a).inverse();
    }
    benchmark::DoNotOptimize(a);
}
void g1_multiple(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(curve::multiply(scalar, curve::bn254::point::generator()));
    }
}
void g2_membership(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(curve::in_bn254_g2(curve::bn254_twist::point::generator()));
    }
}
void pairing_product(benchmark::State& state) {
    const std::vector<curve::bn254_pairing::pair> pairs(
        static_cast<std::size_t>(state.range(0)),
        {curve::bn254::point::generator(), curve::bn254_twist::point::generator()});
    for (auto _ : state) {
        benchmark::DoNotOptimize(curve::bn254_pairing::product(pairs));
    }
}
void recovery(benchmark::State& state) {
    const u256 r = curve::multiply(scalar, curve::secp256k1::point::generator()).x().value();
    for (auto _ : state) {
        benchmark::DoNotOptimize(curve::recover_address(scalar, r, scalar >> 1, 27));
    }
}

} // namespace

BENCHMARK(field_multiplication);
BENCHMARK(field_inverse);
BENCHMARK(g1_multiple)->Unit(benchmark::kMicrosecond);
BENCHMARK(g2_membership)->Unit(benchmark::kMicrosecond);
BENCHMARK(pairing_product)->Arg(1)->Arg(2)->Arg(4)->Unit(benchmark::kMicrosecond);
BENCHMARK(recovery)->Unit(benchmark::kMicrosecond);

BENCHMARK_MAIN();
