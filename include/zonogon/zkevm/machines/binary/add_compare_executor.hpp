#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <zonogon/base/u256.hpp>
#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkevm/machines/binary/add_compare.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>

namespace zonogon::zkevm::machines::add_compare {

/// Whether the operation is this table's (else it is logic's).
constexpr bool handles(zkasm::binary_opcode opcode) noexcept {
    using enum zkasm::binary_opcode;
    return opcode != bit_and && opcode != bit_or && opcode != bit_xor;
}

namespace detail {

/// The row for an operation on a and b; selectors, flag and inverse are still open.
inline cells<field::goldilocks> subtract_or_add(const u256& a, const u256& b, zkasm::binary_opcode opcode) {
    using field::goldilocks;
    using enum zkasm::binary_opcode;
    cells<goldilocks> row{};
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        if (opcode == lt4 && i % 2 == 0) {
            carry = 0;
        }
        std::uint64_t x = a.word32(i);
        std::uint64_t y = b.word32(i);
        if (opcode == slt && i == 7) {
            x ^= 0x80000000U;
            y ^= 0x80000000U;
        }
        const std::uint64_t d = opcode == add ? x + y + carry : x - y - carry;
        carry = (d >> 32) & 1;
        row.carry[i] = goldilocks{carry};
        row.d[2 * i] = goldilocks{d & 0xffff};
        row.d[2 * i + 1] = goldilocks{(d >> 16) & 0xffff};
    }
    for (std::size_t i = 0; i < 16; ++i) {
        row.a[i] = goldilocks{a.word16(i)};
        row.b[i] = goldilocks{b.word16(i)};
    }
    row.sign_a = goldilocks{a.bit(255)};
    row.sign_b = goldilocks{b.bit(255)};
    return row;
}

inline void report(const cells<field::goldilocks>& row, byte_table::usage& usage, std::uint32_t times) {
    for (const auto* chunks : {&row.a, &row.b, &row.d}) {
        for (const field::goldilocks chunk : *chunks) {
            usage.range16(chunk.value(), times);
        }
    }
    usage.range16(2 * (row.a[15].value() & 0x7fff), times);
    usage.range16(2 * (row.b[15].value() & 0x7fff), times);
}

} // namespace detail

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
        auto row = detail::subtract_or_add(request.a, request.b, request.opcode);
        goldilocks distance;
        switch (request.opcode) {
        case add:
            row.is_add = goldilocks::one();
            break;
        case sub:
            row.is_sub = goldilocks::one();
            break;
        case lt:
            row.is_lt = goldilocks::one();
            break;
        case slt:
            row.is_slt = goldilocks::one();
            break;
        case eq:
            row.is_eq = goldilocks::one();
            for (const goldilocks chunk : row.d) {
                distance += chunk;
            }
            break;
        default:
            row.is_lt4 = goldilocks::one();
            distance = goldilocks{4} - row.carry[1] - row.carry[3] - row.carry[5] - row.carry[7];
        }
        if (request.opcode == eq || request.opcode == lt4) {
            row.flag = goldilocks{distance.is_zero()};
            row.inverse = distance.inverse();
        } else {
            row.flag = row.carry[7];
        }
        detail::report(row, usage, 1);
        store<cells>(row, out.row(at++));
    }
    // The remaining rows are all zero: 0 - 0 = 0 without an operation.
    detail::report({}, usage, static_cast<std::uint32_t>(out.height() - at));
    return out;
}

} // namespace zonogon::zkevm::machines::add_compare
