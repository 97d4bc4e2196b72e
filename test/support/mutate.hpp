#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include <zonogon/air/check.hpp>

#include "support/random.hpp"

namespace zonogon::test {

/// A cell of an honest trace that could be changed without any constraint or bus noticing.
struct unnoticed_change {
    std::string column;
    std::size_t row = 0;
};

/// Whether changing trace cell (row, column) of `x` to `value` violates a constraint or unbalances a bus.
///
/// Looks only at the two rows that can read the cell, so that it is cheap. Precondition: the set of tables is honest.
template <class F>
bool is_noticed(const air::instance<F>& x, matrix::row_major<F>& trace, std::size_t row, std::size_t column, F value) {
    air::instance<F> mutated = x;
    mutated.trace = &trace;
    const std::size_t height = trace.height();
    std::vector<std::size_t> rows{row};
    if (height > 1) {
        rows.push_back((row + height - 1) % height);
    }
    std::vector<F> values(x.table.nodes.size());
    std::vector<F> tuple;
    std::unordered_map<std::uint64_t, F> change;
    bool violated = false;
    const auto visit = [&](F sign) {
        for (const std::size_t r : rows) {
            air::evaluate_row<F>(mutated, r, values);
            violated = violated || std::ranges::any_of(x.table.constraints, [&](const air::constraint& c) {
                           return !values[c.root].is_zero();
                       });
            air::detail::for_each_interaction<F>(
                x.table, values, tuple,
                [&](std::string_view bus, std::span<const F> t, air::direction way, const F& multiplicity) {
                    change[air::detail::tuple_hash<F>(bus, t)] +=
                        way == air::direction::send ? sign * multiplicity : -(sign * multiplicity);
                });
        }
    };
    const F before = trace(row, column);
    visit(-F::one());
    trace(row, column) = value;
    visit(F::one());
    trace(row, column) = before;
    return violated || std::ranges::any_of(change, [](const auto& entry) { return !entry.second.is_zero(); });
}

/// Changes every column of an honest trace at `rows` (to a neighbouring and to a random value) and lists the
/// changes that nothing noticed. Callers choose rows of every kind, padding rows included.
template <class F>
std::vector<unnoticed_change> unnoticed_changes(const air::instance<F>& x, std::span<const std::size_t> rows,
                                                std::uint64_t seed = 1) {
    random_stream random(seed);
    matrix::row_major<F> trace = *x.trace;
    std::vector<unnoticed_change> out;
    for (const std::size_t row : rows) {
        for (std::size_t column = 0; column < trace.width(); ++column) {
            const F honest = trace(row, column);
            F other = random.element<F>();
            if (other == honest) {
                other += F::one();
            }
            if (!is_noticed<F>(x, trace, row, column, honest + F::one()) ||
                !is_noticed<F>(x, trace, row, column, other)) {
                out.push_back({std::string(x.table.witness_names[column]), row});
            }
        }
    }
    return out;
}

/// `count` rows drawn at random from [begin, end).
inline std::vector<std::size_t> random_rows(std::size_t begin, std::size_t end, std::size_t count,
                                            std::uint64_t seed = 1) {
    random_stream random(seed);
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < count && end > begin; ++i) {
        out.push_back(begin + random.below(end - begin));
    }
    return out;
}

/// The changes in one line each, for a failed test's message.
inline std::string describe(std::span<const unnoticed_change> changes) {
    std::string out;
    for (const unnoticed_change& c : changes) {
        out += c.column + " on row " + std::to_string(c.row) + "\n";
    }
    return out;
}

} // namespace zonogon::test
