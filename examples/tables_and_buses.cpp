// Two tables of different heights that talk over buses: a sorting machine and a range table.
//
// `sorter` claims that its second column is the first one sorted. That the columns are permutations of each other is a
// bus that it both sends to and receives from; that neighbours do not decrease is a look-up of their differences in
// `range`, a table of 256 fixed rows with a column that says how often each is used.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <utility>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/air/check.hpp>
#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/prover.hpp>
#include <zonogon/stark/setup.hpp>
#include <zonogon/stark/verifier.hpp>

namespace {

using namespace zonogon;
using config = stark::default_config;
using F = config::field;

air::owned_ir sorter() {
    air::builder b;
    const auto value = b.witness("value");
    const auto sorted = b.witness("sorted");
    b.send("same values", {value});
    b.receive("same values", {sorted});
    b.send("below 256", {sorted.next() - sorted}, b.transition());
    b.assert_zero("the smallest is public", b.first_row() * (sorted - b.public_value(0)));
    return b.build();
}

air::owned_ir range() {
    air::builder b;
    b.receive("below 256", {b.preprocessed("number")}, b.witness("uses"));
    return b.build();
}

struct traces {
    matrix::row_major<F> sorter;
    matrix::row_major<F> range;
    F smallest;
};

traces fill(std::vector<std::uint64_t> values) {
    traces out{matrix::row_major<F>(values.size(), 2), matrix::row_major<F>(256, 1), {}};
    auto sorted = values;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < values.size(); ++i) {
        out.sorter(i, 0) = F{values[i]};
        out.sorter(i, 1) = F{sorted[i]};
        if (i + 1 < values.size()) {
            out.range(sorted[i + 1] - sorted[i], 0) += F::one();
        }
    }
    out.smallest = F{sorted.front()};
    return out;
}

} // namespace

int main() {
    matrix::row_major<F> numbers(256, 1);
    for (std::size_t i = 0; i < 256; ++i) {
        numbers(i, 0) = F{i};
    }
    const auto key = stark::setup<config>({{"sorter", sorter()}, {"range", range(), std::move(numbers)}});
    if (!key) {
        std::printf("setup: %s\n", key.why().message.c_str());
        return 1;
    }

    std::vector<std::uint64_t> values;
    for (std::uint64_t i = 0; i < 1024; ++i) {
        values.push_back(1000 + i * 7919 % 1024 * 50);
    }
    traces honest = fill(values);
    const stark::public_values<config> publics{{honest.smallest}, {}};
    const auto prove_and_verify = [&](const traces& t) {
        const auto proof = stark::prove(*key, {t.sorter, t.range}, publics);
        return proof ? stark::verify(key->verifying, publics, *proof) : status{proof.why()};
    };
    const status accepted = prove_and_verify(honest);
    std::printf("1024 values sorted, the smallest is %llu: %s\n",
                static_cast<unsigned long long>(honest.smallest.value()),
                accepted ? "proved" : accepted.why().message.c_str());

    // A value that was never there. The bus checker says which tuple is missing, the verifier only that one is.
    traces forged = honest;
    forged.sorter(5, 1) += F::one();
    const std::vector<air::instance<F>> tables{
        {"sorter", key->verifying.tables[0].ir.view(), &forged.sorter, nullptr, publics[0]},
        {"range", key->verifying.tables[1].ir.view(), &forged.range, &key->preprocessed[1], {}}};
    for (const auto& u : air::check_buses<F>(tables)) {
        std::printf("the checker: %s\n", air::describe(u).c_str());
    }
    const status refused = prove_and_verify(forged);
    std::printf("with a forged value: %s\n", refused ? "accepted" : refused.why().message.c_str());
    return accepted && !refused ? 0 : 1;
}
