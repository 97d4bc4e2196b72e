#pragma once

#include <map>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/merkle/node_store.hpp>
#include <zonogon/rollup/state_store.hpp>

#include "store/store.hpp"

namespace zonogon::state {

/// Tree nodes and code in the node's database, as rollup::state_store wants them. What is saved stays here until take()
/// moves it into a write, so that nodes, block and checkpoint become durable together. One object serves one thread.
class database_state_store {
public:
    explicit database_state_store(const store::reader& from) : from_(from) {}

    result<merkle::tree_record> load(const merkle::hash4& key) const;
    status save(const merkle::hash4& key, const merkle::tree_record& record);
    result<bytes> load_code(const u256& hash) const;
    status save_code(const u256& hash, byte_view text);

    /// Adds everything saved to `changes` and forgets it here.
    void take(store::write_batch& changes);
    /// Forgets what was saved and not taken.
    void drop();

private:
    const store::reader& from_;
    std::map<bytes32, bytes> nodes_;
    std::map<bytes32, bytes> codes_;
};

static_assert(rollup::state_store<database_state_store>);

} // namespace zonogon::state
