#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/pil/assignment.hpp>
#include <zonogon/pil/program.hpp>

namespace zonogon::pil {

/// A statement that an assignment breaks: where it stands in the program and on which row of the trace.
struct finding {
    position where;
    std::size_t row = 0;
    text message;
};

/// The shift k of the columns in a connection: column j, row i is named k^j w^i with w of order N.
inline constexpr std::uint64_t connection_shift = 12275445934081160404ULL;

/// Evaluates every statement of a program under an assignment, without a proof.
class checker {
public:
    /// At most `limit` findings are kept. Precondition: see evaluator.
    checker(const program& p, const assignment& values, std::size_t limit = 64)
        : p_(p), value_(p, values), limit_(limit) {}

    std::vector<finding> run() {
        for (const expression& e : p_.identities) {
            identity(e);
        }
        for (const tuple_statement& s : p_.tuples) {
            tuples(s);
        }
        for (const connection& c : p_.connections) {
            connect(c);
        }
        return std::move(found_);
    }

private:
    using row_values = std::vector<std::uint64_t>;

    void report(position where, std::size_t row, text message) {
        if (found_.size() < limit_) {
            found_.push_back({where, row, std::move(message)});
        }
    }
    /// The common length of several expressions, 0 (reported) when they have none.
    std::size_t common_rows(const std::vector<const expression*>& all, position where) {
        std::size_t rows = 0;
        for (const expression* e : all) {
            const std::size_t r = value_.rows_of(*e);
            if (r == evaluator::mixed || (r != 0 && rows != 0 && r != rows)) {
                report(where, 0, "the statement mixes columns of different lengths");
                return 0;
            }
            rows = std::max(rows, r);
        }
        return std::max<std::size_t>(rows, 1);
    }
    void identity(const expression& e) {
        const std::size_t rows = common_rows({&e}, e.where);
        for (std::size_t row = 0; row < rows; ++row) {
            const element v = value_(e, row, rows);
            if (!v.is_zero()) {
                report(e.where, row, "identity does not match: the difference is " + decimal(v.value()));
            }
        }
    }
    std::size_t rows_of_side(const side& s, position where) {
        std::vector<const expression*> all;
        if (!s.selector.empty()) {
            all.push_back(&s.selector);
        }
        for (const expression& e : s.tuple) {
            all.push_back(&e);
        }
        return common_rows(all, where);
    }
    /// Whether the row is selected; a selector that is neither 0 nor 1 is reported.
    bool selected(const side& s, std::size_t row, std::size_t rows, position where) {
        if (s.selector.empty()) {
            return true;
        }
        const std::uint64_t v = value_(s.selector, row, rows).value();
        if (v > 1) {
            report(where, row, "the selector is " + decimal(v) + ", neither 0 nor 1");
        }
        return v != 0;
    }
    row_values tuple_at(const side& s, std::size_t row, std::size_t rows) {
        row_values out;
        for (const expression& e : s.tuple) {
            out.push_back(value_(e, row, rows).value());
        }
        return out;
    }
    void tuples(const tuple_statement& s) {
        const std::size_t f_rows = rows_of_side(s.f, s.where);
        const std::size_t t_rows = rows_of_side(s.t, s.where);
        if (f_rows == 0 || t_rows == 0) {
            return;
        }
        std::map<row_values, std::size_t> offered;
        for (std::size_t row = 0; row < t_rows; ++row) {
            if (selected(s.t, row, t_rows, s.where)) {
                ++offered[tuple_at(s.t, row, t_rows)];
            }
        }
        std::size_t used = 0;
        std::size_t offers = 0;
        for (const auto& [tuple, count] : offered) {
            offers += count;
        }
        for (std::size_t row = 0; row < f_rows; ++row) {
            if (!selected(s.f, row, f_rows, s.where)) {
                continue;
            }
            const auto found = offered.find(tuple_at(s.f, row, f_rows));
            if (s.kind == relation::lookup) {
                if (found == offered.end()) {
                    report(s.where, row, "plookup not found");
                }
            } else if (found == offered.end() || found->second == 0) {
                report(s.where, row, found == offered.end() ? "permutation not found" : "permutation not enough");
            } else {
                --found->second;
                ++used;
            }
        }
        if (s.kind == relation::permutation && used < offers) {
            report(s.where, 0, "permutation: " + decimal(offers - used) + " tuples of the right side remain");
        }
    }
    void connect(const connection& c) {
        std::vector<const expression*> all;
        for (const auto* list : {&c.columns, &c.cells}) {
            for (const expression& e : *list) {
                all.push_back(&e);
            }
        }
        const std::size_t rows = common_rows(all, c.where);
        if (rows == 0 || (rows & (rows - 1)) != 0 || rows > (std::size_t{1} << element::two_adicity)) {
            report(c.where, 0, "connect needs a power of two of rows");
            return;
        }
        std::size_t bits = 0;
        while ((std::size_t{1} << bits) < rows) {
            ++bits;
        }
        const element root = element::two_adic_generator(bits);
        std::map<std::uint64_t, std::pair<std::size_t, std::size_t>> cell;
        element shift = element::one();
        for (std::size_t j = 0; j < c.columns.size(); ++j, shift *= element{connection_shift}) {
            element name = shift;
            for (std::size_t row = 0; row < rows; ++row, name *= root) {
                cell.emplace(name.value(), std::pair{j, row});
            }
        }
        for (std::size_t j = 0; j < c.columns.size(); ++j) {
            for (std::size_t row = 0; row < rows; ++row) {
                const auto target = cell.find(value_(c.cells[j], row, rows).value());
                if (target == cell.end()) {
                    report(c.where, row, "invalid copy value in column " + decimal(j) + " of the connection");
                    continue;
                }
                const auto [other, other_row] = target->second;
                if (!(value_(c.columns[j], row, rows) == value_(c.columns[other], other_row, rows))) {
                    report(c.where, row,
                           "connection does not match: column " + decimal(j) + " differs from column " +
                               decimal(other) + " on row " + decimal(other_row));
                }
            }
        }
    }

    const program& p_;
    evaluator value_;
    std::size_t limit_;
    std::vector<finding> found_;
};

/// Every statement that the assignment breaks, in the order of kinds (identities, tuples, connections).
inline std::vector<finding> check(const program& p, const assignment& values, std::size_t limit = 64) {
    return checker(p, values, limit).run();
}

} // namespace zonogon::pil
