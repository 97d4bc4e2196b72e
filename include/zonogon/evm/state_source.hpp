#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/code.hpp>

namespace zonogon::evm {

/// What an account is besides its storage.
struct account_record {
    u256 balance;
    std::uint64_t nonce = 0;
    /// The rule set's hash of the code; zero for an account without code, in every rule set.
    u256 code_hash;

    bool empty() const noexcept { return balance.is_zero() && nonce == 0 && code_hash.is_zero(); }
    friend bool operator==(const account_record&, const account_record&) = default;
};

/// Where accounts come from: a reader of committed state. The journal above it asks once per account and slot, keeps
/// what it got, and does all the checkpoints and reverts.
///
/// Laws: account() gives nothing for an account that does not exist; storage() gives zero for a slot never written;
/// code() is asked only with the code hash that account() gave, and never for zero; answers do not change between two
/// calls of the journal's write_to().
template <class Source>
concept state_source = requires(Source& source, const address& a, const u256& word) {
    { source.account(a) } -> std::same_as<std::optional<account_record>>;
    { source.code(a, word) } -> std::same_as<std::shared_ptr<const code>>;
    { source.storage(a, word) } -> std::same_as<u256>;
};

/// A source that can tell whether an account has storage: rule sets that refuse to create a contract over storage
/// (EIP-7610) need it.
template <class Source>
concept storage_inspector = state_source<Source> && requires(Source& source, const address& a) {
    { source.has_storage(a) } -> std::same_as<bool>;
};

/// Where a journal writes what transactions changed. Each call is made at most once per account, or slot, and
/// write_to(), and only for what differs; for one account the order is erase_storage, set_account, set_storage.
///
/// - erase_storage(a): every slot becomes zero (the account was destroyed);
/// - set_account(a, record, code): the record changed; no record: the account no longer exists. `code` is given if
///   the code is new to this account;
/// - set_storage(a, slot, value): zero deletes.
template <class Sink>
concept state_sink = requires(Sink& sink, const address& a, const u256& word,
                              const std::optional<account_record>& record, const std::shared_ptr<const code>& text) {
    sink.erase_storage(a);
    sink.set_account(a, record, text);
    sink.set_storage(a, word, word);
};

} // namespace zonogon::evm
