#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include <zonogon/pil/evaluate.hpp>
#include <zonogon/pil/program.hpp>

namespace zonogon::pil {

/// Evaluates expressions at pseudo-random leaves, to compare two compilers' readings of one program.
///
/// The value of a leaf depends on its kind, flat id and row (0, or 1 below a prime); an intermediate is evaluated once
/// per row.
class fingerprinter {
public:
    explicit fingerprinter(const program& p) : p_(p), known_(p.intermediates.size() * rows) {}

    element identities() {
        element sum;
        for (const expression& e : p_.identities) {
            fold(sum, value(e));
        }
        return sum;
    }
    element tuples(relation kind) {
        element sum;
        for (const tuple_statement& s : p_.tuples) {
            if (s.kind == kind) {
                fold_side(sum, s.f);
                fold_side(sum, s.t);
            }
        }
        return sum;
    }
    element connections() {
        element sum;
        for (const connection& c : p_.connections) {
            for (const auto* list : {&c.columns, &c.cells}) {
                for (const expression& e : *list) {
                    fold(sum, value(e));
                }
            }
        }
        return sum;
    }

private:
    /// Rows that nested primes are told apart on.
    static constexpr std::uint32_t rows = 4;

    struct memo {
        bool present = false;
        element value;
    };

    static void fold(element& sum, element v) { sum = sum * element{7} + v; }
    void fold_side(element& sum, const side& s) {
        for (const expression& e : s.tuple) {
            fold(sum, value(e));
        }
        fold(sum, s.selector.empty() ? element::one() : value(s.selector));
    }
    static element leaf(std::uint64_t kind, std::uint64_t id, std::uint64_t row) {
        // One step of splitmix64 (Steele, Lea, Flood 2014).
        std::uint64_t z = (kind << 40) + id * 4 + row + 0x9E3779B97F4A7C15ULL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return element{(z ^ (z >> 31)) % element::modulus};
    }

    memo& known(std::uint32_t id, std::uint32_t row) { return known_[id * rows + row]; }

    /// Evaluates what an expression depends on first, with a stack of its own: chains may be long.
    element value(const expression& e) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> pending;
        need(e, 0, pending);
        while (!pending.empty()) {
            const auto [id, row] = pending.back();
            if (known(id, row).present) {
                pending.pop_back();
                continue;
            }
            const std::size_t before = pending.size();
            need(p_.intermediates[id], row, pending);
            if (pending.size() == before) {
                known(id, row) = {true, evaluate(p_.intermediates[id], row)};
                pending.pop_back();
            }
        }
        return evaluate(e, 0);
    }
    static std::uint32_t row_of(const node& n, std::uint32_t row) {
        return std::min(row + (n.next ? 1U : 0U), rows - 1);
    }
    void need(const expression& e, std::uint32_t row, std::vector<std::pair<std::uint32_t, std::uint32_t>>& pending) {
        for (std::uint32_t i = e.begin; i < e.end; ++i) {
            const node& n = p_.nodes[i];
            if (n.kind == node_kind::intermediate && !known(n.index, row_of(n, row)).present) {
                pending.emplace_back(n.index, row_of(n, row));
            }
        }
    }
    element evaluate(const expression& e, std::uint32_t row) {
        return pil::evaluate(
            p_, e,
            [&](const node& n) {
                switch (n.kind) {
                case node_kind::committed:
                    return leaf(1, n.index, row_of(n, row));
                case node_kind::fixed:
                    return leaf(2, n.index, row_of(n, row));
                case node_kind::public_value:
                    return leaf(3, n.index, 0);
                case node_kind::intermediate:
                    return known(n.index, row_of(n, row)).value;
                default:
                    return element{};
                }
            },
            values_);
    }

    const program& p_;
    std::vector<memo> known_;
    std::vector<element> values_;
};

} // namespace zonogon::pil
