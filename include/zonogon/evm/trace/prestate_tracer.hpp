#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/journal.hpp>
#include <zonogon/evm/transaction.hpp>

namespace zonogon::evm {

/// Members of an account that a trace shows.
struct traced_account {
    std::optional<u256> balance;
    std::optional<std::uint64_t> nonce;
    std::optional<bytes> code;
    std::map<u256, u256> storage;

    bool empty() const noexcept { return !balance && !nonce && !code && storage.empty(); }
};
using traced_state = std::map<address, traced_account>;

/// Records the state that a transaction needs: all accounts and slots it looked at, as they were before; or, in diff
/// mode, what it changed, before and after.
class prestate_tracer {
public:
    static constexpr bool steps = false;
    static constexpr bool calls = false;

    explicit prestate_tracer(bool diff_mode = false) : diff_mode_(diff_mode) {}

    const traced_state& before() const noexcept { return before_; }
    /// Of diff mode: the changed members only; a destroyed account is missing.
    const traced_state& after() const noexcept { return after_; }

    template <state_source Source>
    void finish(journal<Source>& state, const transaction&, const address&) {
        for (account_entry* entry : state.used()) {
            if (diff_mode_) {
                note_difference(state, *entry);
            } else {
                note_before(state, *entry);
            }
        }
    }

private:
    template <state_source Source>
    static std::optional<bytes> code_text(journal<Source>& state, account_entry& entry) {
        const auto& text = state.code_of(entry);
        return text ? std::optional{bytes(text->text().begin(), text->text().end())} : std::nullopt;
    }

    template <state_source Source>
    static traced_account account_before(journal<Source>& state, account_entry& entry) {
        traced_account out;
        out.balance = entry.before.balance;
        if (entry.before.nonce != 0) {
            out.nonce = entry.before.nonce;
        }
        if (!entry.before.code_hash.is_zero()) {
            out.code = code_text(state, entry);
        }
        return out;
    }

    template <state_source Source>
    void note_before(journal<Source>& state, account_entry& entry) {
        if (!entry.existed_before) {
            return;
        }
        traced_account account = account_before(state, entry);
        for (const auto& [key, slot] : entry.storage) {
            if (state.is_used(slot)) {
                account.storage[key] = slot.original;
            }
        }
        before_[entry.where] = std::move(account);
    }

    template <state_source Source>
    void note_difference(journal<Source>& state, account_entry& entry) {
        const bool existed = entry.existed_before && !entry.before.empty();
        const bool exists = !entry.destroyed && !entry.now.empty();
        traced_account old = account_before(state, entry);
        traced_account fresh;
        if (entry.now.balance != entry.before.balance) {
            fresh.balance = entry.now.balance;
        }
        if (entry.now.nonce != entry.before.nonce) {
            fresh.nonce = entry.now.nonce;
        }
        if (entry.now.code_hash != entry.before.code_hash) {
            fresh.code = code_text(state, entry);
        }
        bool changed = !fresh.empty() || existed != exists;
        for (const auto& [key, slot] : entry.storage) {
            if (!state.is_used(slot) || slot.current == slot.original) {
                continue;
            }
            changed = true;
            if (!slot.original.is_zero()) {
                old.storage[key] = slot.original;
            }
            if (!slot.current.is_zero()) {
                fresh.storage[key] = slot.current;
            }
        }
        if (!changed) {
            return;
        }
        if (existed) {
            before_[entry.where] = std::move(old);
        }
        if (exists) {
            after_[entry.where] = std::move(fresh);
        }
    }

    bool diff_mode_;
    traced_state before_;
    traced_state after_;
};

} // namespace zonogon::evm
