#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include <zonogon/air/builder.hpp>
#include <zonogon/base/log2.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/matrix/matrix.hpp>

/// Each machine states its columns once, as a struct template `cells<T>` whose visit(self, f) calls f(name, member)
/// in column order: cells<air::column> describes constraints, cells<goldilocks> or cells<integer> is a row to fill.
namespace zonogon::zkevm::machines {

using trace = matrix::row_major<field::goldilocks>;

/// No table is lower than this, so that first, last and transition rows are distinct.
inline constexpr std::size_t min_table_height = 4;

/// The height of a table whose first `rows` rows are in use.
constexpr std::size_t table_height(std::size_t rows) noexcept {
    return std::size_t{1} << log2_ceil(rows < min_table_height ? min_table_height : rows);
}

namespace detail {

template <class T>
inline constexpr bool is_array = false;
template <class T, std::size_t N>
inline constexpr bool is_array<std::array<T, N>> = true;

constexpr field::goldilocks to_field(field::goldilocks v) noexcept {
    return v;
}
constexpr field::goldilocks to_field(std::int64_t v) noexcept {
    return v < 0 ? -field::goldilocks{static_cast<std::uint64_t>(-v)}
                 : field::goldilocks{static_cast<std::uint64_t>(v)};
}

} // namespace detail

/// Declares the columns of a table in the order of visit.
template <template <class> class Cells>
constexpr Cells<air::column> declare(air::builder& b) {
    Cells<air::column> out;
    Cells<air::column>::visit(out, [&](std::string_view name, auto& member) {
        if constexpr (detail::is_array<std::remove_cvref_t<decltype(member)>>) {
            const auto columns = b.witness_array(name, member.size());
            for (std::size_t i = 0; i < member.size(); ++i) {
                member[i] = columns[i];
            }
        } else {
            member = b.witness(name);
        }
    });
    return out;
}

/// Writes a row in the same order. T is goldilocks or std::int64_t (negative numbers mean negatives mod p).
template <template <class> class Cells, class T>
constexpr void store(const Cells<T>& cells, std::span<field::goldilocks> row) {
    std::size_t at = 0;
    Cells<T>::visit(cells, [&](std::string_view, const auto& member) {
        if constexpr (detail::is_array<std::remove_cvref_t<decltype(member)>>) {
            for (const auto& v : member) {
                row[at++] = detail::to_field(v);
            }
        } else {
            row[at++] = detail::to_field(member);
        }
    });
}

/// Number of columns.
template <template <class> class Cells>
constexpr std::size_t width_of() {
    Cells<std::int64_t> cells{};
    std::size_t count = 0;
    Cells<std::int64_t>::visit(cells, [&](std::string_view, const auto& member) {
        if constexpr (detail::is_array<std::remove_cvref_t<decltype(member)>>) {
            count += member.size();
        } else {
            ++count;
        }
    });
    return count;
}

/// Number of the first column called `name`, or width_of when there is none.
template <template <class> class Cells>
constexpr std::size_t column_of(std::string_view name) {
    Cells<std::int64_t> cells{};
    std::size_t count = 0;
    std::size_t found = width_of<Cells>();
    Cells<std::int64_t>::visit(cells, [&](std::string_view n, const auto& member) {
        if (n == name) {
            found = count;
        }
        if constexpr (detail::is_array<std::remove_cvref_t<decltype(member)>>) {
            count += member.size();
        } else {
            ++count;
        }
    });
    return found;
}

} // namespace zonogon::zkevm::machines
