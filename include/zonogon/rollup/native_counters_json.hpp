#pragma once

#include <charconv>
#include <cstdint>
#include <iterator>
#include <string>

#include <nlohmann/json.hpp>

#include <zonogon/rollup/native_counters.hpp>

namespace zonogon::rollup {

namespace native_counters_detail {

inline std::string quantity(std::uint64_t value) {
    char digits[16] = {};
    const char* const end = std::to_chars(std::begin(digits), std::end(digits), value, 16).ptr;
    return "0x" + std::string(static_cast<const char*>(digits), end);
}

} // namespace native_counters_detail

/// `countersUsed` of zkevm_estimateCounters, as zkEVM nodes spell it.
inline nlohmann::json describe_counters_used(const zk_counters& used, std::uint64_t gas_used) {
    using native_counters_detail::quantity;
    return {{"gasUsed", quantity(gas_used)},
            {"usedKeccakHashes", quantity(used.keccak_f)},
            {"usedPoseidonHashes", quantity(used.poseidon_g)},
            {"usedPoseidonPaddings", quantity(used.padding_pg)},
            {"usedMemAligns", quantity(used.mem_align)},
            {"usedArithmetics", quantity(used.arith)},
            {"usedBinaries", quantity(used.binary)},
            {"usedSteps", quantity(used.steps)},
            {"usedSHA256Hashes", quantity(used.sha256_f)}};
}

/// `countersLimit` of zkevm_estimateCounters.
inline nlohmann::json describe_counter_limits(const zk_counters& limit, std::uint64_t gas_limit) {
    using native_counters_detail::quantity;
    return {{"maxGasUsed", quantity(gas_limit)},
            {"maxKeccakHashes", quantity(limit.keccak_f)},
            {"maxPoseidonHashes", quantity(limit.poseidon_g)},
            {"maxPoseidonPaddings", quantity(limit.padding_pg)},
            {"maxMemAligns", quantity(limit.mem_align)},
            {"maxArithmetics", quantity(limit.arith)},
            {"maxBinaries", quantity(limit.binary)},
            {"maxSteps", quantity(limit.steps)},
            {"maxSHA256Hashes", quantity(limit.sha256_f)}};
}

} // namespace zonogon::rollup
