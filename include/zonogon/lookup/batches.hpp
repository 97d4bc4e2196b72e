#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <zonogon/air/analyse.hpp>
#include <zonogon/air/ir.hpp>
#include <zonogon/base/result.hpp>

namespace zonogon::lookup {

/// Consecutive interactions of a table whose fractions one column adds up.
struct batch {
    std::uint32_t begin = 0;
    std::uint32_t count = 0;
};

/// The degree of the constraint that ties a batch's column h to its fractions: h prod D_i = sum m_i prod_{j != i} D_j.
constexpr std::uint32_t batch_degree(const std::vector<air::interaction_degree>& degrees, const batch& b) {
    std::uint32_t denominator = 0;
    for (std::uint32_t i = b.begin; i < b.begin + b.count; ++i) {
        denominator += degrees[i].tuple;
    }
    std::uint32_t out = 1 + denominator;
    for (std::uint32_t i = b.begin; i < b.begin + b.count; ++i) {
        out = std::max(out, degrees[i].multiplicity + denominator - degrees[i].tuple);
    }
    return out;
}

/// Splits a table's interactions into batches, each as long as the degree bound allows; fails when an interaction is
/// above the bound by itself.
constexpr result<std::vector<batch>> plan_batches(const air::ir& table, std::uint32_t degree_bound) {
    const auto degrees = air::interaction_degrees(table);
    std::vector<batch> out;
    for (std::uint32_t i = 0; i < degrees.size(); ++i) {
        if (!out.empty()) {
            const batch longer{out.back().begin, out.back().count + 1};
            if (batch_degree(degrees, longer) <= degree_bound) {
                out.back() = longer;
                continue;
            }
        }
        out.push_back({i, 1});
        if (batch_degree(degrees, out.back()) > degree_bound) {
            return error{"an interaction with bus " + std::string(table.bus_names[table.interactions[i].bus]) +
                         " has degree " + std::to_string(batch_degree(degrees, out.back())) + ", above the bound of " +
                         std::to_string(degree_bound)};
        }
    }
    return out;
}

} // namespace zonogon::lookup
