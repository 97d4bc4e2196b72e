#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <unordered_map>

#include <zonogon/base/result.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>

namespace zonogon::merkle {

using hash::hash4;

/// What the store keeps under a hash: the permutation's input, in[0..7] || capacity[0..3].
///
/// Branch: left, right, 0. Leaf: remaining key, value hash, (1, 0, 0, 0). Value: eight 32-bit lanes, 0.
using tree_record = std::array<field::goldilocks, 12>;

/// Where sparse trees keep their nodes.
///
/// Laws: after save(h, r) went well, load(h) gives r; records never change and are never removed by a tree, so old
/// roots stay readable. load of an unknown hash is an error, as is a failure of the medium.
template <class Store>
concept node_store = requires(Store& store, const Store& reader, const hash4& key, const tree_record& record) {
    { reader.load(key) } -> std::same_as<result<tree_record>>;
    { store.save(key, record) } -> std::same_as<status>;
};

/// The hash of a record.
inline hash4 record_hash(const tree_record& r) noexcept {
    hash::lanes8 in{};
    for (std::size_t i = 0; i < in.size(); ++i) {
        in[i] = r[i];
    }
    return hash::poseidon(in, hash4{r[8], r[9], r[10], r[11]});
}

/// A node store in memory.
class memory_node_store {
public:
    result<tree_record> load(const hash4& key) const {
        const auto found = records_.find(key);
        if (found == records_.end()) {
            return error{"tree node " + hash::to_word(key).to_hex_full() + " is not in the store"};
        }
        return found->second;
    }
    status save(const hash4& key, const tree_record& record) {
        records_.insert_or_assign(key, record);
        return {};
    }
    /// Takes a record from an untrusted source: 12 elements, or 8 for a value, that must hash to `key`.
    status import(const hash4& key, std::span<const field::goldilocks> elements) {
        if (elements.size() != 8 && elements.size() != 12) {
            return error{"a tree record has 8 or 12 elements, not " + std::to_string(elements.size())};
        }
        tree_record record{};
        for (std::size_t i = 0; i < elements.size(); ++i) {
            record[i] = elements[i];
        }
        if (record_hash(record) != key) {
            return error{"tree record does not hash to its key " + hash::to_word(key).to_hex_full()};
        }
        return save(key, record);
    }
    std::size_t size() const noexcept { return records_.size(); }

    auto begin() const noexcept { return records_.begin(); }
    auto end() const noexcept { return records_.end(); }

private:
    struct lane_hash {
        std::size_t operator()(const hash4& key) const noexcept { return static_cast<std::size_t>(key[0].value()); }
    };

    std::unordered_map<hash4, tree_record, lane_hash> records_;
};

static_assert(node_store<memory_node_store>);

} // namespace zonogon::merkle
