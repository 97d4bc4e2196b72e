#pragma once

#include <string>
#include <vector>

#include <zonogon/base/result.hpp>

#include "config/configuration.hpp"

namespace zonogon::node {

/// One thing that was looked at.
struct finding {
    enum class kind : std::uint8_t {
        fine,
        notice, ///< works, and may not be what is wanted
        wrong,  ///< the node would stop, wait or lose its transactions
    };
    std::string what;
    kind is = kind::fine;
    std::string detail;
};

/// Compares a configuration with the files that it names and with the contracts on L1, without writing anything:
/// genesis, chain ids, addresses that the contracts have of each other, the rollup's number and fork, who may sequence,
/// ether and fee tokens of that key, what L1 calls final, room on the disk. What depends on an answer that did not come
/// is left out; that it did not come is a finding.
std::vector<finding> examine(const config::configuration& how);

} // namespace zonogon::node
