#include "store/memory_store.hpp"

#include <utility>

namespace zonogon::store {

class memory_medium {
public:
    using family_map = memory_store::snapshot::family_map;

    memory_medium() {
        for (auto& one : families_) {
            one = std::make_shared<family_map>();
        }
    }
    memory_store::snapshot now() const {
        const std::scoped_lock hold(*lock_);
        std::array<std::shared_ptr<const family_map>, family_count> copy;
        for (std::size_t i = 0; i < family_count; ++i) {
            copy[i] = families_[i];
        }
        return memory_store::snapshot{std::move(copy), lock_};
    }
    void apply(const write_batch& changes) {
        const std::scoped_lock hold(*lock_);
        for (const write_batch::change& one : changes.changes()) {
            auto& held = families_[static_cast<std::size_t>(one.where)];
            if (held.use_count() > 1) {
                held = std::make_shared<family_map>(*held);
            }
            if (one.value) {
                (*held)[one.key] = *one.value;
            } else {
                held->erase(one.key);
            }
        }
    }

private:
    std::shared_ptr<std::mutex> lock_ = std::make_shared<std::mutex>();
    std::array<std::shared_ptr<family_map>, family_count> families_;
};

memory_store::snapshot::snapshot(std::array<std::shared_ptr<const family_map>, family_count> families,
                                 std::shared_ptr<std::mutex> lock)
    : families_(std::move(families)), lock_(std::move(lock)) {}

// A writer that finds nobody else at a family changes it in place: what was read here must have been read before.
memory_store::snapshot::~snapshot() {
    if (lock_) {
        const std::scoped_lock hold(*lock_);
        families_ = {};
    }
}

result<std::optional<bytes>> memory_store::snapshot::get(family where, byte_view key) const {
    const family_map& map = *families_[static_cast<std::size_t>(where)];
    const auto found = map.find(bytes(key.begin(), key.end()));
    return found == map.end() ? std::optional<bytes>{} : std::optional<bytes>{found->second};
}

status memory_store::snapshot::scan(family where, const key_range& range, order direction, const visitor& see) const {
    const family_map& map = *families_[static_cast<std::size_t>(where)];
    auto begin = map.lower_bound(range.from);
    auto end = range.to.empty() ? map.end() : map.lower_bound(range.to);
    if (!range.to.empty() && range.to <= range.from) {
        return {};
    }
    if (direction == order::ascending) {
        for (; begin != end; ++begin) {
            if (!see(begin->first, begin->second)) {
                break;
            }
        }
        return {};
    }
    while (end != begin) {
        --end;
        if (!see(end->first, end->second)) {
            break;
        }
    }
    return {};
}

memory_store::memory_store() : medium_(std::make_shared<memory_medium>()) {}
memory_store::memory_store(std::shared_ptr<memory_medium> medium) : medium_(std::move(medium)) {}

result<std::optional<bytes>> memory_store::get(family where, byte_view key) const {
    return medium_->now().get(where, key);
}
status memory_store::scan(family where, const key_range& range, order direction, const visitor& see) const {
    return medium_->now().scan(where, range, direction, see);
}
status memory_store::write(const write_batch& changes, durability) {
    medium_->apply(changes);
    return {};
}
std::unique_ptr<memory_store::snapshot> memory_store::view() const {
    return std::make_unique<snapshot>(medium_->now());
}

} // namespace zonogon::store
