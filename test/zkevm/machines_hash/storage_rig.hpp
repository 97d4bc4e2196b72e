#pragma once

#include <cstdint>
#include <vector>

#include <zonogon/merkle/sparse_tree.hpp>
#include <zonogon/zkevm/machines/poseidon_g/poseidon_g_executor.hpp>
#include <zonogon/zkevm/machines/storage/storage_executor.hpp>

#include "harness.hpp"

namespace zonogon::test {

namespace storage = zkevm::machines::storage;
using merkle::hash4;

/// What the main machine says of an access.
inline tuple storage_tuple(const storage::request& r) {
    const auto& a = r.access;
    tuple out(a.old_root.begin(), a.old_root.end());
    out.insert(out.end(), a.key.begin(), a.key.end());
    for (const auto lane : hash::to_lanes8(a.new_value)) {
        out.push_back(lane);
    }
    if (r.write) {
        out.insert(out.end(), a.new_root.begin(), a.new_root.end());
    }
    out.push_back(goldilocks{a.hash_count});
    return out;
}

/// The storage tables for `requests`, with all that they talk to (but the range table when not wanted).
inline ensemble storage_ensemble(const std::vector<storage::request>& requests, bool with_ranges = true) {
    using namespace zkevm::machines;
    byte_table::usage usage;
    auto filled = storage::fill(requests, usage);
    REQUIRE(filled);
    ensemble out;
    out.add("poseidon_g", poseidon_g::build(), poseidon_g::fill(filled->poseidon));
    out.add("storage", storage::build(), std::move(filled->access));
    out.add("storage_path", storage_path::build(), std::move(filled->path));
    out.add("storage_key", storage_key::build(), std::move(filled->key));
    if (with_ranges) {
        out.add_bytes(usage);
    }
    std::vector<tuple> gets;
    std::vector<tuple> sets;
    for (const auto& r : requests) {
        (r.write ? sets : gets).push_back(storage_tuple(r));
    }
    out.add_peer("storage.get", gets);
    out.add_peer("storage.set", sets);
    return out;
}

/// A tree with a record of what was done to it.
class storage_rig {
public:
    storage::request set(const hash4& key, const u256& value) {
        auto done = tree_.set(root_, key, value);
        REQUIRE(done);
        root_ = done->new_root;
        requests.push_back({true, *done});
        return requests.back();
    }
    storage::request get(const hash4& key) {
        auto done = tree_.get(root_, key);
        REQUIRE(done);
        requests.push_back({false, *done});
        return requests.back();
    }
    const hash4& root() const { return root_; }

    std::vector<storage::request> requests;

private:
    merkle::memory_node_store store_;
    merkle::sparse_tree<merkle::memory_node_store> tree_{store_};
    hash4 root_{};
};

/// The key whose path begins with the bits of `path` (bit n of it is level n), and whose lanes have `seed` above.
inline hash4 key_with_path(std::uint64_t path, std::uint64_t seed = 1) {
    hash4 out{};
    for (std::size_t i = 0; i < 4; ++i) {
        std::uint64_t lane = (seed * 0x1234567 + i) << 16;
        for (std::size_t n = i; n < 64; n += 4) {
            lane |= ((path >> n) & 1) << (n / 4);
        }
        out[i] = goldilocks{lane};
    }
    return out;
}

} // namespace zonogon::test
