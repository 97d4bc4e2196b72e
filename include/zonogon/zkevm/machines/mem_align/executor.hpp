#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <zonogon/base/u256.hpp>
#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkevm/machines/mem_align/mem_align.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>

namespace zonogon::zkevm::machines::mem_align {

/// The trace that answers the requests, in order. Words written are computed, not taken from the request; a byte write
/// has no m1. Precondition: offsets are below 32.
inline trace fill(std::span<const zkasm::mem_align_request> requests, byte_table::usage& usage) {
    using field::goldilocks;
    using enum zkasm::mem_align_kind;
    trace out(table_height(requests.size()), width_of<cells>());
    for (std::size_t row = 0; row < requests.size(); ++row) {
        const zkasm::mem_align_request& request = requests[row];
        const bool one_byte = request.kind == write8;
        const auto m0 = request.m0.to_bytes();
        const auto m1 = one_byte ? u256{}.to_bytes() : request.m1.to_bytes();
        const auto v = request.v.to_bytes();
        cells<goldilocks> c{};
        for (std::size_t i = 0; i < 32; ++i) {
            c.m[i] = goldilocks{m0[i]};
            c.m[32 + i] = goldilocks{m1[i]};
            c.v[i] = goldilocks{v[i]};
        }
        for (const auto& word : {m0, m1, v}) {
            for (const std::uint8_t byte : word) {
                usage.byte(byte);
            }
        }
        c.at[request.offset % 32] = goldilocks::one();
        c.is_read = goldilocks{request.kind == read};
        c.is_write = goldilocks{request.kind == write};
        c.is_write8 = goldilocks{one_byte};
        store<cells>(c, out.row(row));
    }
    usage.byte(0, static_cast<std::uint32_t>(96 * (out.height() - requests.size())));
    return out;
}

} // namespace zonogon::zkevm::machines::mem_align
