#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <zonogon/base/result.hpp>

#include "state/block_record.hpp"
#include "store/store.hpp"

namespace zonogon::state {

/// How the leaf of the L1 info tree that a block imports compares with the leaves that L1 has now.
enum class import_standing : std::uint8_t {
    stands,  ///< the same, or the block imports nothing
    missing, ///< L1 has no leaf of this index yet
    another, ///< L1 has another leaf of this index
};

result<import_standing> standing_of_import(const store::reader& from, const block_record& block);

/// The same in words for blocks `first` to `last`: the first import that L1 does not have (any more); nothing if all
/// stand.
result<std::optional<std::string>> lost_import(const store::reader& from, std::uint64_t first, std::uint64_t last);

} // namespace zonogon::state
