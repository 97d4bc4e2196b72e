#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/log.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/hash/poseidon_linear.hpp>
#include <zonogon/merkle/batch_update.hpp>
#include <zonogon/merkle/node_store.hpp>
#include <zonogon/merkle/state_keys.hpp>
#include <zonogon/rollup/batch_outcome.hpp>

namespace zonogon::rollup {

/// The gas limit of every L2 block at fork 9: GASLIMIT, and a leaf of the block info tree.
inline constexpr std::uint64_t block_gas_limit = std::uint64_t{1} << 50;

/// What is known of a block when it opens (protocol 4.2).
struct block_header {
    u256 parent_state_root;
    address coinbase{};
    std::uint64_t number = 0;
    std::uint64_t gas_limit = block_gas_limit;
    std::uint64_t timestamp = 0;
    u256 global_exit_root, l1_block_hash;
};

/// The leaf of a log: the data, then the topics; the address is not hashed.
inline u256 log_hash(const evm::log& entry) {
    bytes text = entry.data;
    for (const bytes32& topic : entry.topics) {
        append(text, topic);
    }
    return hash::to_word(hash::linear_hash(text));
}

/// Collects the leaves of a block's info tree and builds it at the end.
class block_info {
public:
    explicit block_info(const block_header& header) {
        parameter(0, header.parent_state_root);
        parameter(1, merkle::to_word(header.coinbase));
        parameter(2, u256{header.number});
        parameter(3, u256{header.gas_limit});
        parameter(4, u256{header.timestamp});
        parameter(5, header.global_exit_root);
        parameter(6, header.l1_block_hash);
    }

    /// The leaves of an included transaction; `percentage` as it stands in the batch.
    void add(const transaction_outcome& tx, std::uint8_t percentage) {
        leaf(tx.index, merkle::leaf_type::transaction_hash, tx.l2_hash);
        leaf(tx.index, merkle::leaf_type::transaction_status, u256{tx.success ? 1U : 0U});
        leaf(tx.index, merkle::leaf_type::transaction_cumulative_gas, u256{tx.cumulative_gas});
        leaf(tx.index, merkle::leaf_type::transaction_effective_percentage, u256{percentage});
        for (std::size_t i = 0; i < tx.logs.size(); ++i) {
            leaf(tx.index, merkle::leaf_type::transaction_log, log_hash(tx.logs[i]), tx.first_log + i);
        }
    }

    /// The root of the finished block's tree, whose nodes go to `store`.
    template <merkle::node_store Store>
    result<merkle::hash4> finish(Store& store, std::uint64_t gas_used) {
        parameter(7, u256{gas_used});
        return merkle::update_tree(store, merkle::hash4{}, hashed_writes());
    }

private:
    struct entry {
        std::uint64_t first;
        merkle::leaf_type type;
        std::uint64_t second;
        u256 value;
    };

    void leaf(std::uint64_t first, merkle::leaf_type type, const u256& value, std::uint64_t second = 0) {
        if (!value.is_zero()) {
            entries_.push_back({first, type, second, value});
        }
    }
    void parameter(std::uint64_t number, const u256& value) { leaf(number, merkle::leaf_type::block_parameter, value); }

    /// The leaves with their keys (merkle::leaf_key), hashed together.
    std::vector<merkle::tree_write> hashed_writes() const {
        std::vector<hash::poseidon_goldilocks::state> seconds;
        for (const entry& e : entries_) {
            if (e.second != 0) {
                std::ranges::copy(hash::to_lanes8(u256{e.second}), seconds.emplace_back().begin());
            }
        }
        hash::poseidon_goldilocks::permute_batch(seconds);
        std::vector<hash::poseidon_goldilocks::state> keys(entries_.size());
        std::size_t next = 0;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            std::ranges::copy(hash::to_lanes8(u256{entries_[i].first}), keys[i].begin());
            keys[i][6] = field::goldilocks{static_cast<std::uint64_t>(entries_[i].type)};
            if (entries_[i].second != 0) {
                std::copy_n(seconds[next++].begin(), 4, keys[i].begin() + 8);
            } else {
                std::ranges::copy(merkle::no_second_argument, keys[i].begin() + 8);
            }
        }
        hash::poseidon_goldilocks::permute_batch(keys);
        std::vector<merkle::tree_write> out(entries_.size());
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            std::copy_n(keys[i].begin(), 4, out[i].key.begin());
            out[i].value = entries_[i].value;
        }
        return out;
    }

    std::vector<entry> entries_;
};

} // namespace zonogon::rollup
