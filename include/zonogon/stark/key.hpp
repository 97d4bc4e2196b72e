#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/air/owned_ir.hpp>
#include <zonogon/lookup/argument.hpp>
#include <zonogon/matrix/matrix.hpp>
#include <zonogon/pcs/committed.hpp>

namespace zonogon::stark {

/// A table as a user describes it.
template <class Config>
struct table {
    using matrix_type = matrix::row_major<typename Config::field>;

    std::string name;
    air::owned_ir ir;
    /// One row per row of the table, which thereby has a fixed height; empty if the table has no preprocessed columns.
    matrix_type preprocessed;
    /// Whether a proof may leave the table out. That says something else than a table whose rows are all idle only
    /// if it claims something by being there: set it for tables that answer others over buses and nothing more.
    bool may_be_absent = false;

    table(std::string table_name, air::owned_ir description)
        : name(std::move(table_name)), ir(std::move(description)) {}
    table(std::string table_name, air::owned_ir description, matrix_type fixed)
        : name(std::move(table_name)), ir(std::move(description)), preprocessed(std::move(fixed)) {}

    /// The same table, which a proof may leave out.
    table optional() && {
        may_be_absent = true;
        return std::move(*this);
    }
};

/// In place of the logarithm of a height: the table is not in the proof.
inline constexpr std::uint8_t absent = 255;

/// A table as prover and verifier see it: the description and what follows from it.
template <class Config>
struct key_table {
    using field = typename Config::field;

    constexpr key_table() = default;
    constexpr key_table(const std::string& table_name, const air::owned_ir& description)
        : name(table_name), ir(description) {}

    std::string name;
    air::owned_ir ir;
    /// Set when the table has preprocessed columns.
    std::optional<std::size_t> fixed_log_height;
    std::size_t min_log_height = 0;
    lookup::argument buses;
    /// The quotient has degree below chunks * height; chunks >= 1.
    std::size_t chunks = 1;
    bool reads_next_witness = false;
    bool reads_next_preprocessed = false;
    bool uses_first_row = false;
    bool uses_last_row = false;
    bool may_be_absent = false;
    /// Coefficients (constant first) of each periodic column's interpolant on the subgroup of its period's order.
    std::vector<std::vector<field>> periodic;
};

/// Everything that defines what a proof claims. Two keys with equal digests have equal tables, preprocessed columns
/// and parameters (up to collisions of the configuration's hash).
template <class Config>
struct verifying_key {
    using digest_type = typename Config::compression::digest;

    std::vector<key_table<Config>> tables;
    /// Commitment to all preprocessed columns, in order of tables; empty if there are none.
    std::vector<digest_type> preprocessed;
    digest_type digest{};

    /// Logarithm of the most rows of a table with preprocessed columns; 0 without such.
    constexpr std::size_t tallest_fixed() const {
        std::size_t out = 0;
        for (const key_table<Config>& t : tables) {
            out = std::max(out, t.fixed_log_height.value_or(0));
        }
        return out;
    }
};

/// A verifying key and what the prover needs besides.
template <class Config>
struct proving_key {
    verifying_key<Config> verifying;
    /// Preprocessed columns on their trace rows, one matrix per table (some empty).
    std::vector<matrix::row_major<typename Config::field>> preprocessed;
    /// The same committed; null if there are none.
    std::shared_ptr<const pcs::committed<Config>> committed;
};

} // namespace zonogon::stark
