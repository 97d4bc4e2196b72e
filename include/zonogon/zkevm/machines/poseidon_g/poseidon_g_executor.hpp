#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>

#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkevm/machines/poseidon_g/poseidon_g.hpp>

namespace zonogon::zkevm::machines::poseidon_g {

/// The row of one call, its `calls` still 0.
inline cells<field::goldilocks> row_of(const std::array<field::goldilocks, 8>& in, const zkasm::hash4& capacity) {
    namespace parameters = hash::poseidon_goldilocks;
    using field::goldilocks;
    cells<goldilocks> row{};
    row.in = in;
    row.capacity = capacity;
    parameters::state s{};
    std::copy(in.begin(), in.end(), s.begin());
    std::copy(capacity.begin(), capacity.end(), s.begin() + 8);
    for (std::size_t round = 0; round < parameters::rounds; ++round) {
        for (std::size_t i = 0; i < width; ++i) {
            s[i] += goldilocks{parameters::round_constants[width * round + i]};
        }
        const bool first = round < half_rounds;
        const bool last = round >= half_rounds + partial_rounds;
        const std::size_t r = first ? round : round - half_rounds - (last ? partial_rounds : 0);
        for (std::size_t i = 0; i < (first || last ? width : 1); ++i) {
            const goldilocks cube = s[i] * s[i] * s[i];
            s[i] = cube * cube * s[i];
            if (first) {
                row.first_cube[r * width + i] = cube;
                row.first_seventh[r * width + i] = s[i];
            } else if (!last) {
                row.partial_cube[r] = cube;
                row.partial_seventh[r] = s[i];
            } else {
                row.last_cube[r * width + i] = cube;
                if (r + 1 < half_rounds) {
                    row.last_seventh[r * width + i] = s[i];
                }
            }
        }
        s = parameters::linear_layer(s);
    }
    std::copy(s.begin(), s.begin() + 4, row.out.begin());
    return row;
}

/// The trace that answers the calls, a row for each distinct one in order of first appearance; outputs are computed,
/// not taken from the requests.
inline trace fill(std::span<const zkasm::poseidon_request> requests) {
    using field::goldilocks;
    std::map<std::array<std::uint64_t, width>, std::size_t> row_of_call;
    std::vector<std::pair<const zkasm::poseidon_request*, std::uint64_t>> calls;
    for (const auto& request : requests) {
        std::array<std::uint64_t, width> key{};
        for (std::size_t i = 0; i < 8; ++i) {
            key[i] = request.in[i].value();
        }
        for (std::size_t i = 0; i < 4; ++i) {
            key[8 + i] = request.capacity[i].value();
        }
        const auto [at, is_new] = row_of_call.try_emplace(key, calls.size());
        if (is_new) {
            calls.emplace_back(&request, 0);
        }
        ++calls[at->second].second;
    }
    trace out(table_height(calls.size()), width_of<cells>());
    for (std::size_t i = 0; i < calls.size(); ++i) {
        auto row = row_of(calls[i].first->in, calls[i].first->capacity);
        row.calls = goldilocks{calls[i].second};
        store<cells>(row, out.row(i));
    }
    const auto unused = row_of({}, {});
    for (std::size_t i = calls.size(); i < out.height(); ++i) {
        store<cells>(unused, out.row(i));
    }
    return out;
}

} // namespace zonogon::zkevm::machines::poseidon_g
