#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/rollup/genesis.hpp>

#include "store/store.hpp"

namespace zonogon::state {

/// The last L2 block this node has, and the state after it.
struct head {
    std::uint64_t number = 0;
    /// Seconds of the epoch.
    std::uint64_t timestamp = 0;
    u256 state_root;

    friend bool operator==(const head&, const head&) = default;
};

/// Nothing in a database without genesis.
result<std::optional<head>> read_head(const store::reader& from);
/// The state after another block; nothing where there is no such block.
result<std::optional<head>> head_at(const store::reader& from, std::uint64_t number);
result<std::optional<head>> head_at(const store::reader& from, const bytes32& hash);
/// Adds the new head to what is written with it.
void write_head(store::write_batch& changes, const head& h);

/// Makes block 0 from the accounts in one write, or, where it was made before, checks that it was from the same: a
/// database belongs to one chain. Returns the root of block 0.
result<u256> ensure_genesis(store::database& in, const std::vector<rollup::genesis_account>& accounts);

} // namespace zonogon::state
