#pragma once

#include <vector>

#include "pcs/fixture.hpp"
#include "support/catch.hpp"

namespace zonogon::test {

/// Requires that what is proved of such tables is accepted.
template <class Config>
void check_complete(const std::vector<std::vector<table>>& rounds) {
    const status outcome = verify<Config>(prove<Config>(rounds, 1));
    if (!outcome) {
        FAIL(outcome.why().message);
    }
    SUCCEED();
}

} // namespace zonogon::test
