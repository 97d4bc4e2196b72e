#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include <zonogon/base/log2.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/pil/lower.hpp>

namespace zonogon::pil {

/// The matrices of one lowered table.
struct filled_table {
    matrix::row_major<element> trace;
    matrix::row_major<element> preprocessed;
    std::vector<element> publics;
};

/// Writes assignments into the matrices of lowered tables, adding committed intermediates and lookup counts.
class filler {
public:
    /// Precondition: the assignment has the lengths that the namespaces demand; both arguments outlive this.
    filler(const program& p, const assignment& values) : p_(p), values_(values), value_(p, values) {}

    filled_table operator()(const table_plan& plan) {
        const std::size_t rows = rows_of(plan);
        filled_table out;
        out.trace = matrix::row_major<element>(rows, plan.committed.size() + plan.extras.size());
        for (std::size_t c = 0; c < plan.committed.size(); ++c) {
            for (std::size_t row = 0; row < rows; ++row) {
                out.trace(row, c) = values_.committed[plan.committed[c]][row];
            }
        }
        for (std::size_t i = 0; i < plan.extras.size(); ++i) {
            fill_extra(plan.extras[i], plan.committed.size() + i, out.trace);
        }
        out.preprocessed = matrix::row_major<element>(plan.fixed.empty() ? 0 : rows, plan.fixed.size());
        for (std::size_t c = 0; c < plan.fixed.size(); ++c) {
            if (plan.fixed[c] == table_plan::identity_column) {
                fill_identity(c, out.preprocessed);
                continue;
            }
            for (std::size_t row = 0; row < rows; ++row) {
                out.preprocessed(row, c) = values_.fixed[plan.fixed[c]][row];
            }
        }
        for (const std::uint32_t id : plan.publics) {
            out.publics.push_back(value_.publics()[id]);
        }
        return out;
    }

private:
    std::size_t rows_of(const table_plan& plan) const {
        if (plan.rows != 0) {
            return plan.rows;
        }
        return plan.committed.empty() ? 0 : values_.committed[plan.committed.front()].size();
    }
    static void fill_identity(std::size_t column, matrix::row_major<element>& out) {
        const std::size_t rows = out.height();
        const element root = element::two_adic_generator(log2_strict(rows));
        element power = element::one();
        for (std::size_t row = 0; row < rows; ++row, power *= root) {
            out(row, column) = power;
        }
    }
    void fill_extra(const extra_column& extra, std::size_t column, matrix::row_major<element>& trace) {
        const std::size_t rows = trace.height();
        if (extra.what == extra_column::kind::value) {
            for (std::size_t row = 0; row < rows; ++row) {
                trace(row, column) = value_(extra.source, row, rows);
            }
            return;
        }
        const tuple_statement& s = p_.tuples[extra.statement];
        std::map<std::vector<std::uint64_t>, std::uint64_t> wanted;
        const std::size_t f_rows = side_rows(s.f);
        for (std::size_t row = 0; row < f_rows; ++row) {
            if (s.f.selector.empty() || !value_(s.f.selector, row, f_rows).is_zero()) {
                ++wanted[tuple_at(s.f, row, f_rows)];
            }
        }
        for (std::size_t row = 0; row < rows; ++row) {
            if (!s.t.selector.empty() && value_(s.t.selector, row, rows).is_zero()) {
                continue;
            }
            const auto found = wanted.find(tuple_at(s.t, row, rows));
            if (found != wanted.end()) {
                trace(row, column) = element{std::exchange(found->second, 0)};
            }
        }
    }
    std::size_t side_rows(const side& s) const {
        std::size_t rows = s.selector.empty() ? 0 : value_.rows_of(s.selector);
        for (const expression& e : s.tuple) {
            rows = std::max(rows, value_.rows_of(e));
        }
        return rows;
    }
    std::vector<std::uint64_t> tuple_at(const side& s, std::size_t row, std::size_t rows) {
        std::vector<std::uint64_t> out;
        for (const expression& e : s.tuple) {
            out.push_back(value_(e, row, rows).value());
        }
        return out;
    }

    const program& p_;
    const assignment& values_;
    evaluator value_;
};

} // namespace zonogon::pil
