#pragma once

#include <map>
#include <unordered_map>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/word_hash.hpp>
#include <zonogon/merkle/node_store.hpp>
#include <zonogon/rollup/state_store.hpp>

#include "store/store.hpp"

namespace zonogon::state {

struct read_cache;

/// Tree nodes and code in the node's database, as rollup::state_store wants them. What is saved stays here until take()
/// moves it into a write, so that nodes, block and checkpoint become durable together. Nodes come from the cache beside
/// the database where there is one (read_cache.hpp). One object serves one thread.
class database_state_store {
public:
    explicit database_state_store(const store::reader& from);

    result<merkle::tree_record> load(const merkle::hash4& key) const;
    status save(const merkle::hash4& key, const merkle::tree_record& record);
    result<bytes> load_code(const u256& hash) const;
    status save_code(const u256& hash, byte_view text);

    /// Adds everything saved to `changes` and forgets it here.
    void take(store::write_batch& changes);
    /// Forgets what was saved and not taken.
    void drop();
    /// Null where there is none.
    read_cache* cache() const noexcept { return cache_; }

private:
    const store::reader& from_;
    read_cache* cache_;
    std::unordered_map<u256, merkle::tree_record, evm::word_hash> nodes_;
    std::map<bytes32, bytes> codes_;
};

static_assert(rollup::state_store<database_state_store>);

} // namespace zonogon::state
