// Proving and verifying whole systems at the default configuration: a narrow table, a wide one with many buses and one
// of Keccak-f permutations; and a table of Poseidon2 permutations over KoalaBear, eight a row, at 100 proven bits and
// with the numbers of queries and work that peers benchmark with. "elements" are stage-1 cells. ZONOGON_THREADS sets
// the threads.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/air/poseidon2_table.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/field/koala_bear.hpp>
#include <zonogon/field/koala_bear5.hpp>
#include <zonogon/field/koala_bear8.hpp>
#include <zonogon/hash/hashers.hpp>
#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/prover.hpp>
#include <zonogon/stark/setup.hpp>
#include <zonogon/stark/verifier.hpp>
#include <zonogon/zkevm/machines/keccak_f/keccak_f.hpp>
#include <zonogon/zkevm/machines/keccak_f/keccak_f_executor.hpp>

#include "../support/figures.hpp"

using namespace zonogon;

namespace {

using config = stark::default_config;
using F = config::field;

template <class Config>
struct workload_of {
    stark::proving_key<Config> key;
    std::vector<matrix::row_major<typename Config::field>> traces;
    stark::public_values<Config> publics;
};

using workload = workload_of<config>;

/// KoalaBear with its own Poseidon2 everywhere, at the default's 100 proven bits.
struct koala_bear_config {
    using field = zonogon::field::koala_bear;
    using extension = zonogon::field::koala_bear8;
    using permutation = hash::poseidon2_koala_bear_24;
    using hasher = hash::sponge<permutation, 16, 8>;
    using compression = hash::truncated_permutation<hash::poseidon2_koala_bear_16, 8>;
    static constexpr soundness::parameters parameters{
        .queries = 184, .max_log_height = 20, .log_max_claims = 15, .log_max_fractions = 28};
};

/// The same with Plonky3's benchmark parameters: 100 queries at rate 1/2, 16 bits of work, folds of 8, caps of 8, and
/// a small extension.
struct light_config : koala_bear_config {
    using extension = zonogon::field::koala_bear5;
    static constexpr soundness::parameters parameters{.queries = 100,
                                                      .grinding_bits = 16,
                                                      .cap_height = 3,
                                                      .log_final_length = 0,
                                                      .max_log_height = 20,
                                                      .log_max_claims = 15,
                                                      .log_max_fractions = 28,
                                                      .target = soundness::bits<soundness::proven>{50}};
};

/// Two columns, the Fibonacci sequence.
workload narrow(std::size_t log_height) {
    air::builder b;
    const auto x = b.witness("x");
    const auto y = b.witness("y");
    b.assert_zero("x moves on", b.transition() * (x.next() - y));
    b.assert_zero("y is the sum", b.transition() * (y.next() - x - y));
    matrix::row_major<F> trace(std::size_t{1} << log_height, 2);
    F a = F::one();
    F c = F::one();
    for (std::size_t i = 0; i < trace.height(); ++i) {
        trace(i, 0) = a;
        trace(i, 1) = c;
        a = std::exchange(c, a + c);
    }
    return {*stark::setup<config>({{"fibonacci", b.build()}}), {std::move(trace)}, {{}}};
}

/// 200 columns in chains of products, and 40 tuples of 16 elements that are sent and received.
workload wide(std::size_t log_height) {
    constexpr std::size_t width = 200;
    air::builder b;
    const auto columns = b.witness_array("c", width);
    for (std::size_t i = 0; i + 2 < width; ++i) {
        b.assert_zero("product " + std::to_string(i),
                      b.transition() * (columns[i + 2].next() - columns[i] * columns[i + 1] - columns[i]));
    }
    for (std::size_t k = 0; k < 40; ++k) {
        std::vector<air::expr> tuple;
        for (std::size_t j = 0; j < 16; ++j) {
            tuple.push_back(columns[(5 * k + j) % width]);
        }
        b.send("tuples", tuple);
        b.receive("tuples", tuple);
    }
    matrix::row_major<F> trace(std::size_t{1} << log_height, width);
    for (std::size_t i = 0; i < trace.height(); ++i) {
        trace(i, 0) = F{i};
        trace(i, 1) = F{i * i};
        for (std::size_t c = 2; c < width; ++c) {
            trace(i, c) = i == 0 ? F{c} : trace(i - 1, c - 2) * trace(i - 1, c - 1) + trace(i - 1, c - 2);
        }
    }
    return {*stark::setup<config>({{"wide", b.build()}}), {std::move(trace)}, {{}}};
}

/// As many Keccak-f permutations as fit, asked for by nobody but themselves.
workload keccak(std::size_t log_height) {
    namespace machine = zkevm::machines::keccak_f;
    air::builder asker;
    const auto number = asker.witness("number");
    const auto on = asker.witness("on");
    const auto limbs = asker.witness_array("limb", 2 * machine::limb_count);
    asker.assert_bool(on);
    std::vector<air::expr> input{number};
    std::vector<air::expr> output{number};
    for (std::size_t k = 0; k < machine::limb_count; ++k) {
        input.push_back(limbs[k]);
        output.push_back(limbs[machine::limb_count + k]);
    }
    asker.send("keccak_f.input", input, on);
    asker.send("keccak_f.output", output, on);
    const std::size_t count = (std::size_t{1} << log_height) / machine::rounds;
    matrix::row_major<F> asks(std::size_t{1} << log2_ceil(count), 2 + 2 * machine::limb_count);
    std::vector<hash::keccak_state> states;
    for (std::size_t i = 0; i < count; ++i) {
        hash::keccak_state state{i, i + 1, i + 2};
        states.push_back(state);
        const auto before = machine::to_limbs(state);
        hash::keccak_f1600(state);
        const auto after = machine::to_limbs(state);
        asks(i, 0) = F{i};
        asks(i, 1) = F::one();
        for (std::size_t k = 0; k < machine::limb_count; ++k) {
            asks(i, 2 + k) = F{before[k]};
            asks(i, 2 + machine::limb_count + k) = F{after[k]};
        }
    }
    return {*stark::setup<config>({{"asker", asker.build()}, {"keccak_f", machine::build()}}),
            {std::move(asks), machine::fill(states)},
            {{}, {}}};
}

/// Poseidon2 permutations, eight a row, nothing bound to them.
template <class Config>
workload_of<Config> poseidon2(std::size_t log_height) {
    using permutation = hash::poseidon2_koala_bear_16;
    using table = air::poseidon2_table<permutation>;
    constexpr std::size_t per_row = 8;
    air::builder b;
    for (std::size_t k = 0; k < per_row; ++k) {
        table::describe(b, "p" + std::to_string(k));
    }
    std::vector<permutation::state> inputs(per_row << log_height);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        for (std::size_t i = 0; i < permutation::width; ++i) {
            inputs[k][i] = permutation::field{(k * permutation::width + i + 1) * 0x9e3779b97f4a7c15ULL};
        }
    }
    return {*stark::setup<Config>({{"poseidon2", b.build()}}), {table::trace(inputs, per_row)}, {{}}};
}

