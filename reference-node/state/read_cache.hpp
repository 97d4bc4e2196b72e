#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/code.hpp>
#include <zonogon/evm/state_source.hpp>
#include <zonogon/evm/word_hash.hpp>
#include <zonogon/merkle/node_store.hpp>

#include "state/generation_cache.hpp"
#include "state/moments.hpp"
#include "store/store.hpp"

namespace zonogon::state {

/// An account under a state root.
struct account_place {
    u256 root;
    address of{};
    friend bool operator==(const account_place&, const account_place&) = default;
};
/// A slot under a state root.
struct slot_place {
    u256 root;
    address of{};
    u256 slot;
    friend bool operator==(const slot_place&, const slot_place&) = default;
};

struct place_hash {
    std::size_t operator()(const account_place& p) const noexcept {
        const evm::word_hash hash;
        return hash(p.root) * 3 + hash(p.of);
    }
    std::size_t operator()(const slot_place& p) const noexcept {
        const evm::word_hash hash;
        return (hash(p.root) * 3 + hash(p.of)) * 3 + hash(p.slot);
    }
};

/// What readers of the state keep in memory together. Everything stands under a hash that determines it, so that
/// nothing ever gets out of date: not by new blocks, not by unwinding.
struct read_cache {
    struct options {
        std::size_t nodes = std::size_t{1} << 19; ///< about 200 bytes each
        std::size_t accounts = std::size_t{1} << 17;
        std::size_t slots = std::size_t{1} << 17;
        std::size_t code_bytes = std::size_t{1} << 28; ///< with the programs decoded from it
    };
    explicit read_cache(const options& how)
        : nodes(how.nodes), accounts(how.accounts), slots(how.slots), codes(how.code_bytes) {}

    /// By their hash as a word.
    generation_cache<u256, merkle::tree_record, evm::word_hash> nodes;
    generation_cache<account_place, evm::account_record, place_hash> accounts;
    generation_cache<slot_place, u256, place_hash> slots;
    generation_cache<u256, std::shared_ptr<const evm::code>, evm::word_hash> codes;
};

/// A reader with a cache beside it; those who can use one look for it by cache_of().
class with_read_cache {
public:
    virtual ~with_read_cache() = default;
    virtual read_cache* cache() const noexcept = 0;
};

/// Null without a cache.
inline read_cache* cache_of(const store::reader& from) {
    const auto* owner = dynamic_cast<const with_read_cache*>(&from);
    return owner == nullptr ? nullptr : owner->cache();
}

/// A database with a cache for the readers of its state: every view, state store and call on it shares that. The inner
/// database must outlive it.
class cached_database final : public store::database, public with_read_cache, public counts_writes {
public:
    explicit cached_database(store::database& inner, const read_cache::options& how = {})
        : inner_(inner), cache_(std::make_shared<read_cache>(how)) {}

    result<std::optional<bytes>> get(store::family where, byte_view key) const override {
        return inner_.get(where, key);
    }
    status scan(store::family where, const store::key_range& range, store::order direction,
                const store::visitor& see) const override {
        return inner_.scan(where, range, direction, see);
    }
    status write(const store::write_batch& changes, store::durability how = store::durability::power_cut) override;
    std::unique_ptr<store::reader> view() const override;
    read_cache* cache() const noexcept override { return cache_.get(); }
    std::uint64_t writes() const noexcept override { return writes_; }

private:
    store::database& inner_;
    std::atomic<std::uint64_t> writes_ = 1;
    std::shared_ptr<read_cache> cache_;
};

} // namespace zonogon::state
