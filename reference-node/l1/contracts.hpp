#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::l1 {

/// Where a rollup stands on L1: what reference-node/contracts/deploy writes down.
struct rollup_contracts {
    /// Of L1, and of the rollup itself.
    std::uint64_t l1_chain_id = 0, chain_id = 0;
    address rollup_manager{}, rollup{}, global_exit_root_manager{}, bridge{}, fee_token{};
    /// The number that the manager knows the rollup by, from 1; its network id too.
    std::uint32_t rollup_id = 0;
    /// No contract has an event before this block.
    std::uint64_t first_block = 0;
    /// State root before batch 1.
    u256 genesis_root;

    friend bool operator==(const rollup_contracts&, const rollup_contracts&) = default;
};

/// Reads the result of a deployment (JSON); other members than those needed are passed over.
result<rollup_contracts> parse_rollup_contracts(std::string_view text);
/// The same from a file.
result<rollup_contracts> read_rollup_contracts(const std::string& file);

} // namespace zonogon::l1
