#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <zonogon/base/result.hpp>

#include "store/store.hpp"

namespace zonogon::store {

/// The version of what the node stores; raise it with every change of a key or a value, and add the step that brings
/// older databases along.
inline constexpr std::uint64_t schema_version = 1;

/// Brings a database from version `from` to the next: reads, and adds its changes to the batch that also raises the
/// version.
struct migration {
    std::uint64_t from;
    std::function<status(const reader&, write_batch&)> run;
};

/// The steps of released versions, in order.
const std::vector<migration>& migrations();

/// Makes the database ready for this program: marks an empty one, migrates an older one step by step (one write each),
/// refuses a newer one.
status prepare_schema(database& in, std::uint64_t target, const std::vector<migration>& steps);
inline status prepare_schema(database& in) {
    return prepare_schema(in, schema_version, migrations());
}

} // namespace zonogon::store
