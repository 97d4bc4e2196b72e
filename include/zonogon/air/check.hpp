#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <zonogon/air/evaluate.hpp>
#include <zonogon/air/ir.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/matrix/matrix.hpp>

namespace zonogon::air {

/// A table with the values it is to be checked on. The matrices must outlive it.
template <class F>
struct instance {
    std::string_view name;
    ir table;
    const matrix::row_major<F>* trace = nullptr;
    /// Null or empty when the table has no preprocessed columns.
    const matrix::row_major<F>* preprocessed = nullptr;
    std::span<const F> publics;
};

/// A constraint that does not vanish on a row.
template <class F>
struct violation {
    std::string_view constraint;
    std::size_t row = 0;
    F value{};
};

/// A tuple that is not received as often as it is sent.
template <class F>
struct unbalanced {
    std::string_view bus;
    std::vector<F> tuple;
    /// Sums of multiplicities over all tables, in the field.
    F sent{};
    F received{};
    struct place {
        std::string_view table;
        std::size_t row = 0;
        direction way = direction::send;
        F multiplicity{};
    };
    /// The first few interactions that carry the tuple.
    std::vector<place> places;
};

/// Why an instance cannot be checked at all (widths, heights, counts); empty when it can.
template <class F>
std::string shape_problem(const instance<F>& x) {
    if (x.trace == nullptr || x.trace->width() != x.table.witness_names.size()) {
        return "the trace's width is not the table's number of witness columns";
    }
    const std::size_t height = x.trace->height();
    if (!std::has_single_bit(height)) {
        return "the trace's height is not a power of two";
    }
    const std::size_t fixed = x.table.preprocessed_names.size();
    if (fixed != 0 &&
        (x.preprocessed == nullptr || x.preprocessed->width() != fixed || x.preprocessed->height() != height)) {
        return "the preprocessed matrix has not the table's width and the trace's height";
    }
    if (x.publics.size() != x.table.public_count) {
        return "the number of public values is not the table's";
    }
    for (const auto& p : x.table.periodic_columns) {
        if (p.length > height) {
            return "the trace is shorter than a period";
        }
    }
    return {};
}

/// The values of all nodes on one row. Precondition: shape_problem(x) is empty, values has room for all nodes.
template <class F>
void evaluate_row(const instance<F>& x, std::size_t row, std::span<F> values) {
    const std::size_t height = x.trace->height();
    const std::size_t next = row + 1 == height ? 0 : row + 1;
    const auto leaf = [&](const node& n) -> F {
        switch (n.kind) {
        case op::constant:
            return to_field<F>(x.table.constants[n.a]);
        case op::witness:
            return (*x.trace)(n.b == 0 ? row : next, n.a);
        case op::preprocessed:
            return (*x.preprocessed)(n.b == 0 ? row : next, n.a);
        case op::periodic: {
            const auto& p = x.table.periodic_columns[n.a];
            return to_field<F>(x.table.periodic_values[p.values_begin + row % p.length]);
        }
        case op::public_value:
            return x.publics[n.a];
        case op::first_row:
            return row == 0 ? F::one() : F::zero();
        case op::last_row:
            return next == 0 ? F::one() : F::zero();
        default:
            return next == 0 ? F::zero() : F::one();
        }
    };
    evaluate_nodes<F>(x.table, leaf, values);
}

/// Every violated constraint with its row and value, by row, at most `limit` of them.
///
/// A trace of the wrong shape yields one violation whose constraint is the reason. About 2 ns per node and row.
template <class F>
std::vector<violation<F>> check(const instance<F>& x, std::size_t limit = 64) {
    static constexpr std::string_view wrong_shape = "the matrices or public values have not the shape of the table";
    std::vector<violation<F>> out;
    if (!shape_problem(x).empty()) {
        out.push_back({wrong_shape, 0, F::one()});
        return out;
    }
    std::mutex guard;
    parallel_chunks(x.trace->height(), 1024, [&](std::size_t begin, std::size_t end) {
        std::vector<F> values(x.table.nodes.size());
        for (std::size_t row = begin; row < end; ++row) {
            evaluate_row<F>(x, row, values);
            for (const constraint& c : x.table.constraints) {
                if (!values[c.root].is_zero()) {
                    const std::lock_guard lock(guard);
                    out.push_back({x.table.names[c.name], row, values[c.root]});
                    if (out.size() > 16 * limit) {
                        return;
                    }
                }
            }
        }
    });
    std::ranges::sort(out, {}, &violation<F>::row);
    out.resize(std::min(out.size(), limit));
    return out;
}

template <class F>
std::vector<violation<F>> check(const ir& table, const matrix::row_major<F>& trace,
                                const matrix::row_major<F>& preprocessed = {}, std::span<const F> publics = {},
                                std::size_t limit = 64) {
    return check<F>(instance<F>{{}, table, &trace, &preprocessed, publics}, limit);
}

namespace detail {

/// A 64-bit digest of a bus name and tuple, for finding equal tuples (not for security).
template <class F>
std::uint64_t tuple_hash(std::string_view bus, std::span<const F> tuple) {
    std::uint64_t h = 0xcbf29ce484222325ULL;
    const auto mix = [&](std::uint64_t v) {
        h = (h ^ v) * 0x9e3779b97f4a7c15ULL;
        h ^= h >> 32;
    };
    for (const char c : bus) {
        mix(static_cast<unsigned char>(c));
    }
    for (const F& v : tuple) {
        mix(static_cast<std::uint64_t>(v.value()) + 0x100);
    }
    return h;
}

/// Calls use(bus, tuple, way, multiplicity) for every interaction on a row whose multiplicity is not zero.
template <class F, class Use>
void for_each_interaction(const ir& table, std::span<const F> values, std::vector<F>& tuple, Use&& use) {
    for (const interaction& i : table.interactions) {
        const F multiplicity = values[i.multiplicity];
        if (multiplicity.is_zero()) {
            continue;
        }
        tuple.clear();
        for (const node_id id : table.tuple_nodes.subspan(i.tuple_begin, i.tuple_width)) {
            tuple.push_back(values[id]);
        }
        use(table.bus_names[i.bus], std::span<const F>(tuple), i.way, multiplicity);
    }
}

} // namespace detail

/// Every tuple that the tables together do not receive as often as they send it, at most `limit` of them, with the
/// places that carry it. Precondition: every instance passes check().
template <class F>
std::vector<unbalanced<F>> check_buses(std::span<const instance<F>> tables, std::size_t limit = 16) {
    const auto visit = [&](auto&& use) {
        std::vector<F> tuple;
        for (const instance<F>& x : tables) {
            if (x.table.interactions.empty()) {
                continue;
            }
            std::vector<F> values(x.table.nodes.size());
            for (std::size_t row = 0; row < x.trace->height(); ++row) {
                evaluate_row<F>(x, row, values);
                detail::for_each_interaction<F>(x.table, values, tuple,
                                                [&](std::string_view bus, std::span<const F> t, direction way,
                                                    const F& multiplicity) { use(x, row, bus, t, way, multiplicity); });
            }
        }
    };
    std::unordered_map<std::uint64_t, F> net;
    visit([&](const instance<F>&, std::size_t, std::string_view bus, std::span<const F> t, direction way,
              const F& multiplicity) {
        F& sum = net[detail::tuple_hash<F>(bus, t)];
        sum += way == direction::send ? multiplicity : -multiplicity;
    });
    std::erase_if(net, [](const auto& entry) { return entry.second.is_zero(); });
    std::vector<unbalanced<F>> out;
    if (net.empty()) {
        return out;
    }
    std::unordered_map<std::uint64_t, std::size_t> found;
    visit([&](const instance<F>& x, std::size_t row, std::string_view bus, std::span<const F> t, direction way,
              const F& multiplicity) {
        const std::uint64_t hash = detail::tuple_hash<F>(bus, t);
        if (!net.contains(hash)) {
            return;
        }
        const auto known = found.find(hash);
        if (known == found.end() && out.size() == limit) {
            return;
        }
        const std::size_t at = known == found.end() ? out.size() : known->second;
        if (known == found.end()) {
            found.emplace(hash, at);
            out.push_back({bus, std::vector<F>(t.begin(), t.end()), F{}, F{}, {}});
        }
        unbalanced<F>& u = out[at];
        (way == direction::send ? u.sent : u.received) += multiplicity;
        if (u.places.size() < 8) {
            u.places.push_back({x.name, row, way, multiplicity});
        }
    });
    return out;
}

/// One line about a violation, for test output.
template <class F>
std::string describe(const violation<F>& v) {
    return "constraint \"" + std::string(v.constraint) + "\" is " + std::to_string(v.value.value()) + " on row " +
           std::to_string(v.row);
}

/// One line about an unbalanced tuple, for test output.
template <class F>
std::string describe(const unbalanced<F>& u) {
    std::string out = "bus \"" + std::string(u.bus) + "\" (";
    for (std::size_t i = 0; i < u.tuple.size(); ++i) {
        out += (i == 0 ? "" : ", ") + std::to_string(u.tuple[i].value());
    }
    out += "): sent " + std::to_string(u.sent.value()) + ", received " + std::to_string(u.received.value());
    for (const auto& p : u.places) {
        out += std::string(p.way == direction::send ? "; sent by " : "; received by ") + std::string(p.table) +
               " row " + std::to_string(p.row) + " times " + std::to_string(p.multiplicity.value());
    }
    return out;
}

} // namespace zonogon::air
