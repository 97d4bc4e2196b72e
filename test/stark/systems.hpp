#pragma once

// Small proof systems that the tests of this folder and of test/security share, with honest traces of any height.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/air/check.hpp>
#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/instantiate.hpp>
#include <zonogon/stark/prover.hpp>
#include <zonogon/stark/setup.hpp>
#include <zonogon/stark/verifier.hpp>

#include "support/random.hpp"

namespace zonogon::test {

/// The default configuration with few queries, so that tests are quick; its target says so.
struct quick_config : stark::default_config {
    static constexpr soundness::parameters parameters{.queries = 8,
                                                      .grinding_bits = 2,
                                                      .cap_height = 2,
                                                      .log_final_length = 2,
                                                      .target = soundness::bits<soundness::proven>{4}};
};

/// Traces and public values, one of each per table.
template <class Config>
struct witness {
    std::vector<matrix::row_major<typename Config::field>> traces;
    stark::public_values<Config> publics;
};

/// x' = y, y' = x + y; publics: first x, first y, last y.
template <class Config>
stark::table<Config> fibonacci_table() {
    air::builder b;
    const auto x = b.witness("x");
    const auto y = b.witness("y");
    b.assert_zero("first x", b.first_row() * (x - b.public_value(0)));
    b.assert_zero("first y", b.first_row() * (y - b.public_value(1)));
    b.assert_zero("x moves on", b.transition() * (x.next() - y));
    b.assert_zero("y is the sum", b.transition() * (y.next() - x - y));
    b.assert_zero("last y", b.last_row() * (y - b.public_value(2)));
    return {"fibonacci", b.build()};
}

template <class Config>
witness<Config> fibonacci_witness(std::size_t log_height) {
    using F = typename Config::field;
    matrix::row_major<F> trace(std::size_t{1} << log_height, 2);
    F x = F::one();
    F y = F::one() + F::one();
    const F first_x = x;
    const F first_y = y;
    for (std::size_t i = 0; i < trace.height(); ++i) {
        trace(i, 0) = x;
        trace(i, 1) = y;
        const F sum = x + y;
        x = y;
        y = sum;
    }
    const F last = trace(trace.height() - 1, 1);
    return {{std::move(trace)}, {{first_x, first_y, last}}};
}

/// Three tables: `asker` looks up squares (v, v^2) and cubes in fixed tables of other heights and permutes its values
/// with `mirror`, which receives them in reverse order. Degrees up to 3, a periodic column and all selectors occur.
template <class Config>
std::vector<stark::table<Config>> lookup_tables(std::size_t log_fixed) {
    using F = typename Config::field;
    std::vector<stark::table<Config>> out;
    {
        air::builder b;
        const auto v = b.witness("v");
        const auto square = b.witness("square");
        const auto on = b.witness("on");
        const auto count = b.witness("count");
        const auto beat = b.periodic("beat", {1, 0, 0, 0});
        b.assert_bool(on);
        b.send("squares", {v, square, 3}, on);
        b.send("squares", {v, square, 3}, on * on);
        b.send("mirror", {v + square, on});
        b.assert_zero("count starts", b.first_row() * (count - beat));
        b.assert_zero("count", b.transition() * (count.next() - count - 1 + b.public_value(0)));
        b.send("count at the end", {count}, b.last_row());
        b.assert_zero("on at each beat", beat * (on - 1));
        out.push_back({"asker", b.build()});
    }
    {
        air::builder b;
        const auto v = b.preprocessed("v");
        const auto square = b.preprocessed("square");
        const auto times = b.witness("times");
        b.receive("squares", {v, square, 3}, times);
        b.assert_zero("preprocessed rows are next to each other", b.transition() * (v.next() - v - 1));
        matrix::row_major<F> fixed(std::size_t{1} << log_fixed, 2);
        for (std::size_t i = 0; i < fixed.height(); ++i) {
            fixed(i, 0) = air::to_field<F>(i);
            fixed(i, 1) = air::to_field<F>(i * i);
        }
        out.push_back({"squares", b.build(), std::move(fixed)});
    }
    {
        air::builder b;
        const auto sum = b.witness("sum");
        const auto on = b.witness("on");
        const auto real = b.witness("real");
        b.assert_bool(real);
        b.receive("mirror", {sum, on}, real);
        b.receive("count at the end", {b.public_value(0)}, b.first_row());
        out.push_back({"mirror", b.build()});
    }
    return out;
}

template <class Config>
witness<Config> lookup_witness(std::size_t log_asker, std::size_t log_fixed, std::uint64_t seed = 1) {
    using F = typename Config::field;
    random_stream random(seed);
    const std::size_t rows = std::size_t{1} << log_asker;
    const std::size_t fixed = std::size_t{1} << log_fixed;
    matrix::row_major<F> asker(rows, 4);
    matrix::row_major<F> squares(fixed, 1);
    matrix::row_major<F> mirror(2 * rows, 3);
    for (std::size_t i = 0; i < rows; ++i) {
        const bool on = i % 4 == 0 || random.below(2) == 0;
        const std::size_t v = random.below(fixed);
        asker(i, 0) = air::to_field<F>(v);
        asker(i, 1) = on ? air::to_field<F>(v * v) : random.element<F>();
        asker(i, 2) = on ? F::one() : F::zero();
        asker(i, 3) = air::to_field<F>(i + 1);
        if (on) {
            squares(v, 0) += air::to_field<F>(2);
        }
        mirror(2 * (rows - 1 - i) + 1, 0) = asker(i, 0) + asker(i, 1);
        mirror(2 * (rows - 1 - i) + 1, 1) = asker(i, 2);
        mirror(2 * (rows - 1 - i) + 1, 2) = F::one();
    }
    return {{std::move(asker), std::move(squares), std::move(mirror)}, {{F::zero()}, {}, {air::to_field<F>(rows)}}};
}

/// The debug checker's view of a key and witness.
template <class Config>
std::vector<air::instance<typename Config::field>> instances(const stark::proving_key<Config>& key,
                                                             const witness<Config>& w) {
    std::vector<air::instance<typename Config::field>> out;
    for (std::size_t i = 0; i < w.traces.size(); ++i) {
        out.push_back({key.verifying.tables[i].name, key.verifying.tables[i].ir.view(), &w.traces[i],
                       &key.preprocessed[i], w.publics[i]});
    }
    return out;
}

} // namespace zonogon::test

// These are compiled once, in the library test_proofs (test/support/proofs).
ZONOGON_STARK_INSTANTIATE(extern, zonogon::test::quick_config)
extern template zonogon::stark::table<zonogon::test::quick_config>
zonogon::test::fibonacci_table<zonogon::test::quick_config>();
extern template zonogon::test::witness<zonogon::test::quick_config>
zonogon::test::fibonacci_witness<zonogon::test::quick_config>(std::size_t);
extern template std::vector<zonogon::stark::table<zonogon::test::quick_config>>
zonogon::test::lookup_tables<zonogon::test::quick_config>(std::size_t);
extern template zonogon::test::witness<zonogon::test::quick_config>
zonogon::test::lookup_witness<zonogon::test::quick_config>(std::size_t, std::size_t, std::uint64_t);
