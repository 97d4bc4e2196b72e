#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <zonogon/base/u256.hpp>
#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkevm/machines/binary/logic.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>

namespace zonogon::zkevm::machines::logic {

/// Whether the operation is this table's (else it is add_compare's).
constexpr bool handles(zkasm::binary_opcode opcode) noexcept {
    using enum zkasm::binary_opcode;
    return opcode == bit_and || opcode == bit_or || opcode == bit_xor;
}

/// The trace that answers those requests that this table handles, in order; results are computed from a and b.
inline trace fill(std::span<const zkasm::binary_request> requests, byte_table::usage& usage) {
    using field::goldilocks;
    using enum zkasm::binary_opcode;
    std::size_t count = 0;
    for (const auto& request : requests) {
        count += handles(request.opcode) ? 1 : 0;
    }
    trace out(table_height(count), width_of<cells>());
    std::size_t at = 0;
    for (const auto& request : requests) {
        if (!handles(request.opcode)) {
            continue;
        }
        cells<goldilocks> row{};
        const u256 both = request.a & request.b;
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < 32; ++i) {
            row.a[i] = goldilocks{request.a.byte(i)};
            row.b[i] = goldilocks{request.b.byte(i)};
            row.both[i] = goldilocks{both.byte(i)};
            sum += both.byte(i);
            usage.byte_and(request.a.byte(i), request.b.byte(i));
        }
        row.is_and = goldilocks{request.opcode == bit_and};
        row.is_or = goldilocks{request.opcode == bit_or};
        row.is_xor = goldilocks{request.opcode == bit_xor};
        if (request.opcode == bit_and && sum != 0) {
            row.flag = goldilocks::one();
            row.inverse = goldilocks{sum}.inverse();
        }
        store<cells>(row, out.row(at++));
    }
    usage.byte_and(0, 0, static_cast<std::uint32_t>(32 * (out.height() - at)));
    return out;
}

} // namespace zonogon::zkevm::machines::logic
