#pragma once

#include <cstddef>

#include <zonogon/soundness/bits.hpp>

namespace zonogon::soundness {

/// Every number of a configuration that the error of its proofs depends on.
///
/// The limits bound what one proof may contain: provers refuse to exceed them and verifiers check them at run time, so
/// the figure that the compiler computes holds for every accepted proof. soundness::analyse destructures this struct
/// exhaustively: a new member breaks its build until the model accounts for it.
struct parameters {
    /// The code has rate 2^-log_blowup; constraints have degree at most 2^log_blowup + 1.
    std::size_t log_blowup = 1;
    /// A fold takes 2^log_folding values to one (1 to 4), fewer where a table's height lies in between.
    std::size_t log_folding = 3;
    std::size_t queries = 190;
    /// Leading work before the queries are drawn.
    std::size_t grinding_bits = 16;
    /// A commitment is the 2^cap_height digests of that tree layer (fewer for lower trees).
    std::size_t cap_height = 4;
    /// Folding stops at a polynomial of 2^log_final_length coefficients (at the lowest table's height if that is less).
    std::size_t log_final_length = 5;
    /// Limit: rows of a table.
    std::size_t max_log_height = 22;
    /// Limit: tables of a proof.
    std::size_t log_max_tables = 6;
    /// Limit: twice the (stacked column, point) pairs opened per height, hence columns batched together.
    std::size_t log_max_claims = 13;
    /// Limit: constraints of all tables together, LogUp's own included.
    std::size_t log_max_constraints = 16;
    /// Limit: the sum over interactions of their table's height, that is the fractions of the LogUp sum.
    std::size_t log_max_fractions = 30;
    /// Limit: elements of a bus tuple, the bus's number included.
    std::size_t log_max_tuple = 6;
    /// Limit: 2^max_log_stack columns of a low table are committed to as one column of so many times the height.
    std::size_t max_log_stack = 10;
    /// Proven bits that a proof must have; fewer do not compile.
    bits<proven> target{100};

    /// The highest degree of a constraint, selectors included.
    constexpr std::size_t max_degree() const noexcept { return (std::size_t{1} << log_blowup) + 1; }
};

} // namespace zonogon::soundness