template <auto Make>
void prove(benchmark::State& state) {
    const auto w = Make(static_cast<std::size_t>(state.range(0)));
    std::size_t cells = 0;
    std::size_t rows = 0;
    for (const auto& t : w.traces) {
        cells += t.data().size();
        rows += t.height();
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(stark::prove(w.key, w.traces, w.publics));
    }
    bench::report(state, cells);
    state.counters["rows/s"] = benchmark::Counter(static_cast<double>(rows) * static_cast<double>(state.iterations()),
                                                  benchmark::Counter::kIsRate);
    state.counters["threads"] = static_cast<double>(thread_count());
}

template <auto Make>
void verify(benchmark::State& state) {
    const workload w = Make(static_cast<std::size_t>(state.range(0)));
    const bytes proof = stark::serialize<config>(*stark::prove(w.key, w.traces, w.publics));
    for (auto _ : state) {
        if (!stark::verify(w.key.verifying, w.publics, proof)) {
            state.SkipWithError("the proof was refused");
            return;
        }
    }
    state.counters["proof_KiB"] = static_cast<double>(proof.size()) / 1024.0;
}

BENCHMARK_TEMPLATE(prove, narrow)->Arg(18)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_TEMPLATE(prove, wide)->Arg(14)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_TEMPLATE(prove, keccak)->Arg(12)->Arg(15)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_TEMPLATE(prove, poseidon2<koala_bear_config>)->Arg(13)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_TEMPLATE(prove, poseidon2<light_config>)->Arg(13)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_TEMPLATE(verify, narrow)->Arg(18)->Unit(benchmark::kMillisecond);
BENCHMARK_TEMPLATE(verify, wide)->Arg(14)->Unit(benchmark::kMillisecond);
BENCHMARK_TEMPLATE(verify, keccak)->Arg(12)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
