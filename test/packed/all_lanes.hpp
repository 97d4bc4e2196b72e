#pragma once

#include <cstddef>

#include <zonogon/field/baby_bear5.hpp>
#include <zonogon/field/goldilocks3.hpp>
#include <zonogon/field/koala_bear5.hpp>
#include <zonogon/field/koala_bear8.hpp>

#include "conformance/edge_values.hpp"
#include "packed/lane_laws.hpp"
#include "support/random.hpp"

namespace zonogon::test {

template <class F>
std::vector<F> with_random(std::vector<F> values, std::size_t count) {
    random_stream random(9);
    for (std::size_t i = 0; i < count; ++i) {
        values.push_back(random.element<F>());
    }
    return values;
}

/// Wrong lanes of one back end over every field of the library that is meant to be packed.
template <class Isa>
std::size_t wrong_lanes_of_back_end() {
    using namespace zonogon::field;
    using packed::vector;
    const auto scalars = [](std::size_t degree) { return 40 / degree; };
    return wrong_lanes<vector<goldilocks, Isa>>(with_random(edge_values<goldilocks>(), scalars(1))) +
           wrong_lanes<vector<koala_bear, Isa>>(with_random(edge_values<koala_bear>(), scalars(1))) +
           wrong_lanes<vector<baby_bear, Isa>>(with_random(edge_values<baby_bear>(), scalars(1))) +
           wrong_lanes<vector<goldilocks3, Isa>>(with_random(extension_edge_values<goldilocks3>(), scalars(3))) +
           wrong_lanes<vector<baby_bear5, Isa>>(with_random(extension_edge_values<baby_bear5>(), scalars(5))) +
           wrong_lanes<vector<koala_bear5, Isa>>(with_random(extension_edge_values<koala_bear5>(), scalars(5))) +
           wrong_lanes<vector<koala_bear8, Isa>>(with_random(extension_edge_values<koala_bear8>(), scalars(8)));
}

} // namespace zonogon::test
