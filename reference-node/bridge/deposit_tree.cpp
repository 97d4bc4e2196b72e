#include "bridge/deposit_tree.hpp"

#include <zonogon/hash/keccak.hpp>

namespace zonogon::bridge {

using merkle::append_tree_depth;

status deposit_tree::append(const bytes32& leaf) {
    if (size() == 0xffffffffULL) {
        return error{"the deposit tree is full"};
    }
    layers_[0].push_back(leaf);
    for (std::size_t h = 0; layers_[h].size() % 2 == 0; ++h) {
        const std::vector<bytes32>& below = layers_[h];
        layers_[h + 1].push_back(hash::keccak256(below[below.size() - 2], below.back()));
    }
    return {};
}

void deposit_tree::truncate(std::uint64_t size) {
    for (std::size_t h = 0; h < append_tree_depth; ++h) {
        if (layers_[h].size() > (size >> h)) {
            layers_[h].resize(static_cast<std::size_t>(size >> h));
        }
    }
}

std::array<bytes32, append_tree_depth + 1> deposit_tree::edge(std::uint64_t size) const {
    std::array<bytes32, append_tree_depth + 1> out{};
    for (std::size_t h = 0; h < append_tree_depth; ++h) {
        const std::uint64_t whole = size >> h;
        out[h + 1] = whole % 2 == 1 ? hash::keccak256(layers_[h][static_cast<std::size_t>(whole - 1)], out[h])
                                    : hash::keccak256(out[h], merkle::zero_hashes()[h]);
    }
    return out;
}

bytes32 deposit_tree::root(std::uint64_t size) const {
    return edge(size)[append_tree_depth];
}

merkle::append_proof deposit_tree::proof(std::uint32_t index, std::uint64_t size) const {
    const auto partial = edge(size);
    merkle::append_proof out{};
    for (std::size_t h = 0; h < append_tree_depth; ++h) {
        const std::uint64_t sibling = (index >> h) ^ 1U;
        const std::uint64_t whole = size >> h;
        out[h] = sibling < whole    ? layers_[h][static_cast<std::size_t>(sibling)]
                 : sibling == whole ? partial[h]
                                    : merkle::zero_hashes()[h];
    }
    return out;
}

deposit_tree rollups_tree(const std::map<std::uint32_t, bytes32>& local_roots) {
    constexpr std::uint32_t most = 0x10000;
    deposit_tree out;
    for (const auto& [network, root] : local_roots) {
        if (network > most) {
            break;
        }
        // Far below the tree's limit: appending cannot fail.
        while (out.size() + 1 < network) {
            (void)out.append({});
        }
        (void)out.append(root);
    }
    return out;
}

} // namespace zonogon::bridge
