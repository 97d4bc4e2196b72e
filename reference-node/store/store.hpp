#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "store/family.hpp"

namespace zonogon::store {

/// Changes that take effect together or not at all. Of two changes to one key the later holds.
class write_batch {
public:
    struct change {
        family where;
        bytes key;
        /// Nothing removes the key.
        std::optional<bytes> value;
    };

    void put(family where, byte_view key, byte_view value) {
        changes_.push_back({where, bytes(key.begin(), key.end()), bytes(value.begin(), value.end())});
    }
    void erase(family where, byte_view key) {
        changes_.push_back({where, bytes(key.begin(), key.end()), std::nullopt});
    }
    void append(write_batch other) {
        changes_.insert(changes_.end(), std::make_move_iterator(other.changes_.begin()),
                        std::make_move_iterator(other.changes_.end()));
    }
    const std::vector<change>& changes() const noexcept { return changes_; }
    bool empty() const noexcept { return changes_.empty(); }

private:
    std::vector<change> changes_;
};

/// Keys from `from` on and below `to`, compared as unsigned bytes; an empty `to` is the end of the family.
struct key_range {
    bytes from;
    bytes to;

    static key_range all() { return {}; }
    /// The keys that start with `prefix`.
    static key_range starting_with(byte_view prefix) {
        key_range out{bytes(prefix.begin(), prefix.end()), bytes(prefix.begin(), prefix.end())};
        while (!out.to.empty() && out.to.back() == 0xff) {
            out.to.pop_back();
        }
        if (!out.to.empty()) {
            ++out.to.back();
        }
        return out;
    }
};

enum class order : std::uint8_t { ascending, descending };

/// What a write survives once it is acknowledged.
enum class durability : std::uint8_t {
    power_cut, ///< the machine's end: costs a flush of the disk
    process,   ///< the process's end; of the last moments before a power cut some may be missing, never in part
};

/// Sees a key and its value; false ends the scan.
using visitor = std::function<bool(byte_view key, byte_view value)>;

/// What can be read at one moment.
///
/// get: the value of a key, nothing if there is none, an error if the medium fails.
/// scan: every key of the range with its value, in order, until the visitor says no.
template <class R>
concept readable = requires(const R& r, family f, byte_view key, const key_range& range, order o, const visitor& v) {
    { r.get(f, key) } -> std::same_as<result<std::optional<bytes>>>;
    { r.scan(f, range, o, v) } -> std::same_as<status>;
};

/// An ordered map per family with atomic durable writes.
///
/// Laws, checked by test/reference-node/store/conformance.hpp on every model: a write is seen by all later reads or by
/// none; when write() returned without error its changes survive what the durability says; a view does not change, and
/// outlives later writes; reads and writes may run beside each other.
template <class S>
concept store = readable<S> && requires(S& s, const S& c, const write_batch& changes, durability how) {
    { s.write(changes) } -> std::same_as<status>;
    { s.write(changes, how) } -> std::same_as<status>;
    { *c.view() } -> readable;
};

/// A readable whose type is not known to the caller.
class reader {
public:
    reader() = default;
    reader(const reader&) = delete;
    reader& operator=(const reader&) = delete;
    virtual ~reader() = default;

    virtual result<std::optional<bytes>> get(family where, byte_view key) const = 0;
    virtual status scan(family where, const key_range& range, order direction, const visitor& see) const = 0;
};

/// A store whose type is not known to the caller: what the node's services hold.
class database : public reader {
public:
    virtual status write(const write_batch& changes, durability how = durability::power_cut) = 0;
    virtual std::unique_ptr<reader> view() const = 0;
};

namespace detail {

template <readable View>
class erased_view final : public reader {
public:
    explicit erased_view(std::unique_ptr<View> view) : view_(std::move(view)) {}

    result<std::optional<bytes>> get(family where, byte_view key) const override { return view_->get(where, key); }
    status scan(family where, const key_range& range, order direction, const visitor& see) const override {
        return view_->scan(where, range, direction, see);
    }

private:
    std::unique_ptr<View> view_;
};

} // namespace detail

/// Any store as a database. The store must outlive it.
template <store S>
class erased final : public database {
public:
    explicit erased(S& s) : store_(s) {}

    result<std::optional<bytes>> get(family where, byte_view key) const override { return store_.get(where, key); }
    status scan(family where, const key_range& range, order direction, const visitor& see) const override {
        return store_.scan(where, range, direction, see);
    }
    status write(const write_batch& changes, durability how = durability::power_cut) override {
        return store_.write(changes, how);
    }
    std::unique_ptr<reader> view() const override {
        auto inner = store_.view();
        using view_type = typename decltype(inner)::element_type;
        return std::make_unique<detail::erased_view<view_type>>(std::move(inner));
    }

private:
    S& store_;
};

} // namespace zonogon::store
