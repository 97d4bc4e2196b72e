#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/pcs/opening_proof.hpp>

namespace zonogon::stark {

/// A proof that tables of given verifying key and public values have traces that satisfy all constraints and balance
/// all buses. Generic over a verifier back end's values.
///
/// It holds nothing that the verifier can derive from the verifying key and the heights: widths, bus totals of tables
/// without buses, heights of tables with preprocessed columns, points and lengths are not in it.
template <class Felt, class Ext, class Digest>
struct basic_proof {
    /// Base-two logarithms of the heights of the tables that have no fixed height, in the key's order.
    std::vector<std::uint8_t> log_heights;
    std::vector<Digest> traces;
    /// One per table with interactions, in the key's order.
    std::vector<Ext> sums;
    std::vector<Digest> bus_columns;
    std::vector<Digest> quotients;
    pcs::opening_proof<Felt, Ext, Digest> opening;

    friend bool operator==(const basic_proof&, const basic_proof&) = default;
};

/// The proof type of a configuration.
template <class Config>
using proof = basic_proof<typename Config::field, typename Config::extension, typename Config::compression::digest>;

} // namespace zonogon::stark
