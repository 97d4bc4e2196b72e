#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/block.hpp>
#include <zonogon/evm/journal.hpp>
#include <zonogon/evm/rules.hpp>
#include <zonogon/evm/transaction.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/rollup/batch_outcome.hpp>
#include <zonogon/rollup/block_info.hpp>
#include <zonogon/rollup/transaction.hpp>
#include <zonogon/rollup/tree_state.hpp>

namespace zonogon::rollup {

/// Slots of the system contract (protocol 4.1).
namespace system_slot {
inline constexpr std::uint64_t block_number = 0;
inline constexpr std::uint64_t timestamp = 2;
inline constexpr std::uint64_t block_info_root = 3;
} // namespace system_slot

/// The contract that keeps exit roots on L2 (protocol 4.5).
inline constexpr address exit_root_manager{0xa4, 0x0d, 0x5f, 0x56, 0x74, 0x5a, 0x11, 0x8d, 0x09, 0x06,
                                           0xa3, 0x4e, 0x69, 0xae, 0xc8, 0xc0, 0xdb, 0x1c, 0xb8, 0xfa};
/// The slot of its last rollup exit root, which is the batch's local exit root.
inline constexpr std::uint64_t local_exit_root_slot = 1;

/// The manager's slot with the L1 block hash of an exit root.
inline u256 exit_root_slot(const u256& exit_root) {
    return u256::from_bytes(hash::keccak256(exit_root.to_bytes(), u256{}.to_bytes()));
}

/// What opens a block.
struct block_opening {
    address coinbase{};
    u256 timestamp;
    /// Imported from L1; zero imports nothing.
    u256 global_exit_root, l1_block_hash;
};

/// Executes L2 blocks one transaction at a time on a state tree: what a sequencer builds blocks with and what whole
/// batches are run by (native_executor.hpp).
///
/// Use: open(), run() any number of times, close(); repeat. root() is the state after the last closed block. An error
/// is one of the store; after it the object is of no use. One object serves one thread.
template <state_store Store, class Rules = evm::fork9_rules>
class block_executor {
public:
    block_executor(Store& store, const merkle::hash4& root, std::uint64_t chain_id)
        : store_(&store), state_(store, root), journal_(state_) {
        env_.chain_id = chain_id;
        env_.gas_limit = block_gas_limit;
    }
    // The journal points into the object.
    block_executor(const block_executor&) = delete;
    block_executor& operator=(const block_executor&) = delete;

    const merkle::hash4& root() const noexcept { return state_.root(); }
    bool is_open() const noexcept { return open_; }
    /// The store's first failure, see tree_state.
    const status& failure() const noexcept { return state_.failure(); }
    /// The longest path of any key of the state read so far, or what as many new leaves as there are accounts and slots
    /// in memory make of a small state: see native_counters::tree_levels.
    std::size_t deepest_path() const noexcept {
        constexpr std::size_t leaves = 4; // of an account at most
        const auto fresh = static_cast<std::size_t>(std::bit_width(leaves * state_.remembered()));
        return std::max(state_.deepest_path(), fresh + 1);
    }

    /// What the state says now, in the middle of a block too.
    u256 storage(const address& a, const u256& slot) {
        const u256 value = journal_.slot(journal_.account(a), slot).current;
        journal_.end_transaction();
        return value;
    }
    u256 last_timestamp() { return storage(evm::system_contract, u256{system_slot::timestamp}); }

    /// Opens the next block (protocol 4.3). Precondition: none is open.
    status open(const block_opening& opening);
    /// Goes on with a block that somebody else opened in the state, of which the info tree is not known: it can be
    /// suspended, not closed. For test vectors cut inside a block.
    void resume(const address& coinbase);

    /// Runs a transaction in the open block. Without a sender its signature counts as invalid. `outcome.item` is the
    /// caller's business. A tracer as evm::apply_transaction takes it.
    template <class Tracer = evm::no_tracer>
    result<transaction_outcome> run(const transaction& tx, const std::optional<address>& sender, Tracer&& tracer = {});

    /// Closes the block: its info root goes into the state, all changes into the tree.
    result<block_outcome> close();
    /// Puts all changes so far into the tree and leaves the block open.
    result<merkle::hash4> suspend();
    /// Forgets all blocks since the state with this root.
    void return_to(const merkle::hash4& root) {
        journal_.discard();
        state_.move_to(root);
        open_ = false;
    }

private:
    void write(const address& a, const u256& slot, const u256& value) {
        evm::account_entry& account = journal_.account(a);
        journal_.set_storage(account, journal_.slot(account, slot), value);
    }
    result<merkle::hash4> commit() {
        journal_.write_to(state_);
        const result<merkle::hash4> next = state_.commit();
        if (next && state_.remembered() > most_remembered) {
            journal_.discard();
            state_.move_to(*next);
        }
        return next;
    }
    static skip_reason reason(evm::rejection why) noexcept;

    /// Accounts and slots that stay in memory from block to block; some 500 bytes each.
    static constexpr std::size_t most_remembered = std::size_t{1} << 17;

