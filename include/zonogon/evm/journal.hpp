#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/code.hpp>
#include <zonogon/evm/log.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/evm/state_source.hpp>
#include <zonogon/evm/word_hash.hpp>

namespace zonogon::evm {

/// A storage slot as the journal keeps it.
struct storage_slot {
    u256 committed; ///< as the source has it
    u256 original;  ///< at the start of the transaction that last used it
    u256 current;
    std::uint64_t epoch = 0; ///< the transaction that last used it
    bool warm = false;       ///< in the access list of that transaction
};

using storage_map = std::unordered_map<u256, storage_slot, word_hash>;

/// An account as the journal keeps it.
struct account_entry {
    address where{};
    account_record now;
    account_record before;    ///< at the start of the transaction that last used it
    account_record committed; ///< as the source has it
    bool exists = false;      ///< brought up to date at the end of a transaction
    bool existed_before = false;
    bool existed_committed = false;
    bool warm = false;           ///< in the access list of the transaction
    bool touched = false;        ///< if the transaction leaves it empty, it vanishes
    bool destroyed = false;      ///< by SELFDESTRUCT in this transaction
    bool storage_erased = false; ///< destroyed since the last write: the source's slots count as zero
    bool code_is_new = false;    ///< since the last write
    std::uint64_t epoch = 0;     ///< the transaction that last used it
    std::shared_ptr<const code> text;
    storage_map storage;
};

/// The state as transactions see it: accounts and slots of a source, changed in memory, with checkpoints, access lists,
/// touched and destroyed accounts, logs and the refund counter. One journal serves one thread.
///
/// References to entries and slots stay valid until discard().
template <state_source Source>
class journal {
public:
    /// Where to return to.
    struct checkpoint {
        std::size_t undo = 0;
        std::size_t logs = 0;
        std::int64_t refund = 0;
    };

    explicit journal(Source& source) : source_(&source) {}

    account_entry& account(const address& a);
    storage_slot& slot(account_entry& entry, const u256& key);
    /// The account's code, or null if it has none.
    const std::shared_ptr<const code>& code_of(account_entry& entry);
    /// Whether the account has storage from before this transaction. Precondition: it has no code.
    bool has_storage(account_entry& entry)
        requires storage_inspector<Source>;

    /// Puts the account, or slot, in the access list; true if it was there.
    bool warm_up(account_entry& entry);
    bool warm_up(account_entry& entry, storage_slot& slot);

    void set_balance(account_entry& entry, const u256& balance);
    void set_nonce(account_entry& entry, std::uint64_t nonce);
    void set_code(account_entry& entry, std::shared_ptr<const code> text);
    void set_storage(account_entry& entry, storage_slot& slot, const u256& value);
    /// Marks an account that vanishes if it ends up empty (EIP-161).
    void touch(account_entry& entry);
    void destroy(account_entry& entry);
    void add_log(log entry) { logs_.push_back(std::move(entry)); }
    void add_refund(std::int64_t gas) noexcept { refund_ += gas; }

    std::int64_t refund() const noexcept { return refund_; }
    const std::vector<log>& logs() const noexcept { return logs_; }

    checkpoint mark() const noexcept { return {undo_.size(), logs_.size(), refund_}; }
    void revert(const checkpoint& to);

    /// The accounts used since the last end_transaction().
    const std::vector<account_entry*>& used() const noexcept { return used_; }
    bool is_used(const storage_slot& slot) const noexcept { return slot.epoch == epoch_; }
    /// Destroyed accounts and touched empty ones vanish, slots get a new original value, the access list, the refund
    /// counter and the logs are emptied. Returns the logs.
    std::vector<log> end_transaction();
    /// Gives all changes since the last write to the sink, which thereby becomes what the source shows.
    /// Precondition: end_transaction() came last.
    template <state_sink Sink>
    void write_to(Sink& sink);
    /// Forgets everything since the last write.
    void discard();

private:
    enum class change : std::uint8_t { balance, nonce, code, storage, warm_account, warm_slot, touched, destroyed };
    struct undo_step {
        change what{};
        account_entry* account = nullptr;
        storage_slot* slot = nullptr;
        u256 old;
    };

    void undo(const undo_step& step);

