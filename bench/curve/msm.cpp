// Sums of multiples on BN254 by scalars of full size: in the code that the program was compiled for, then by wider
// vectors where the processor has them.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/curve/bn254.hpp>
#include <zonogon/curve/msm.hpp>
#include <zonogon/curve/wider.hpp>

#include "../support/figures.hpp"

namespace {

using namespace zonogon;

u256 some_scalar(std::uint64_t seed) {
    const std::uint64_t v = (seed + 1) * 0x9e3779b97f4a7c15ULL;
    return field::bn254_scalar{u256{std::array<std::uint64_t, 4>{v, v ^ 0x123456789abcdef, v << 7, ~v}}}.value();
}

/// Different points: every round adds one more point to all that there are.
template <class Curve>
const std::vector<curve::affine_point<Curve>>& some_points(std::size_t count) {
    static std::vector<curve::affine_point<Curve>> points{curve::affine_point<Curve>::generator()};
    while (points.size() < count) {
        const auto step = curve::multiply(some_scalar(points.size()), points[0]);
        std::vector<curve::point_pair<Curve>> pairs;
        for (const auto& p : points) {
            pairs.push_back({&p, &step, false, false});
        }
        std::vector<curve::affine_point<Curve>> sums(pairs.size());
        curve::add_pairs<Curve>(pairs, sums.data());
        points.insert(points.end(), sums.begin(), sums.end());
    }
    return points;
}

template <class Curve>
void sum_of_multiples(benchmark::State& state) {
    curve::detail::wider<Curve>::add_pairs = nullptr;
    if (state.range(1) != 0) {
        state.SetLabel(curve::use_wider_vectors() ? "AVX-512 IFMA" : "as above");
    }
    const std::size_t count = std::size_t{1} << state.range(0);
    const auto points = std::span(some_points<Curve>(count)).first(count);
    std::vector<u256> scalars;
    for (std::size_t i = 0; i < count; ++i) {
        scalars.push_back(some_scalar(i));
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(curve::msm<Curve>(points, std::span<const u256>(scalars)));
    }
    bench::report(state, count);
}

} // namespace

BENCHMARK(sum_of_multiples<zonogon::curve::bn254>)
    ->ArgsProduct({{16, 18, 20}, {0, 1}})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(sum_of_multiples<zonogon::curve::bn254_twist>)
    ->ArgsProduct({{16, 18, 20}, {0, 1}})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

BENCHMARK_MAIN();
