#pragma once

#include <zonogon/merkle/mmcs.hpp>

namespace zonogon::pcs {

/// The tree of a configuration.
template <class Config>
using tree = merkle::mmcs<typename Config::field, typename Config::hasher, typename Config::compression>;

} // namespace zonogon::pcs
