// The STARK verifier as a circuit over BN254, for a Fibonacci table at 100 proven bits: recording the constraints, and
// the witness alone. Before that: what the constraints are spent on. rows=N (a logarithm) sets the table's height.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/compose/r1cs_verifier.hpp>
#include <zonogon/compose/wrapped_config.hpp>
#include <zonogon/stark/prover.hpp>
#include <zonogon/stark/setup.hpp>

#include "../support/figures.hpp"

using namespace zonogon;

namespace {

using config = compose::wrapped_config;
using F = config::field;

struct statement {
    stark::verifying_key<config> key;
    stark::public_values<config> publics;
    stark::proof<config> proof;
};

statement fibonacci(std::size_t log_rows) {
    air::builder b;
    const auto x = b.witness("x");
    const auto y = b.witness("y");
    b.assert_zero("first x", b.first_row() * (x - 1));
    b.assert_zero("first y", b.first_row() * (y - 2));
    b.assert_zero("x moves on", b.transition() * (x.next() - y));
    b.assert_zero("y is the sum", b.transition() * (y.next() - x - y));
    b.assert_zero("last y", b.last_row() * (y - b.public_value(0)));
    auto key = stark::setup<config>({{"fibonacci", b.build()}});
    matrix::row_major<F> trace(std::size_t{1} << log_rows, 2);
    std::pair<F, F> row{F{1}, F{2}};
    for (std::size_t i = 0; i < trace.height(); ++i) {
        trace(i, 0) = row.first;
        trace(i, 1) = row.second;
        row = {row.second, row.first + row.second};
    }
    stark::public_values<config> publics{{row.first}};
    auto proof = stark::prove(*key, {trace}, publics);
    return {key->verifying, publics, *std::move(proof)};
}

void print_costs(const statement& s) {
    snark::builder b;
    if (!compose::add_verifier(b, s.key, s.publics, s.proof) || !b.outcome()) {
        std::cerr << "the proof does not satisfy the circuit\n";
        return;
    }
    const snark::circuit c = b.finish();
    std::map<std::string, std::size_t> by_rule;
    for (const std::uint32_t rule : c.rule_of) {
        ++by_rule[c.rules[rule]];
    }
    std::vector<std::pair<std::size_t, std::string>> sorted;
    for (const auto& [rule, count] : by_rule) {
        sorted.emplace_back(count, rule);
    }
    std::ranges::sort(sorted, std::greater{});
    std::cout << c.system.constraints() << " constraints, " << c.system.wires << " wires, "
              << c.system.a.terms() + c.system.b.terms() + c.system.c.terms() << " terms; most for\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(sorted.size(), 10); ++i) {
        std::cout << "  " << sorted[i].first << " " << sorted[i].second << '\n';
    }
}

void build(benchmark::State& state, const statement& s, snark::build_mode mode) {
    std::size_t constraints = 0;
    for ([[maybe_unused]] auto _ : state) {
        snark::builder b(mode);
        benchmark::DoNotOptimize(compose::add_verifier(b, s.key, s.publics, s.proof).ok());
        constraints = b.constraints();
    }
    bench::report(state, constraints);
}

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    const statement s = fibonacci(bench::size_argument(argc, argv, "rows", 10));
    print_costs(s);
    benchmark::RegisterBenchmark("witness", [&](benchmark::State& state) {
        build(state, s, snark::build_mode::witness);
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("constraints and witness", [&](benchmark::State& state) {
        build(state, s, snark::build_mode::constraints);
    })->Unit(benchmark::kMillisecond);
    benchmark::RunSpecifiedBenchmarks();
}
