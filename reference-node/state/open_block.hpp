#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/rollup/block_executor.hpp>
#include <zonogon/rollup/transaction.hpp>

#include "state/moments.hpp"

namespace zonogon::state {

/// A block that takes transactions and is not in the database yet, as its maker tells others of it.
struct open_block {
    struct item {
        rollup::transaction what;
        bytes32 hash{};
        address sender{};
    };

    u256 parent_state_root;
    rollup::block_opening opening;
    std::uint32_t l1_info_index = 0;
    std::uint64_t batch = 0;
    std::vector<std::shared_ptr<const item>> transactions;
};

/// The moment in which the open block is the last one: `base` and over it, in memory, all that the block adds, which is
/// executed for it. An error if the block does not stand on that moment.
result<std::shared_ptr<const moment>> with_open_block(const std::shared_ptr<const moment>& base,
                                                      const open_block& block, std::uint64_t chain_id);

} // namespace zonogon::state
