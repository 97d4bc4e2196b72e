#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

namespace zonogon::state {

/// Values that never change under their keys, as many of those used last as there is room for; for any number of
/// threads. Each of its parts holds two generations: what is found in the older one moves to the younger, and when the
/// younger is full the older goes. So between half and all of the capacity is in use, at the cost of one look in a
/// table.
template <class Key, class Value, class Hash>
class generation_cache {
public:
    /// In units of the weights that insert() is given.
    explicit generation_cache(std::size_t capacity) : share_(capacity / (2 * part_count) + 1) {}

    std::optional<Value> find(const Key& key) {
        part& p = part_of(key);
        const std::scoped_lock hold(p.lock);
        if (const auto found = p.young.find(key); found != p.young.end()) {
            return found->second.value;
        }
        const auto found = p.old.find(key);
        if (found == p.old.end()) {
            return std::nullopt;
        }
        Value out = found->second.value;
        entry moved = std::move(found->second);
        p.old.erase(found);
        add(p, key, std::move(moved));
        return out;
    }

    void insert(const Key& key, Value value, std::size_t weight = 1) {
        part& p = part_of(key);
        const std::scoped_lock hold(p.lock);
        add(p, key, {std::move(value), weight});
    }

private:
    struct entry {
        Value value;
        std::size_t weight = 1;
    };
    using table = std::unordered_map<Key, entry, Hash>;
    struct part {
        std::mutex lock;
        table young;
        table old;
        std::size_t weight = 0; ///< of the young
    };
    static constexpr std::size_t part_count = 16;

    part& part_of(const Key& key) { return parts_[(Hash{}(key) >> 16U) % part_count]; }
    void add(part& p, const Key& key, entry e) {
        if (e.weight > share_) {
            return;
        }
        if (p.weight + e.weight > share_) {
            p.old = std::exchange(p.young, table{});
            p.weight = 0;
        }
        const std::size_t weight = e.weight;
        if (p.young.insert_or_assign(key, std::move(e)).second) {
            p.weight += weight;
        }
    }

    std::size_t share_;
    std::array<part, part_count> parts_;
};

} // namespace zonogon::state
