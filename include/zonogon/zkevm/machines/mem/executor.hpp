#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkevm/machines/mem/mem.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>

namespace zonogon::zkevm::machines::mem {

/// The trace for all accesses, in any order. Fails if two neighbouring addresses in use are 2^32 or more apart.
inline result<trace> fill(std::span<const zkasm::memory_access> accesses, byte_table::usage& usage) {
    using field::goldilocks;
    std::vector<std::size_t> order(accesses.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair{accesses[i].address, accesses[i].step}; });

    trace out(table_height(accesses.size()), width_of<cells>());
    std::uint64_t address = 0;
    std::uint64_t step = 0;
    zkasm::word8 value{};
    for (std::size_t row = 0; row < out.height(); ++row) {
        cells<goldilocks> c{};
        std::uint64_t gap = 0;
        if (row < order.size()) {
            const zkasm::memory_access& access = accesses[order[row]];
            const bool is_new = row == 0 || access.address != address;
            if (row != 0) {
                gap = (is_new ? access.address - address : access.step - step) - 1;
            }
            if (gap >> 32 != 0) {
                return error{"memory address " + std::to_string(access.address) + " at step " +
                             std::to_string(access.step) + " is out of the order that the memory machine can prove"};
            }
            address = access.address;
            step = access.step;
            value = access.value;
            c.value = value;
            c.is_read = goldilocks{!access.write};
            c.is_write = goldilocks{access.write};
            c.is_new = goldilocks{is_new};
        } else if (row == 0) {
            c.is_new = goldilocks::one();
        } else {
            ++step;
            c.value = value;
        }
        c.address = goldilocks{address};
        c.step = goldilocks{step};
        c.gap_low = goldilocks{gap & 0xffff};
        c.gap_high = goldilocks{gap >> 16};
        usage.range32(gap);
        store<cells>(c, out.row(row));
    }
    return out;
}

} // namespace zonogon::zkevm::machines::mem
