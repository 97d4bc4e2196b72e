#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/merkle/append_tree.hpp>

namespace zonogon::bridge {

/// A network's deposit tree (protocol 9.3) at every size it ever had.
///
/// Only nodes whose leaves are all there are kept: they never change again. What stands at the right edge of the tree
/// of a former size follows from them with 32 hashes, so that a proof against any exit root since costs that and no
/// more. Memory: 64 bytes per leaf; append costs two hashes on average, root and proof 32. Not synchronised.
class deposit_tree {
public:
    std::uint64_t size() const noexcept { return layers_[0].size(); }

    status append(const bytes32& leaf);
    /// Forgets the leaves from `size` on.
    void truncate(std::uint64_t size);

    /// Root of the first `size` leaves. Precondition: size <= size().
    bytes32 root(std::uint64_t size) const;
    /// The siblings of leaf `index` in the tree of the first `size` leaves. Precondition: size <= size().
    merkle::append_proof proof(std::uint32_t index, std::uint64_t size) const;

private:
    /// The node at each height that has some of its leaves, of an empty subtree where there is none.
    std::array<bytes32, merkle::append_tree_depth + 1> edge(std::uint64_t size) const;

    std::array<std::vector<bytes32>, merkle::append_tree_depth> layers_;
};

/// The tree of all rollups, whose leaf i is the local exit root of network i + 1 (protocol 8.4), from the roots of
/// those that have one. Networks above 2^16 are left out: no manager has that many.
deposit_tree rollups_tree(const std::map<std::uint32_t, bytes32>& local_roots);

} // namespace zonogon::bridge
