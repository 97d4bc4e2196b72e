#pragma once

#include <zonogon/merkle/mmcs.hpp>
#include <zonogon/pcs/stack.hpp>

namespace zonogon::pcs {

/// The tree of a configuration over plain matrices.
template <class Config>
using tree = merkle::mmcs<typename Config::field, typename Config::hasher, typename Config::compression>;

/// The tree over stacked ones.
template <class Config>
using stacked_tree = merkle::mmcs<typename Config::field, typename Config::hasher, typename Config::compression,
                                  stacked_matrix<typename Config::field>>;

} // namespace zonogon::pcs
