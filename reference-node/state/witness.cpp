#include "state/witness.hpp"

#include <set>
#include <utility>
#include <variant>

#include <zonogon/evm/rules.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/merkle/tree_record.hpp>
#include <zonogon/zkevm/counted_executor.hpp>

#include "state/database_state_store.hpp"
#include "state/signature_recovery.hpp"
#include "state/stored_blocks.hpp"

namespace zonogon::state {
namespace {

/// Remembers what is read that was there before; what is written is kept from it.
class recording_store {
public:
    explicit recording_store(const store::reader& from) : inner_(from) {}

    result<merkle::tree_record> load(const merkle::hash4& key) const {
        auto out = inner_.load(key);
        const u256 name = hash::to_word(key);
        if (out && !own_nodes_.contains(name) && seen.nodes.emplace(name, *out).second) {
            order.push_back(*out);
        }
        return out;
    }
    status save(const merkle::hash4& key, const merkle::tree_record& record) {
        const u256 name = hash::to_word(key);
        if (!seen.nodes.contains(name)) {
            own_nodes_.insert(name);
        }
        return inner_.save(key, record);
    }
    result<bytes> load_code(const u256& hash) const {
        auto out = inner_.load_code(hash);
        if (out && !own_codes_.contains(hash)) {
            seen.codes.emplace(hash, *out);
        }
        return out;
    }
    status save_code(const u256& hash, byte_view text) {
        if (!seen.codes.contains(hash)) {
            own_codes_.insert(hash);
        }
        return inner_.save_code(hash, text);
    }

    mutable witness seen;
    /// As they were read first.
    mutable std::vector<merkle::tree_record> order;

private:
    database_state_store inner_;
    std::set<u256> own_nodes_;
    std::set<u256> own_codes_;
};

} // namespace

result<witness> witness_of_blocks(const store::reader& from, std::uint64_t first, std::uint64_t last,
                                  std::uint64_t chain_id) {
    recording_store nodes{from};
    u256 root;
    const status done = run_stored_blocks(
        from, first, last, chain_id, nodes,
        [](auto& run, const block_record&, const transaction_record& t) -> status {
            const auto outcome = run.run(t.what, t.from);
            return outcome ? status{} : status{outcome.why()};
        },
        [&](const auto&, const block_record& b) { root = b.number == first ? b.parent_state_root : root; });
    if (!done) {
        return done.why();
    }
    nodes.seen.root = root;
    return std::move(nodes.seen);
}

result<batch_witness> witness_of_batch(const store::reader& from, const rollup::batch_input& batch) {
    static const zkevm::counted_executor<evm::fork9_rules, fast_recovery> engine;
    recording_store nodes{from};
    auto run = engine.run(batch, nodes);
    if (const auto* failed = std::get_if<rollup::batch_failure>(&run)) {
        return failed->why;
    }
    nodes.seen.root = batch.old_state_root;
    return batch_witness{std::move(nodes.seen), std::get<rollup::batch_outcome>(std::move(run))};
}

result<std::vector<merkle::tree_record>> way_to(const store::reader& from, const u256& root, const merkle::hash4& key) {
    recording_store nodes{from};
    const auto value = merkle::tree_value(nodes, hash::to_hash4(root), key);
    return value ? result<std::vector<merkle::tree_record>>{std::move(nodes.order)} : value.why();
}

} // namespace zonogon::state
