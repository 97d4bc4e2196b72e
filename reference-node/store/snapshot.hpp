#pragma once

#include <string>

#include <zonogon/base/result.hpp>

#include "store/rocks_store.hpp"

namespace zonogon::store {

/// Writes the database as of now into a new folder, with a list of its files, their sizes and SHA-256 sums.
status take_snapshot(const rocks_store& from, const std::string& folder);

/// Checks every file of a snapshot against its list; names the first that is missing, added, or differs.
status check_snapshot(const std::string& folder);

/// Copies a checked snapshot to where a node will open it; the target must not exist or be empty. A copy that was
/// interrupted leaves no folder of that name.
status restore_snapshot(const std::string& folder, const std::string& target);

} // namespace zonogon::store
