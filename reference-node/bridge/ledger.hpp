#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "bridge/deposit_tree.hpp"
#include "bridge/records.hpp"
#include "store/block_log.hpp"
#include "store/store.hpp"

namespace zonogon::bridge {

/// Which of the two chains a block is of.
enum class side : std::uint8_t { l1, l2 };

/// What is needed to claim a deposit (protocol 9.4). Of a deposit of L1 the rollups' siblings do not count.
struct claim_proof {
    merkle::append_proof local{}, rollups{};
    exit_roots roots;
};

/// A proof, or why there is none (yet).
struct proof_answer {
    std::optional<claim_proof> proof;
    std::string why_not;
};

/// A deposit between L1 and the L2 that nobody has claimed.
struct open_deposit {
    leaf_type type = leaf_type::asset;
    address origin{};
    network_id destination_network = 0;
    address destination{};
};
/// Network and count.
using deposit_name = std::pair<network_id, std::uint32_t>;

/// Part of a list, and how long the whole is.
template <class T>
struct page {
    std::vector<T> items;
    std::uint64_t total = 0;
};

/// Deposits, claims, exit roots and tokens of L1 and one L2, in the store; trees and open deposits in memory besides.
///
/// One thread applies and unwinds blocks, any may read; a reader sees a block's effects together or not at all.
class ledger {
public:
    /// Reads what the store has: about two hashes and two reads per deposit. `l2` is the L2's network.
    static result<std::unique_ptr<ledger>> open(store::database& in, network_id l2);

    network_id network_of(side s) const noexcept { return s == side::l1 ? mainnet : l2_; }

    /// The last block whose effects are here.
    result<std::optional<store::checkpoint>> last(side s) const;
    /// The newest of the blocks up to `number` that were the last once; at most `most`, newest first.
    result<std::vector<store::checkpoint>> earlier(side s, std::uint64_t number, std::size_t most) const;
    /// Takes a block in one write. Refuses what cannot follow: a deposit that is not the next of its tree, or an exit
    /// root of L1 that is not the root of known deposits, which is how missing logs show.
    status apply(side s, const event_block& block);
    /// Undoes all blocks after `number` in one write.
    status unwind(side s, std::uint64_t number);

    std::uint64_t tree_size(network_id network) const;
    /// The block of the newest deposit of a network.
    result<std::optional<std::uint64_t>> last_deposit_block(network_id network) const;
    /// Global exit roots that are newer than any that L2 imported; newest first, at most `most`.
    result<std::vector<bytes32>> not_imported(std::size_t most) const;

    result<std::optional<deposit>> find_deposit(network_id network, std::uint32_t count) const;
    /// Who claimed it.
    result<std::optional<claim>> find_claim(const deposit& d) const;
    /// Newest first.
    result<page<deposit>> deposits_to(const address& destination, std::uint64_t offset, std::uint64_t limit) const;
    result<page<claim>> claims_to(const address& destination, std::uint64_t offset, std::uint64_t limit) const;
    result<std::optional<wrapped_token>> find_token(network_id origin_network, const address& origin) const;

    /// Whether an exit root with the deposit has reached its destination, so that it can be claimed.
    bool ready(network_id network, std::uint32_t count, network_id destination) const;
    /// Open deposits that are ready and of which `wanted` says yes, oldest first.
    template <class Wanted>
    std::vector<deposit_name> ready_deposits(const Wanted& wanted) const;
    std::size_t open_count() const;

    /// The proof of a deposit against a global exit root; without one, against the newest that its destination knows.
    result<proof_answer> prove(network_id network, std::uint32_t count, const std::optional<bytes32>& ger) const;

private:
    /// The newest exit root of L1 that a network knows, and how many deposits of the other are under it.
    struct reach {
        exit_roots roots;
        std::uint64_t deposits = 0;
    };
    /// What a block adds while it is being applied.
    struct draft;

    ledger(store::database& in, network_id l2) : store_(in), l2_(l2) {}

    status load();
    status load_trees();
    status load_reach();
    /// Whether it is between L1 and the L2: others of L1 only fill the tree.
    bool concerns(const deposit& d) const noexcept;
    bool is_ready(network_id network, std::uint32_t count, network_id destination) const;
    status add(draft& to, const deposit& d);
    status add(draft& to, const claim& c);
    status add(draft& to, const wrapped_token& t);
    status add(draft& to, const exit_roots& r);
    status add(draft& to, const verified_exit_root& v);
    status forget(side s, std::uint64_t number);
    result<std::optional<std::uint64_t>> find_number(const bytes& key) const;
    result<std::optional<exit_roots>> find_exit_roots(const bytes32& ger) const;
    result<std::optional<local_roots>> find_local_roots(const bytes32& rollups) const;
    result<reach> reach_of_l2() const;
    result<reach> reach_of_l1(local_roots& locals) const;

    store::database& store_;
    network_id l2_;

    mutable std::shared_mutex lock_;
    std::map<network_id, deposit_tree> trees_;
    std::map<deposit_name, open_deposit> open_;
    /// Of the newest exit root of L1.
    local_roots locals_;
    std::uint64_t next_exit_root_ = 0;
    reach on_l2_, on_l1_;
    /// Blocks of each side that came since old records were dropped.
    std::array<std::uint64_t, 2> since_forgetting_{};
};

template <class Wanted>
std::vector<deposit_name> ledger::ready_deposits(const Wanted& wanted) const {
    const std::shared_lock hold(lock_);
    std::vector<deposit_name> out;
    for (const auto& [name, d] : open_) {
        if (is_ready(name.first, name.second, d.destination_network) && wanted(name, d)) {
            out.push_back(name);
        }
    }
    return out;
}

} // namespace zonogon::bridge
