// A table described in plain C++, proved and verified: x runs through the squares-and-add sequence x' = x^2 + i.
//
// The prover convinces the verifier that a public start leads to a public end after n steps, without the verifier doing
// the steps. What the builder returns is data: the same description is what the checker, the prover and the verifier
// read.

#include <cstdint>
#include <cstdio>
#include <utility>

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

air::owned_ir describe() {
    air::builder b;
    const auto x = b.witness("x");
    const auto i = b.witness("i");
    b.assert_zero("starts at the public start", b.first_row() * (x - b.public_value(0)));
    b.assert_zero("counts from 0", b.first_row() * i);
    b.assert_zero("counts up", b.transition() * (i.next() - i - 1));
    b.assert_zero("squares and adds", b.transition() * (x.next() - x * x - i));
    b.assert_zero("ends at the public end", b.last_row() * (x - b.public_value(1)));
    return b.build();
}

matrix::row_major<F> run(F start, std::size_t rows) {
    matrix::row_major<F> trace(rows, 2);
    F x = start;
    for (std::size_t i = 0; i < rows; ++i) {
        trace(i, 0) = x;
        trace(i, 1) = F{i};
        x = x * x + F{i};
    }
    return trace;
}

} // namespace

int main() {
    const auto key = stark::setup<config>({{"squares", describe()}});
    if (!key) {
        std::printf("setup: %s\n", key.why().message.c_str());
        return 1;
    }

    auto trace = run(F{3}, 1024);
    const F end = trace(1023, 0);
    const stark::public_values<config> publics{{F{3}, end}};

    // While developing a table, ask the checker: it names constraint and row.
    auto wrong = trace;
    wrong(17, 0) += F::one();
    for (const auto& v : air::check<F>(key->verifying.tables[0].ir.view(), wrong, {}, publics[0])) {
        std::printf("the checker: %s\n", air::describe(v).c_str());
    }

    const auto proof = stark::prove(*key, {std::move(trace)}, publics);
    if (!proof) {
        std::printf("prove: %s\n", proof.why().message.c_str());
        return 1;
    }
    const bytes encoded = stark::serialize<config>(*proof);
    const status accepted = stark::verify(key->verifying, publics, encoded);
    std::printf("3 leads to %llu in 1023 steps: %s, %zu bytes, %lld proven bits\n",
                static_cast<unsigned long long>(end.value()), accepted ? "proved" : accepted.why().message.c_str(),
                encoded.size(), static_cast<long long>(soundness_of<config>::proven.whole()));

    const stark::public_values<config> lie{{F{3}, end + F::one()}};
    const status refused = stark::verify(key->verifying, lie, encoded);
    std::printf("another end: %s\n", refused ? "accepted" : refused.why().message.c_str());
    return accepted && !refused ? 0 : 1;
}
