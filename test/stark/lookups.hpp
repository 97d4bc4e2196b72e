#pragma once

#include "stark/systems.hpp"
#include "support/catch.hpp"

namespace zonogon::test {

/// Requires that honest look-ups are accepted under a configuration and wrong ones are not.
template <class Config>
void prove_lookups() {
    const auto key = stark::setup<Config>(lookup_tables<Config>(3));
    REQUIRE(key);
    auto w = lookup_witness<Config>(5, 3);
    const auto proof = stark::prove(*key, w.traces, w.publics);
    REQUIRE(proof);
    CHECK(stark::verify(key->verifying, w.publics, stark::serialize<Config>(*proof)).ok());
    w.traces[0](7, 3) += Config::field::one();
    const auto wrong = stark::prove(*key, w.traces, w.publics);
    REQUIRE(wrong);
    CHECK_FALSE(stark::verify(key->verifying, w.publics, *wrong).ok());
}

} // namespace zonogon::test
