#include <utility>
#include <vector>

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/hash/poseidon_linear.hpp>
#include <zonogon/merkle/tree_record.hpp>

#include "state/database_state_store.hpp"
#include "state/rebuild.hpp"

namespace zonogon::state {
namespace {

/// A node that is still to be looked at.
struct place {
    merkle::hash4 node{};
    /// The path to it, in the form of a key.
    merkle::hash4 path{};
    std::size_t level = 0;
};

merkle::hash4 with_bit(merkle::hash4 path, std::size_t level) {
    const std::size_t lane = level % 4;
    path[lane] = field::goldilocks{path[lane].value() | std::uint64_t{1} << (level / 4)};
    return path;
}

class walk {
public:
    walk(const store::reader& stored, const progress& tell) : nodes_(stored), tell_(tell) {}

    tree_outcome run(const u256& root) {
        waiting_.push_back({hash::to_hash4(root), {}, 0});
        while (!waiting_.empty() && !out_.found) {
            const place at = waiting_.back();
            waiting_.pop_back();
            if (!merkle::is_empty_tree(at.node)) {
                look(at);
            }
        }
        return std::move(out_);
    }

private:
    void differ(const merkle::hash4& node, std::string what, std::string stored) {
        if (!out_.found) {
            out_.found = difference{"tree node " + hash::to_word(node).to_hex_full(), std::move(what),
                                    std::move(stored), "as its hash says"};
        }
    }
    /// Nothing where it is missing, damaged, or another than its name.
    std::optional<merkle::tree_record> load(const merkle::hash4& node) {
        const auto record = nodes_.load(node);
        if (!record) {
            differ(node, "record", record.why().message);
            return std::nullopt;
        }
        if (merkle::record_hash(*record) != node) {
            differ(node, "hash", hash::to_word(merkle::record_hash(*record)).to_hex_full());
            return std::nullopt;
        }
        return *record;
    }
    void look(const place& at) {
        const auto record = load(at.node);
        if (!record) {
            return;
        }
        const auto leaf = merkle::is_leaf(*record);
        if (!leaf || (!*leaf && at.level >= merkle::sparse_tree_levels)) {
            return differ(at.node, "kind", "neither leaf nor branch of level " + std::to_string(at.level));
        }
        if (!*leaf) {
            waiting_.push_back({merkle::second_half(*record), with_bit(at.path, at.level), at.level + 1});
            waiting_.push_back({merkle::first_half(*record), at.path, at.level + 1});
            ++out_.branches;
            return;
        }
        if (const auto key = merkle::full_key(at.path, merkle::first_half(*record), at.level); !key) {
            return differ(at.node, "leaf", key.why().message);
        }
        if (!load(merkle::second_half(*record))) {
            return;
        }
        if (const auto value = merkle::load_value(nodes_, merkle::second_half(*record)); !value) {
            return differ(at.node, "value", value.why().message);
        }
        ++out_.leaves;
        // How many there are is not known before the end.
        if (tell_ && out_.leaves % 65'536 == 0) {
            tell_(out_.leaves, 0);
        }
    }

    database_state_store nodes_;
    const progress& tell_;
    std::vector<place> waiting_;
    tree_outcome out_;
};

} // namespace

result<tree_outcome> check_tree(const store::reader& stored, const u256& root, const progress& tell) {
    tree_outcome out = walk{stored, tell}.run(root);
    const status scanned =
        stored.scan(store::family::code, {}, store::order::ascending, [&](byte_view key, byte_view text) {
            const u256 is = hash::to_word(hash::linear_hash(text));
            if (!out.found && (key.size() != 32 || u256::from_bytes(key) != is)) {
                out.found = difference{"code " + to_hex(key), "hash", is.to_hex_full(), "as its name says"};
            }
            ++out.codes;
            return !out.found;
        });
    return scanned ? result<tree_outcome>{std::move(out)} : result<tree_outcome>{scanned.why()};
}

} // namespace zonogon::state
