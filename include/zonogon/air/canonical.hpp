#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <zonogon/air/ir.hpp>

namespace zonogon::air {

/// Renumbers the nodes of an expression graph in an order that depends on the expressions alone, not on the order in
/// which they were made: compilers evaluate the operands of an expression in different orders (and one compiler at run
/// time and in constant evaluation), and verifying keys must not differ by that.
///
/// Nodes get their numbers when they are first needed, operands first. The operands of sums and products are ordered by
/// a hash of what they say.
class canonical_graph {
public:
    /// Preconditions: operands have smaller numbers than the nodes that read them, no node occurs twice, and both lists
    /// outlive this object.
    constexpr canonical_graph(const std::vector<node>& nodes, const std::vector<std::uint64_t>& constants)
        : source_(&nodes), source_constants_(&constants), hashes_(nodes.size(), 0), moved_(nodes.size(), none),
          moved_constants_(constants.size(), none) {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const node n = ordered(nodes[i]);
            const auto kind = static_cast<std::uint64_t>(n.kind);
            if (n.kind == op::constant) {
                hashes_[i] = mix(mix(0, kind), constants[n.a]);
            } else if (n.kind < op::add) {
                hashes_[i] = mix(mix(mix(0, kind), n.a), n.b);
            } else {
                hashes_[i] = mix(mix(mix(0, kind), hashes_[n.a]), n.kind == op::neg ? 0 : hashes_[n.b]);
            }
        }
    }

    /// The new number of a node of the source.
    constexpr node_id take(node_id root) {
        // No recursion: chains of sums may be as long as the table has columns.
        std::vector<node_id> open{root};
        while (!open.empty()) {
            const node_id id = open.back();
            const node n = ordered((*source_)[id]);
            if (moved_[id] != none) {
                open.pop_back();
            } else if (n.kind >= op::add && moved_[n.a] == none) {
                open.push_back(n.a);
            } else if (n.kind >= op::add && n.kind != op::neg && moved_[n.b] == none) {
                open.push_back(n.b);
            } else {
                moved_[id] = static_cast<node_id>(nodes_.size());
                nodes_.push_back(renumbered(n));
                open.pop_back();
            }
        }
        return moved_[root];
    }

    /// The nodes taken and what they read, and the constants among them.
    constexpr std::vector<node> nodes() && { return std::move(nodes_); }
    constexpr std::vector<std::uint64_t> constants() && { return std::move(constants_); }

private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    static constexpr std::uint64_t mix(std::uint64_t state, std::uint64_t value) noexcept {
        state = (state ^ value) * 0x9e3779b97f4a7c15ULL + 0xff51afd7ed558ccdULL;
        return state ^ (state >> 31);
    }
    constexpr node ordered(node n) const {
        if ((n.kind == op::add || n.kind == op::mul) && hashes_[n.b] < hashes_[n.a]) {
            std::swap(n.a, n.b);
        }
        return n;
    }
    constexpr node renumbered(node n) {
        if (n.kind == op::constant) {
            std::uint32_t& place = moved_constants_[n.a];
            if (place == none) {
                place = static_cast<std::uint32_t>(constants_.size());
                constants_.push_back((*source_constants_)[n.a]);
            }
            n.a = place;
        } else if (n.kind >= op::add) {
            n.a = moved_[n.a];
            n.b = n.kind == op::neg ? 0 : moved_[n.b];
        }
        return n;
    }

    const std::vector<node>* source_;
    const std::vector<std::uint64_t>* source_constants_;
    std::vector<std::uint64_t> hashes_;
    std::vector<std::uint32_t> moved_;
    std::vector<std::uint32_t> moved_constants_;
    std::vector<node> nodes_;
    std::vector<std::uint64_t> constants_;
};

} // namespace zonogon::air
