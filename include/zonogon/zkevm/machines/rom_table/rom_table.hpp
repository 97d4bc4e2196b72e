#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/zkevm/machines/rom_table/encode.hpp>
#include <zonogon/zkevm/machines/rom_table/line_cells.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// The program as a fixed table: one row a line. The main machine looks every line it executes up here, so the
/// verifying key fixes the program.
namespace zonogon::zkevm::machines::rom_table {

/// Numbers of a line on the bus: its number fields, one word with all flags, and its place in the program.
inline constexpr std::size_t tuple_width = [] {
    line_cells<int> cells{};
    std::size_t count = 2;
    line_cells<int>::visit_numbers(cells, [&](std::string_view, const auto& member) {
        if constexpr (machines::detail::is_array<std::remove_cvref_t<decltype(member)>>) {
            count += member.size();
        } else {
            ++count;
        }
    });
    return count;
}();

/// The bus tuple of a line. V is air::expr for columns or goldilocks for values. Flags must be 0 or 1 and are at most
/// 63, so the packed word tells them apart.
template <class V, class T>
constexpr std::vector<V> tuple_of(const line_cells<T>& cells, const V& place) {
    std::vector<V> out;
    line_cells<T>::visit_numbers(cells, [&](std::string_view, const auto& member) {
        if constexpr (machines::detail::is_array<std::remove_cvref_t<decltype(member)>>) {
            out.insert(out.end(), member.begin(), member.end());
        } else {
            out.push_back(member);
        }
    });
    V flags{};
    std::uint64_t weight = 1;
    line_cells<T>::visit_flags(cells, [&](std::string_view, const auto& flag) {
        flags += V(weight) * V(flag);
        weight *= 2;
    });
    out.push_back(flags);
    out.push_back(place);
    return out;
}

constexpr void describe(air::builder& b) {
    const auto columns = b.preprocessed_array("LINE", tuple_width);
    const air::column used = b.witness("used");
    b.receive("rom", std::vector<air::expr>(columns.begin(), columns.end()), used);
}

inline air::owned_ir build() {
    air::builder b;
    describe(b);
    return b.build();
}

/// Rows of the table: the lines, then the last one again.
inline trace preprocessed(std::span<const encoded_line> lines) {
    trace out(table_height(lines.size()), tuple_width);
    for (std::size_t row = 0; row < out.height(); ++row) {
        const std::size_t line = std::min(row, lines.size() - 1);
        std::ranges::copy(tuple_of<field::goldilocks>(lines[line], field::goldilocks{line}), out.row(row).begin());
    }
    return out;
}

/// How often each line was executed; `places` has the line number of every step.
inline trace fill(std::size_t line_count, std::span<const std::uint32_t> places) {
    trace out(table_height(line_count), 1);
    for (const std::uint32_t place : places) {
        if (place < line_count) {
            out(place, 0) += field::goldilocks::one();
        }
    }
    return out;
}

} // namespace zonogon::zkevm::machines::rom_table
