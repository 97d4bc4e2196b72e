#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>

#include "store/store.hpp"

namespace zonogon::state {

/// Keeps that this program works on the database from now on (seconds of the epoch), unless the last one was the same.
status note_version(store::database& in, std::uint64_t now, const std::string& version);
/// Every version that did, with the time it began, oldest first.
result<std::vector<std::pair<std::uint64_t, std::string>>> read_versions(const store::reader& from);

} // namespace zonogon::state