    Source* source_;
    std::uint64_t epoch_ = 1;
    std::unordered_map<address, account_entry, word_hash> accounts_;
    std::vector<account_entry*> used_;
    std::vector<undo_step> undo_;
    std::vector<log> logs_;
    std::int64_t refund_ = 0;
};

template <state_source Source>
account_entry& journal<Source>::account(const address& a) {
    const auto [place, is_new] = accounts_.try_emplace(a);
    account_entry& entry = place->second;
    if (is_new) {
        const std::optional<account_record> found = source_->account(a);
        entry.where = a;
        entry.committed = found.value_or(account_record{});
        entry.now = entry.committed;
        entry.existed_committed = found.has_value();
        entry.exists = found.has_value();
    }
    if (entry.epoch != epoch_) {
        entry.epoch = epoch_;
        entry.before = entry.now;
        entry.existed_before = entry.exists;
        entry.warm = false;
        entry.touched = false;
        entry.destroyed = false;
        used_.push_back(&entry);
    }
    return entry;
}

template <state_source Source>
storage_slot& journal<Source>::slot(account_entry& entry, const u256& key) {
    const auto [place, is_new] = entry.storage.try_emplace(key);
    storage_slot& found = place->second;
    if (is_new && !entry.storage_erased) {
        found.committed = source_->storage(entry.where, key);
        found.current = found.committed;
    }
    if (found.epoch != epoch_) {
        found.epoch = epoch_;
        found.original = found.current;
        found.warm = false;
    }
    return found;
}

template <state_source Source>
const std::shared_ptr<const code>& journal<Source>::code_of(account_entry& entry) {
    if (!entry.text && !entry.now.code_hash.is_zero()) {
        entry.text = source_->code(entry.where, entry.now.code_hash);
    }
    return entry.text;
}

template <state_source Source>
bool journal<Source>::has_storage(account_entry& entry)
    requires storage_inspector<Source>
{
    return !entry.storage_erased && source_->has_storage(entry.where);
}

template <state_source Source>
bool journal<Source>::warm_up(account_entry& entry) {
    if (entry.warm) {
        return true;
    }
    undo_.push_back({change::warm_account, &entry, nullptr, {}});
    entry.warm = true;
    return false;
}

template <state_source Source>
bool journal<Source>::warm_up(account_entry& entry, storage_slot& slot) {
    if (slot.warm) {
        return true;
    }
    undo_.push_back({change::warm_slot, &entry, &slot, {}});
    slot.warm = true;
    return false;
}

template <state_source Source>
void journal<Source>::set_balance(account_entry& entry, const u256& balance) {
    undo_.push_back({change::balance, &entry, nullptr, entry.now.balance});
    entry.now.balance = balance;
}

template <state_source Source>
void journal<Source>::set_nonce(account_entry& entry, std::uint64_t nonce) {
    undo_.push_back({change::nonce, &entry, nullptr, u256{entry.now.nonce}});
    entry.now.nonce = nonce;
}

/// Precondition: the account has no code.
template <state_source Source>
void journal<Source>::set_code(account_entry& entry, std::shared_ptr<const code> text) {
    undo_.push_back({change::code, &entry, nullptr, {}});
    entry.now.code_hash = text->hash();
    entry.text = std::move(text);
    entry.code_is_new = true;
}

template <state_source Source>
void journal<Source>::set_storage(account_entry& entry, storage_slot& slot, const u256& value) {
    undo_.push_back({change::storage, &entry, &slot, slot.current});
    slot.current = value;
}

template <state_source Source>
void journal<Source>::touch(account_entry& entry) {
    if (!entry.touched) {
        undo_.push_back({change::touched, &entry, nullptr, {}});
        entry.touched = true;
    }
}

template <state_source Source>
void journal<Source>::destroy(account_entry& entry) {
    if (!entry.destroyed) {
        undo_.push_back({change::destroyed, &entry, nullptr, {}});
        entry.destroyed = true;
    }
}

template <state_source Source>
void journal<Source>::undo(const undo_step& step) {
    account_entry& entry = *step.account;
    switch (step.what) {
    case change::balance:
        entry.now.balance = step.old;
        break;
    case change::nonce:
        entry.now.nonce = step.old.low64();
        break;
    case change::code:
        entry.now.code_hash = {};
        entry.text.reset();
        entry.code_is_new = false;
        break;
    case change::storage:
        step.slot->current = step.old;
        break;
    case change::warm_account:
        entry.warm = false;
        break;
    case change::warm_slot:
        step.slot->warm = false;
        break;
    // The account 3 stays touched: on the main network one was once deleted by a call that ran out of gas, and that is
    // how it stayed (yellow paper, appendix K).
    case change::touched:
        entry.touched = entry.where == address_of_number(3);
        break;
    case change::destroyed:
        entry.destroyed = false;
        break;
    }
}

template <state_source Source>
void journal<Source>::revert(const checkpoint& to) {
    while (undo_.size() > to.undo) {
        undo(undo_.back());
        undo_.pop_back();
    }
    logs_.resize(to.logs);
    refund_ = to.refund;
}

template <state_source Source>
std::vector<log> journal<Source>::end_transaction() {
    for (account_entry* entry : used_) {
        if (entry->destroyed) {
            entry->now = {};
            entry->text.reset();
            entry->code_is_new = false;
            entry->storage.clear();
            entry->storage_erased = true;
            entry->exists = false;
        } else {
            entry->exists = !entry->now.empty() || (entry->exists && !entry->touched);
        }
    }
    used_.clear();
    undo_.clear();
    refund_ = 0;
    ++epoch_;
    return std::exchange(logs_, {});
}

template <state_source Source>
template <state_sink Sink>
void journal<Source>::write_to(Sink& sink) {
    for (auto& [where, entry] : accounts_) {
        if (std::exchange(entry.storage_erased, false)) {
            sink.erase_storage(where);
        }
        if (entry.exists != entry.existed_committed || entry.now != entry.committed) {
            sink.set_account(where, entry.exists ? std::optional{entry.now} : std::nullopt,
                             entry.code_is_new ? entry.text : std::shared_ptr<const code>{});
        }
        entry.code_is_new = false;
        entry.committed = entry.now;
        entry.existed_committed = entry.exists;
        for (auto& [key, slot] : entry.storage) {
            if (slot.current != slot.committed) {
                sink.set_storage(where, key, slot.current);
                slot.committed = slot.current;
            }
        }
    }
}

template <state_source Source>
void journal<Source>::discard() {
    accounts_.clear();
    used_.clear();
    undo_.clear();
    logs_.clear();
    refund_ = 0;
    ++epoch_;
}

} // namespace zonogon::evm
