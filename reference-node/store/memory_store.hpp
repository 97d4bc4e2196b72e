#pragma once

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "store/store.hpp"

namespace zonogon::store {

/// What a memory store holds; it outlives the store as a disk outlives a process.
class memory_medium;

/// A store in memory, for tests and tools. A view costs nothing until the next write, which then copies the touched
/// families: O(their size).
class memory_store {
public:
    memory_store();
    /// The state another memory store left behind.
    explicit memory_store(std::shared_ptr<memory_medium> medium);

    class snapshot {
    public:
        using family_map = std::map<bytes, bytes>;
        snapshot(std::array<std::shared_ptr<const family_map>, family_count> families,
                 std::shared_ptr<std::mutex> lock);
        snapshot(snapshot&&) noexcept = default;
        snapshot& operator=(snapshot&&) = delete;
        ~snapshot();

        result<std::optional<bytes>> get(family where, byte_view key) const;
        status scan(family where, const key_range& range, order direction, const visitor& see) const;

    private:
        std::array<std::shared_ptr<const family_map>, family_count> families_;
        /// The writer's.
        std::shared_ptr<std::mutex> lock_;
    };

    result<std::optional<bytes>> get(family where, byte_view key) const;
    status scan(family where, const key_range& range, order direction, const visitor& see) const;
    /// Survives in the medium, whatever is asked for.
    status write(const write_batch& changes, durability how = durability::power_cut);
    std::unique_ptr<snapshot> view() const;
    std::shared_ptr<memory_medium> medium() const { return medium_; }

private:
    std::shared_ptr<memory_medium> medium_;
};

} // namespace zonogon::store