    Store* store_;
    tree_state<Store> state_;
    evm::journal<tree_state<Store>> journal_;
    evm::workspace room_;
    evm::block_env env_;
    bool open_ = false;
    std::optional<block_info> info_;
    block_outcome block_;
    std::uint64_t next_transaction_ = 0;
    std::uint64_t next_log_ = 0;
};

template <state_store Store, class Rules>
status block_executor<Store, Rules>::open(const block_opening& opening) {
    block_header header;
    header.parent_state_root = hash::to_word(root());
    header.coinbase = opening.coinbase;
    const u256 old_number = storage(evm::system_contract, u256{system_slot::block_number});
    const u256 number = old_number + u256{1};
    header.number = number.low64();
    header.timestamp = opening.timestamp.low64();
    header.global_exit_root = opening.global_exit_root;
    header.l1_block_hash = opening.l1_block_hash;
    write(evm::system_contract, evm::block_hash_slot(old_number), header.parent_state_root);
    write(evm::system_contract, u256{system_slot::block_number}, number);
    write(evm::system_contract, u256{system_slot::timestamp}, opening.timestamp);
    if (!opening.global_exit_root.is_zero()) {
        const u256 slot = exit_root_slot(opening.global_exit_root);
        if (journal_.slot(journal_.account(exit_root_manager), slot).current.is_zero()) {
            write(exit_root_manager, slot, opening.l1_block_hash);
        }
    }
    journal_.end_transaction();
    info_.emplace(header);
    env_.coinbase = header.coinbase;
    env_.number = header.number;
    env_.timestamp = header.timestamp;
    block_ = {};
    block_.number = header.number;
    block_.timestamp = header.timestamp;
    block_.parent_state_root = header.parent_state_root;
    block_.global_exit_root = header.global_exit_root;
    block_.l1_block_hash = header.l1_block_hash;
    next_transaction_ = 0;
    next_log_ = 0;
    open_ = true;
    return state_.failure();
}

template <state_store Store, class Rules>
void block_executor<Store, Rules>::resume(const address& coinbase) {
    info_.reset();
    block_ = {};
    env_.coinbase = coinbase;
    env_.number = storage(evm::system_contract, u256{system_slot::block_number}).low64();
    env_.timestamp = last_timestamp().low64();
    next_transaction_ = 0;
    next_log_ = 0;
    open_ = true;
}

template <state_store Store, class Rules>
skip_reason block_executor<Store, Rules>::reason(evm::rejection why) noexcept {
    switch (why) {
    case evm::rejection::none:
        return skip_reason::none;
    case evm::rejection::sender_has_code:
        return skip_reason::sender_code;
    case evm::rejection::nonce_too_low:
    case evm::rejection::nonce_too_high:
    case evm::rejection::nonce_at_maximum:
        return skip_reason::nonce;
    case evm::rejection::gas_above_maximum:
        return skip_reason::gas_limit;
    case evm::rejection::gas_below_intrinsic:
    case evm::rejection::init_code_too_large:
        return skip_reason::intrinsic_gas;
    case evm::rejection::fee_overflow:
        return skip_reason::gas_overflow;
    case evm::rejection::price_below_base_fee:
    case evm::rejection::insufficient_balance:
        break;
    }
    return skip_reason::funds;
}

template <state_store Store, class Rules>
template <class Tracer>
result<transaction_outcome> block_executor<Store, Rules>::run(const transaction& tx,
                                                              const std::optional<address>& sender, Tracer&& tracer) {
    transaction_outcome out;
    if (!sender) {
        out.skipped = skip_reason::signature;
        return out;
    }
    out.sender = *sender;
    if (tx.chain_id && *tx.chain_id != env_.chain_id) {
        // The rule before this one.
        const bool has_code = !journal_.account(*sender).now.code_hash.is_zero();
        journal_.end_transaction();
        out.skipped = has_code ? skip_reason::sender_code : skip_reason::chain_id;
        return state_.failure() ? result<transaction_outcome>{out} : state_.failure().why();
    }
    out.effective_gas_price = effective_gas_price(tx.gas_price, tx.percentage);
    evm::transaction message;
    message.from = *sender;
    message.to = tx.to;
    message.nonce = tx.nonce;
    message.value = tx.value;
    message.gas_price = out.effective_gas_price;
    message.gas_limit = tx.gas_limit;
    message.data = tx.data;
    evm::receipt done = evm::apply_transaction<Rules>(journal_, env_, message, room_, std::forward<Tracer>(tracer));
    if (!state_.failure()) {
        return state_.failure().why();
    }
    out.skipped = reason(done.rejected);
    if (!done.valid()) {
        return out;
    }
    block_.gas_used += done.gas_used;
    out.index = next_transaction_++;
    out.success = done.success();
    out.gas_used = done.gas_used;
    out.cumulative_gas = block_.gas_used;
    out.l2_hash = hash::to_word(l2_hash(tx, *sender));
    out.logs = std::move(done.logs);
    out.first_log = next_log_;
    next_log_ += out.logs.size();
    out.created = out.success ? done.created : std::nullopt;
    out.output = std::move(done.output);
    if (info_) {
        info_->add(out, tx.percentage);
    }
    return out;
}

template <state_store Store, class Rules>
result<block_outcome> block_executor<Store, Rules>::close() {
    if (!info_) {
        return error{"a block opened elsewhere cannot be closed: its transactions are not known"};
    }
    const result<merkle::hash4> info_root = info_->finish(*store_, block_.gas_used);
    if (!info_root) {
        return info_root.why();
    }
    block_.block_info_root = hash::to_word(*info_root);
    write(evm::system_contract, u256{system_slot::block_info_root}, block_.block_info_root);
    journal_.end_transaction();
    const result<merkle::hash4> next = commit();
    if (!next) {
        return next.why();
    }
    open_ = false;
    info_.reset();
    block_.state_root = hash::to_word(*next);
    return block_;
}

template <state_store Store, class Rules>
result<merkle::hash4> block_executor<Store, Rules>::suspend() {
    open_ = false;
    info_.reset();
    return commit();
}

} // namespace zonogon::rollup
