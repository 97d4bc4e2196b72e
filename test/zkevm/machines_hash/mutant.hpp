#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness.hpp"

namespace zonogon::test {

/// The table without the constraints of this name.
inline air::owned_ir without(const air::owned_ir& table, std::string_view name) {
    air::owned_ir out(table.view());
    const auto names = table.view().names;
    const auto removed =
        std::erase_if(out.constraints, [&](const air::constraint& c) { return names[c.name] == name; });
    REQUIRE(removed > 0);
    return out;
}

/// Requires that `attack`, given the description of the attacked table, finds nothing wrong exactly when the constraint
/// is missing.
inline void require_needed(const air::owned_ir& table, std::string_view constraint,
                           const std::function<ensemble(const air::owned_ir&)>& attack) {
    CHECK(attack(without(table, constraint)).problem() == "");
    CHECK_THAT(attack(table).problem(), Catch::Contains(std::string(constraint)));
}

} // namespace zonogon::test
