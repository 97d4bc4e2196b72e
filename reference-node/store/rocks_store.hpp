#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "store/store.hpp"

namespace zonogon::store {

/// The store on disk: RocksDB, one column family per family, writes synchronous unless less is asked for. One process
/// may have a folder open at a time.
class rocks_store {
public:
    struct options {
        std::uint64_t cache_megabytes = 256;
        /// Makes the folder if it is not there.
        bool create = true;
    };

    static result<rocks_store> open(const std::string& folder, const options& how);

    /// Reads a database as it is now, although another process may have it open and go on with it; later writes of that
    /// process are not seen; own writes fail, and views do not work (all of it is one). RocksDB puts files of its own
    /// into the folder `own`.
    static result<rocks_store> open_beside(const std::string& folder, const std::string& own, const options& how);

    rocks_store(rocks_store&&) noexcept;
    rocks_store& operator=(rocks_store&&) noexcept;
    ~rocks_store();

    class snapshot {
    public:
        struct inner;
        explicit snapshot(std::unique_ptr<inner> state);
        ~snapshot();
        snapshot(const snapshot&) = delete;
        snapshot& operator=(const snapshot&) = delete;

        result<std::optional<bytes>> get(family where, byte_view key) const;
        status scan(family where, const key_range& range, order direction, const visitor& see) const;

    private:
        std::unique_ptr<inner> state_;
    };

    result<std::optional<bytes>> get(family where, byte_view key) const;
    status scan(family where, const key_range& range, order direction, const visitor& see) const;
    status write(const write_batch& changes, durability how = durability::power_cut);
    /// Views must not outlive the store.
    std::unique_ptr<snapshot> view() const;

    /// Puts hard links to everything written so far into `folder`, which must not exist: milliseconds, whatever the
    /// size.
    status checkpoint(const std::string& folder) const;

    struct open_database;

private:
    static result<rocks_store> open_with(const std::string& folder, const std::string* own, const options& how);
    explicit rocks_store(std::unique_ptr<open_database> state);
    std::unique_ptr<open_database> state_;
};

} // namespace zonogon::store
