#pragma once

#include <memory>
#include <optional>
#include <unordered_map>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/code.hpp>
#include <zonogon/evm/state_source.hpp>
#include <zonogon/evm/word_hash.hpp>

namespace zonogon::evm {

/// A state in memory without any commitment: source and sink of a journal.
class memory_state {
public:
    struct stored_account {
        account_record record;
        std::shared_ptr<const zonogon::evm::code> text;
        /// Without zeros.
        std::unordered_map<u256, u256, word_hash> storage;
    };

    std::optional<account_record> account(const address& a) const {
        const auto found = accounts_.find(a);
        return found == accounts_.end() ? std::nullopt : std::optional{found->second.record};
    }
    std::shared_ptr<const zonogon::evm::code> code(const address& a, const u256&) const {
        const auto found = accounts_.find(a);
        return found == accounts_.end() ? nullptr : found->second.text;
    }
    u256 storage(const address& a, const u256& slot) const {
        const auto found = accounts_.find(a);
        if (found == accounts_.end()) {
            return {};
        }
        const auto place = found->second.storage.find(slot);
        return place == found->second.storage.end() ? u256{} : place->second;
    }

    bool has_storage(const address& a) const {
        const auto found = accounts_.find(a);
        return found != accounts_.end() && !found->second.storage.empty();
    }

    void erase_storage(const address& a) {
        if (const auto found = accounts_.find(a); found != accounts_.end()) {
            found->second.storage.clear();
        }
    }
    void set_account(const address& a, const std::optional<account_record>& record,
                     const std::shared_ptr<const zonogon::evm::code>& text) {
        if (!record) {
            accounts_.erase(a);
            return;
        }
        stored_account& to = accounts_[a];
        to.record = *record;
        if (text) {
            to.text = text;
        } else if (record->code_hash.is_zero()) {
            to.text = nullptr;
        }
    }
    void set_storage(const address& a, const u256& slot, const u256& value) {
        if (value.is_zero()) {
            if (const auto found = accounts_.find(a); found != accounts_.end()) {
                found->second.storage.erase(slot);
            }
            return;
        }
        accounts_[a].storage[slot] = value;
    }
    /// An account as a genesis or a test gives it, with the code hash of the rule set.
    template <class Rules>
    void add(const address& a, const u256& balance, std::uint64_t nonce, bytes text) {
        stored_account& to = accounts_[a];
        to.record = {balance, nonce, {}};
        if (!text.empty()) {
            to.record.code_hash = Rules::code_hash(text);
            to.text = std::make_shared<const zonogon::evm::code>(std::move(text), to.record.code_hash);
        }
    }

    const std::unordered_map<address, stored_account, word_hash>& accounts() const noexcept { return accounts_; }

private:
    std::unordered_map<address, stored_account, word_hash> accounts_;
};

static_assert(storage_inspector<memory_state> && state_sink<memory_state>);

} // namespace zonogon::evm
