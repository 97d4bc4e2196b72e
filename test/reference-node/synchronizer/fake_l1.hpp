#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>

#include "l1/abi_rollup.hpp"
#include "l1/contracts.hpp"
#include "l1/transport.hpp"

namespace zonogon::test {

/// A node of L1 with a rollup's contracts, in memory: what they would do, what their events and their storage would
/// say. Its chain can be changed at will, and its answers can be.
class fake_l1 final : public l1::transport {
public:
    fake_l1();

    static const l1::rollup_contracts& contracts();
    static address sequencer() { return address{0x5e}; }

    // Each makes a block of its own on top of the chain.

    void mine(std::uint64_t blocks = 1);
    /// Blocks until the chain has this head.
    void mine_to(std::uint64_t head);
    /// Creates the rollup: batch 1.
    void create();
    /// A deposit: a new leaf of the L1 info tree. `what` makes the root.
    void deposit(std::uint64_t what);
    void force(const bytes& data, bool by_contract = false);
    /// The batches take what is at the head of the queue of forced batches where the data say `forced`.
    struct wanted_batch {
        bytes data;
        bool forced = false;
    };
    /// `wrapped`: by a contract that was called with the call inside of its own data. `with_deposit`: there is one
    /// whose exit root the bridge had not sent yet.
    void sequence(const std::vector<wanted_batch>& batches, std::uint64_t max_timestamp = ~std::uint64_t{0},
                  bool wrapped = false, std::optional<std::uint64_t> with_deposit = std::nullopt);
    void sequence_forced(std::uint64_t count);
    void verify(std::uint64_t batch, const u256& state_root, const u256& exit_root);
    /// Events without meaning for the node: known, unknown, and of another rollup.
    void noise();

    /// Drops the newest blocks; what is made then is another chain, even if it says the same.
    void drop(std::uint64_t blocks);

    std::uint64_t head() const { return chain_.size() - 1; }
    std::uint64_t time(std::uint64_t number) const { return chain_[number].timestamp; }
    std::uint64_t leaves() const { return chain_.back().after.leaves.size(); }
    /// A number of the test's that goes with the newest block: the time of L2.
    std::uint64_t l2_time() const { return chain_.back().after.l2_time; }
    void set_l2_time(std::uint64_t time) { chain_.back().after.l2_time = time; }
    std::uint64_t queued() const { return chain_.back().after.last_forced - chain_.back().after.last_forced_sequenced; }
    std::uint64_t last_batch() const { return chain_.back().after.last_batch; }

    l1::reply post(const std::string& body) override;

    /// Sees every question and may change the answer; called before the next one.
    std::function<void(const std::string& method, const nlohmann::json& parameters, nlohmann::json& answer)> tamper;
    /// The text of a whole answer. Set it by set_cut while somebody asks.
    std::function<void(std::string& text)> cut;
    void set_cut(std::function<void(std::string& text)> how) {
        const std::scoped_lock hold(lock_);
        cut = std::move(how);
    }
    /// The state of blocks this far below the head is forgotten.
    std::uint64_t kept_states = ~std::uint64_t{0};
    std::map<std::string, std::uint64_t> asked;

private:
    struct forced {
        bytes data;
        u256 global_exit_root;
        std::uint64_t timestamp = 0;
        u256 block_hash;
    };
    struct contract_state {
        std::vector<bytes32> leaves;
        u256 mainnet_exit_root, rollup_exit_root, accumulated;
        std::uint64_t last_batch = 0, last_forced = 0, last_forced_sequenced = 0;
        std::map<std::uint64_t, std::pair<u256, std::uint64_t>> sequences;
        std::map<std::uint64_t, forced> queue;
        bool deployed = false;
        std::uint64_t l2_time = 0;
    };
    struct block {
        bytes32 hash{}, parent{};
        std::uint64_t timestamp = 0;
        std::vector<nlohmann::json> logs;
        contract_state after;
    };

    block& open();
    void log(block& b, const address& source, const std::vector<bytes32>& topics, const bytes& data);
    void transaction(block& b, const address& from, const address& to, const bytes& input);
    void update_exit_root(block& b);
    void fold(contract_state& s, const bytes& data, const u256& root, std::uint64_t limit, const address& coinbase,
              const u256& block_hash);
    void end_sequence(block& b, std::uint64_t before);
    nlohmann::json header(std::uint64_t number) const;
    nlohmann::json answer(const std::string& method, const nlohmann::json& parameters);
    nlohmann::json logs(const nlohmann::json& filter) const;
    nlohmann::json call(const nlohmann::json& what, std::uint64_t number) const;

    std::vector<block> chain_;
    std::map<std::string, nlohmann::json> transactions_;
    std::uint64_t salt_ = 0;
    std::mutex lock_;
};

} // namespace zonogon::test
