#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/pil/evaluate.hpp>
#include <zonogon/pil/evaluation_order.hpp>
#include <zonogon/pil/program.hpp>

namespace zonogon::pil {

/// Values for the columns of a program: one vector per committed and per constant id, each as long as its namespace.
struct assignment {
    std::vector<std::vector<element>> committed;
    std::vector<std::vector<element>> fixed;

    /// An assignment of zeros. Namespaces without a declared number of rows get none.
    static assignment zeros(const program& p) {
        assignment out;
        for (const std::uint32_t n : p.committed_namespace) {
            out.committed.emplace_back(p.namespaces[n].rows);
        }
        for (const std::uint32_t n : p.fixed_namespace) {
            out.fixed.emplace_back(p.namespaces[n].rows);
        }
        return out;
    }
    /// The values of "Ns.name" (cell i of an array), or null when the program has no such column.
    std::vector<element>* find(const program& p, std::string_view full_name, std::size_t cell = 0) {
        for (const column& c : p.columns) {
            if (c.kind == column_kind::intermediate || cell >= c.length ||
                p.namespaces[c.name_space].name + "." + c.name != full_name) {
                continue;
            }
            return &(c.kind == column_kind::committed ? committed : fixed)[c.id + cell];
        }
        return nullptr;
    }
};

/// The values of expressions under an assignment, row by row.
///
/// All intermediates are computed as whole columns first. An expression must not mix columns of different lengths.
class evaluator {
public:
    /// Precondition: every vector of `values` has the length its namespace demands.
    evaluator(const program& p, const assignment& values)
        : p_(p), values_(values), intermediate_(p.intermediates.size()) {
        publics_.resize(p.publics.size());
        for (std::size_t i = 0; i < p.publics.size(); ++i) {
            if (p.publics[i].kind != column_kind::intermediate) {
                read_public(i);
            }
        }
        for (const std::uint32_t id : evaluation_order(p)) {
            const expression& e = p.intermediates[id];
            std::size_t rows = rows_of(e);
            if (rows == 0) {
                rows = p.namespaces[p.columns[p.intermediate_column[id]].name_space].rows;
            }
            if (rows == mixed) {
                continue;
            }
            auto& column = intermediate_[id];
            column.resize(rows);
            for (std::size_t row = 0; row < rows; ++row) {
                column[row] = (*this)(e, row, rows);
            }
            for (std::size_t i = 0; i < p.publics.size(); ++i) {
                if (p.publics[i].kind == column_kind::intermediate && p.publics[i].id == id) {
                    read_public(i);
                }
            }
        }
    }

    static constexpr std::size_t mixed = static_cast<std::size_t>(-1);

    /// The common length of the columns in an expression: 0 for none, `mixed` when they differ.
    std::size_t rows_of(const expression& e) const {
        std::size_t rows = 0;
        for (std::uint32_t i = e.begin; i < e.end; ++i) {
            const auto* column = column_of(p_.nodes[i]);
            if (column == nullptr) {
                continue;
            }
            if (column->empty() || (rows != 0 && rows != column->size())) {
                return mixed;
            }
            rows = column->size();
        }
        return rows;
    }
    /// Precondition: rows is rows_of(e) or that is 0; row < rows.
    element operator()(const expression& e, std::size_t row, std::size_t rows) {
        return evaluate(
            p_, e,
            [&](const node& n) {
                return n.kind == node_kind::public_value ? publics_[n.index]
                                                         : (*column_of(n))[n.next ? (row + 1) % rows : row];
            },
            scratch_);
    }
    const std::vector<element>& publics() const { return publics_; }
    const std::vector<element>& intermediate(std::uint32_t id) const { return intermediate_[id]; }

private:
    const std::vector<element>* column_of(const node& n) const {
        switch (n.kind) {
        case node_kind::committed:
            return &values_.committed[n.index];
        case node_kind::fixed:
            return &values_.fixed[n.index];
        case node_kind::intermediate:
            return &intermediate_[n.index];
        default:
            return nullptr;
        }
    }
    void read_public(std::size_t i) {
        const public_declaration& d = p_.publics[i];
        const auto& column = d.kind == column_kind::committed ? values_.committed[d.id]
                             : d.kind == column_kind::fixed   ? values_.fixed[d.id]
                                                              : intermediate_[d.id];
        if (d.row < column.size()) {
            publics_[i] = column[d.row];
        }
    }

    const program& p_;
    const assignment& values_;
    std::vector<std::vector<element>> intermediate_;
    std::vector<element> publics_;
    std::vector<element> scratch_;
};

} // namespace zonogon::pil
