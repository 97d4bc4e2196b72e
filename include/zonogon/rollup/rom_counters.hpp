#pragma once

#include <nlohmann/json.hpp>

#include <zonogon/zkevm/executor/batch_result.hpp>

namespace zonogon::rollup {

/// The zk-counters that a batch used on the ROM.
inline nlohmann::json describe_counters(const zkevm::batch_result& out) {
    const zkasm::counters& used = out.execution.used;
    return {{"steps", out.steps},
            {"rows", used.steps},
            {"arith", used.arith},
            {"binary", used.binary},
            {"mem_align", used.mem_align},
            {"keccak_f", used.keccak_f},
            {"padding_pg", used.padding_pg},
            {"poseidon_g", used.poseidon_g},
            {"sha256_f", used.sha256_f}};
}

} // namespace zonogon::rollup
