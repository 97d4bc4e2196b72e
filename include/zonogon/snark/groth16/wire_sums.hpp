#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/curve/batch_to_affine.hpp>
#include <zonogon/curve/msm.hpp>
#include <zonogon/curve/short_weierstrass.hpp>
#include <zonogon/snark/r1cs.hpp>

namespace zonogon::snark::groth16 {

/// One side of the constraints by wire: for each wire the rows that it stands in and its coefficients there.
template <class Field>
class wire_columns {
public:
    /// Precondition: every wire of the rows < wires.
    wire_columns(const sparse_rows<Field>& rows, std::size_t wires);

    std::span<const std::uint32_t> rows(std::size_t wire) const {
        return std::span(rows_).subspan(begins_[wire], begins_[wire + 1] - begins_[wire]);
    }
    std::span<const Field> coefficients(std::size_t wire) const {
        return std::span(coefficients_).subspan(begins_[wire], begins_[wire + 1] - begins_[wire]);
    }

private:
    std::vector<std::size_t> begins_;
    std::vector<std::uint32_t> rows_;
    std::vector<Field> coefficients_;
};

/// Points that belong to rows, and the columns that say how often each counts for a wire.
template <class Curve>
struct weighted_rows {
    const wire_columns<typename Curve::scalar_field>* columns = nullptr;
    std::span<const curve::affine_point<Curve>> points;
};

/// For every wire in [first, first + out.size()) the sum over all sources of coefficient times point. Coefficients of
/// one and minus one cost an addition; those of a wire that are longer are multiplied together (Straus), or as a large
/// sum of multiples if a wire stands in very many rows. All threads.
template <class Curve>
void sum_wires(std::span<const weighted_rows<Curve>> sources, std::size_t first,
               std::span<curve::affine_point<Curve>> out);

template <class Field>
wire_columns<Field>::wire_columns(const sparse_rows<Field>& rows, std::size_t wires)
    : begins_(wires + 1), rows_(rows.terms()), coefficients_(rows.terms()) {
    for (std::size_t i = 0; i < rows.rows(); ++i) {
        for (const std::uint32_t wire : rows.wires(i)) {
            ++begins_[wire + 1];
        }
    }
    for (std::size_t wire = 0; wire < wires; ++wire) {
        begins_[wire + 1] += begins_[wire];
    }
    std::vector<std::size_t> next(begins_.begin(), begins_.end() - 1);
    for (std::size_t i = 0; i < rows.rows(); ++i) {
        const auto in_row = rows.wires(i);
        const auto coefficients = rows.coefficients(i);
        for (std::size_t k = 0; k < in_row.size(); ++k) {
            const std::size_t place = next[in_row[k]]++;
            rows_[place] = static_cast<std::uint32_t>(i);
            coefficients_[place] = coefficients[k];
        }
    }
}

namespace wire_sums_detail {

template <class Curve>
struct multiple {
    u256 factor;
    curve::affine_point<Curve> point;
};

/// Adds all multiples at once: one chain of doublings for all.
template <class Curve>
curve::jacobian_point<Curve> straus(std::span<const multiple<Curve>> all) {
    std::vector<curve::signed_digits> digits;
    std::vector<std::array<curve::jacobian_point<Curve>, curve::signed_digits::table_size>> tables;
    std::size_t length = 0;
    for (const multiple<Curve>& m : all) {
        digits.emplace_back(m.factor);
        tables.push_back(curve::odd_multiples(m.point));
        length = std::max(length, digits.back().length());
    }
    curve::jacobian_point<Curve> sum;
    for (std::size_t i = length; i-- > 0;) {
        sum = sum.doubled();
        for (std::size_t k = 0; k < all.size(); ++k) {
            if (const int digit = digits[k][i]; digit != 0) {
                const auto& entry = tables[k][static_cast<std::size_t>(digit > 0 ? digit : -digit) / 2];
                sum = sum + (digit > 0 ? entry : -entry);
            }
        }
    }
    return sum;
}

/// The sum of one wire.
template <class Curve>
curve::jacobian_point<Curve> sum_wire(std::span<const weighted_rows<Curve>> sources, std::size_t wire,
                                      std::vector<multiple<Curve>>& scratch) {
    using scalar = typename Curve::scalar_field;
    constexpr std::size_t together = 16;
    constexpr u256 half = scalar::modulus >> 1;
    curve::jacobian_point<Curve> sum;
    scratch.clear();
    for (const auto& source : sources) {
        const auto rows = source.columns->rows(wire);
        const auto coefficients = source.columns->coefficients(wire);
        for (std::size_t k = 0; k < rows.size(); ++k) {
            const curve::affine_point<Curve>& p = source.points[rows[k]];
            const u256 value = coefficients[k].value();
            const bool negative = value > half;
            const u256 size = negative ? scalar::modulus - value : value;
            if (size == u256{1}) {
                sum = sum + (negative ? -p : p);
            } else if (!size.is_zero()) {
                scratch.push_back({size, negative ? -p : p});
                if (scratch.size() == together) {
                    sum = sum + straus<Curve>(scratch);
                    scratch.clear();
                }
            }
        }
    }
    return scratch.empty() ? sum : sum + straus<Curve>(scratch);
}

/// The same on all threads, for wires that stand in very many rows.
template <class Curve>
curve::jacobian_point<Curve> sum_heavy_wire(std::span<const weighted_rows<Curve>> sources, std::size_t wire) {
    std::vector<curve::affine_point<Curve>> points;
    std::vector<typename Curve::scalar_field> factors;
    for (const auto& source : sources) {
        for (const std::uint32_t row : source.columns->rows(wire)) {
            points.push_back(source.points[row]);
        }
        const auto coefficients = source.columns->coefficients(wire);
        factors.insert(factors.end(), coefficients.begin(), coefficients.end());
    }
    return curve::msm<Curve>(std::span<const curve::affine_point<Curve>>(points), factors);
}

} // namespace wire_sums_detail

template <class Curve>
void sum_wires(std::span<const weighted_rows<Curve>> sources, std::size_t first,
               std::span<curve::affine_point<Curve>> out) {
    constexpr std::size_t heavy = 2048;
    constexpr std::size_t grain = 64;
    const auto summands = [&](std::size_t wire) {
        std::size_t n = 0;
        for (const auto& source : sources) {
            n += source.columns->rows(wire).size();
        }
        return n;
    };
    std::vector<curve::jacobian_point<Curve>> sums(out.size());
    parallel_chunks(out.size(), grain, [&](std::size_t begin, std::size_t end) {
        std::vector<wire_sums_detail::multiple<Curve>> scratch;
        for (std::size_t i = begin; i < end; ++i) {
            if (summands(first + i) < heavy) {
                sums[i] = wire_sums_detail::sum_wire(sources, first + i, scratch);
            }
        }
    });
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (summands(first + i) >= heavy) {
            sums[i] = wire_sums_detail::sum_heavy_wire(sources, first + i);
        }
    }
    curve::batch_to_affine<Curve>(std::span<const curve::jacobian_point<Curve>>(sums), out);
}

} // namespace zonogon::snark::groth16
