// BN254 and BLS12-381: multiples, membership, pairings, compressed points; and the recovery of secp256k1 signatures.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include <zonogon/curve/bls12_381_pairing.hpp>
#include <zonogon/curve/bn254_multiple.hpp>
#include <zonogon/curve/bn254_pairing.hpp>
#include <zonogon/curve/point_encoding.hpp>
#include <zonogon/curve/secp256k1.hpp>
#include <zonogon/curve/secret_multiple.hpp>

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
void g1_multiple_by_endomorphism(benchmark::State& state) {
    const curve::jacobian_point<curve::bn254> g(curve::bn254::point::generator());
    for (auto _ : state) {
        benchmark::DoNotOptimize(curve::multiply_bn254(scalar, g));
    }
}
void g1_multiple_by_secret(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(curve::multiply_secret(scalar, curve::bn254::point::generator()));
    }
}
void g1_decompression(benchmark::State& state) {
    using codec = curve::point_encoding<curve::bn254, curve::ceremony_format>;
    const auto compressed = codec::compress(curve::multiply(scalar, curve::bn254::point::generator()));
    for (auto _ : state) {
        benchmark::DoNotOptimize(codec::decompress(compressed));
    }
}
void g2_membership(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(curve::in_bn254_g2(curve::bn254_twist::point::generator()));
    }
}
template <class Pairing>
void pairing_product(benchmark::State& state) {
    const std::vector<typename Pairing::pair> pairs(static_cast<std::size_t>(state.range(0)),
                                                    {Pairing::g1::point::generator(), Pairing::g2::point::generator()});
    for (auto _ : state) {
        benchmark::DoNotOptimize(Pairing::product(pairs));
    }
}
template <class Pairing>
void prepared_pairing_product(benchmark::State& state) {
    const typename Pairing::prepared_g2 q(Pairing::g2::point::generator());
    const std::vector<typename Pairing::prepared_pair> pairs(static_cast<std::size_t>(state.range(0)),
                                                             {Pairing::g1::point::generator(), &q});
    for (auto _ : state) {
        benchmark::DoNotOptimize(Pairing::product({}, pairs));
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
BENCHMARK(g1_multiple_by_endomorphism)->Unit(benchmark::kMicrosecond);
BENCHMARK(g1_multiple_by_secret)->Unit(benchmark::kMicrosecond);
BENCHMARK(g1_decompression)->Unit(benchmark::kMicrosecond);
BENCHMARK(g2_membership)->Unit(benchmark::kMicrosecond);
BENCHMARK(pairing_product<curve::bn254_pairing>)->Arg(1)->Arg(2)->Arg(4)->Unit(benchmark::kMicrosecond);
BENCHMARK(prepared_pairing_product<curve::bn254_pairing>)->Arg(1)->Arg(2)->Arg(4)->Unit(benchmark::kMicrosecond);
BENCHMARK(pairing_product<curve::bls12_381_pairing>)->Arg(1)->Arg(2)->Arg(4)->Unit(benchmark::kMicrosecond);
BENCHMARK(recovery)->Unit(benchmark::kMicrosecond);

BENCHMARK_MAIN();
