#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/rollup/genesis.hpp>

#include "l1/contracts.hpp"

namespace zonogon::test {

/// What reference-node/contracts/deploy put on an L1.
struct deployment {
    l1::rollup_contracts contracts;
    std::vector<rollup::genesis_account> genesis;
    struct {
        bytes data;
        u256 global_exit_root, accumulated_input_hash;
        address sequencer{};
        std::uint64_t l1_block = 0;
    } first_batch;
};

/// Deploys the contracts as devnet.json says, with other accounts in the genesis of L2.
deployment deploy(const std::string& url, const std::vector<rollup::genesis_account>& accounts);

} // namespace zonogon::test
