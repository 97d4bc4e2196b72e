#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/air/evaluate.hpp>
#include <zonogon/air/ir.hpp>
#include <zonogon/lookup/batches.hpp>
#include <zonogon/lookup/fingerprint.hpp>

namespace zonogon::lookup {

/// The LogUp part of one table's arithmetisation (Haboeck, eprint 2022/1530): what its second-stage columns are.
///
/// For interaction i let D_i be the fingerprint of its tuple and m_i its multiplicity, negative when it receives. Batch
/// j but the last has a column h_j = sum of m_i / D_i over its interactions. One more column S runs over the rows:
/// S(next) - S + sum / height = h_0 + h_1 + ... + (the last batch's fractions), cyclically, which is possible exactly
/// when `sum` is the total of all fractions over all rows. Sums of all tables that add up to zero balance every bus.
struct argument {
    std::vector<batch> batches;
    /// Number of the bus of each interaction, the same for a bus's name in every table, from 1.
    std::vector<std::uint32_t> bus_numbers;

    constexpr bool empty() const noexcept { return batches.empty(); }
    /// Extension columns that hold h_0, h_1, ...
    constexpr std::size_t helper_count() const noexcept { return batches.empty() ? 0 : batches.size() - 1; }
    /// Constraints that the argument adds to the table's: one per batch.
    constexpr std::size_t constraint_count() const noexcept { return batches.size(); }
};

/// 1 / 2^log_height.
template <class F>
constexpr F inverse_of_height(std::size_t log_height) {
    return (F::one() + F::one()).pow(log_height).inverse();
}

/// The nodes that a batch's constraint reads: per interaction its tuple and its multiplicity.
constexpr std::vector<air::node_id> batch_nodes(const air::ir& table, const batch& b) {
    std::vector<air::node_id> out;
    for (std::uint32_t i = b.begin; i < b.begin + b.count; ++i) {
        const air::interaction& x = table.interactions[i];
        const auto tuple = table.tuple_nodes.subspan(x.tuple_begin, x.tuple_width);
        out.insert(out.end(), tuple.begin(), tuple.end());
        out.push_back(x.multiplicity);
    }
    return out;
}

/// Fills the challenges into a batch. `places` says where each of batch_nodes is found when the constraint is
/// evaluated. Constant tuple elements cost nothing afterwards. `lift` turns a native field element into an E.
template <class F, class E, class Lift>
constexpr std::vector<prepared<E>> prepare(const air::ir& table, const argument& a, std::size_t batch_number,
                                           std::span<const std::uint32_t> places, const challenges<E>& c, Lift&& lift) {
    std::vector<prepared<E>> out;
    const batch& b = a.batches[batch_number];
    std::size_t at = 0;
    for (std::uint32_t i = b.begin; i < b.begin + b.count; ++i) {
        const air::interaction& x = table.interactions[i];
        prepared<E> p;
        p.constant = c.offset + lift(air::to_field<F>(a.bus_numbers[i]));
        for (std::uint32_t k = 0; k < x.tuple_width; ++k, ++at) {
            const air::node& n = table.nodes[table.tuple_nodes[x.tuple_begin + k]];
            if (n.kind == air::op::constant) {
                p.constant = p.constant + c.powers[k] * lift(air::to_field<F>(table.constants[n.a]));
            } else {
                p.terms.push_back({places[at], c.powers[k]});
            }
        }
        p.multiplicity = places[at++];
        p.receives = x.way == air::direction::receive;
        out.push_back(std::move(p));
    }
    return out;
}

/// The sum of a batch's fractions, computed in `Wide`: lift(e) makes a challenge one, read(place) is a value that a
/// Wide can be multiplied with, and widen(value) makes such a value a Wide.
template <class Wide, class E, class Lift, class Read, class Widen>
constexpr fraction<Wide> batch_fraction(std::span<const prepared<E>> interactions, Lift&& lift, Read&& read,
                                        Widen&& widen) {
    fraction<Wide> out;
    for (std::size_t i = 0; i < interactions.size(); ++i) {
        const prepared<E>& p = interactions[i];
        Wide denominator = lift(p.constant);
        for (const term<E>& t : p.terms) {
            denominator = denominator + lift(t.coefficient) * read(t.source);
        }
        const auto multiplicity = p.receives ? -read(p.multiplicity) : read(p.multiplicity);
        if (i == 0) {
            out = {widen(multiplicity), denominator};
        } else {
            out.add(multiplicity, denominator);
        }
    }
    return out;
}

} // namespace zonogon::lookup
