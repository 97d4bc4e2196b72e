#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/curve/secp256k1.hpp>
#include <zonogon/rollup/batch_items.hpp>
#include <zonogon/rollup/transaction.hpp>

namespace zonogon::rollup {

/// Finds signers, the costly part of a batch of transfers: a program that links a faster implementation puts it here.
///
/// Laws: recover(hash, r, s, v) is the address whose key made the signature, nothing if there is none, as
/// curve::recover_address tells (which does not refuse high s). It may be called from several threads at once.
template <class R>
concept signature_recovery = requires(const R& recover, const bytes32& hash, const u256& word, std::uint8_t v) {
    { recover(hash, word, word, v) } -> std::same_as<std::optional<address>>;
};

/// The library's own.
struct own_recovery {
    std::optional<address> operator()(const bytes32& hash, const u256& r, const u256& s, std::uint8_t v) const {
        const result<address> found = curve::recover_address(u256::from_bytes(hash), r, s, v);
        return found ? std::optional{*found} : std::nullopt;
    }
};
static_assert(signature_recovery<own_recovery>);

/// Who signed a transaction, if the signature is one that a transaction may have (protocol 3.3: low s).
template <signature_recovery Recover>
std::optional<address> sender_of(const transaction& tx, const Recover& recover) {
    if (!curve::is_low_s(tx.s)) {
        return std::nullopt;
    }
    return recover(signing_hash(tx), tx.r, tx.s, tx.v);
}

/// sender_of of all items that are transactions, on all processors; nothing for the others.
template <signature_recovery Recover>
std::vector<std::optional<address>> senders_of(std::span<const batch_item> items, const Recover& recover) {
    std::vector<std::optional<address>> out(items.size());
    constexpr std::size_t grain = 16; // some milliseconds
    parallel_for(items.size(), grain, [&](std::size_t i) {
        if (const auto* tx = std::get_if<transaction>(&items[i])) {
            out[i] = sender_of(*tx, recover);
        }
    });
    return out;
}

} // namespace zonogon::rollup
