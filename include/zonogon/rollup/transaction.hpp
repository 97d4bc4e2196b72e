#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/hash/poseidon_linear.hpp>
#include <zonogon/rollup/rlp.hpp>

namespace zonogon::rollup {

/// A legacy Ethereum transaction as it stands in a batch (protocol 3.1).
struct transaction {
    std::uint64_t nonce = 0;
    u256 gas_price;
    std::uint64_t gas_limit = 0;
    /// Nothing creates a contract.
    std::optional<address> to;
    u256 value;
    bytes data;
    /// Nothing for transactions from before EIP-155.
    std::optional<std::uint64_t> chain_id;

    u256 r, s;
    /// 27 or 28 if the signature is to be valid, with or without chain id.
    std::uint8_t v = 0;
    /// The sequencer's effective gas price percentage, see effective_gas_price.
    std::uint8_t percentage = 0xff;

    /// The list that was signed where it is not what signing_payload would write: batches may spell a number 0 as a
    /// zero byte. Empty otherwise.
    bytes unusual_payload;

    friend bool operator==(const transaction&, const transaction&) = default;
};

namespace transaction_detail {

inline bytes first_six_fields(const transaction& tx) {
    bytes items;
    append_rlp_number(items, u256{tx.nonce});
    append_rlp_number(items, tx.gas_price);
    append_rlp_number(items, u256{tx.gas_limit});
    append_rlp_bytes(items, tx.to ? byte_view{*tx.to} : byte_view{});
    append_rlp_number(items, tx.value);
    append_rlp_bytes(items, tx.data);
    return items;
}

} // namespace transaction_detail

/// The RLP list that is signed, and that a batch carries.
inline bytes signing_payload(const transaction& tx) {
    if (!tx.unusual_payload.empty()) {
        return tx.unusual_payload;
    }
    bytes items = transaction_detail::first_six_fields(tx);
    if (tx.chain_id) {
        append_rlp_number(items, u256{*tx.chain_id});
        append(items, bytes{0x80, 0x80});
    }
    return rlp_list(items);
}

inline bytes32 signing_hash(const transaction& tx) {
    return hash::keccak256(signing_payload(tx));
}

/// Appends the transaction's batch form: payload, r, s, v, percentage.
inline void append_to_batch(bytes& batch, const transaction& tx) {
    append(batch, signing_payload(tx));
    append(batch, tx.r.to_bytes());
    append(batch, tx.s.to_bytes());
    batch.push_back(tx.v);
    batch.push_back(tx.percentage);
}

/// The hash that Ethereum tools know the transaction by: Keccak of the RLP list with v, r, s.
inline bytes32 ethereum_hash(const transaction& tx) {
    bytes items = transaction_detail::first_six_fields(tx);
    u256 v{tx.v};
    if (tx.chain_id) {
        v += u256{*tx.chain_id} + u256{*tx.chain_id} + u256{8};
    }
    append_rlp_number(items, v);
    append_rlp_number(items, tx.r);
    append_rlp_number(items, tx.s);
    return hash::keccak256(rlp_list(items));
}

/// The hash in the block info tree (protocol 6.1). Precondition: less than 2^24 bytes of data.
inline hash::hash4 l2_hash(const transaction& tx, const address& from) {
    bytes text;
    text.push_back(tx.chain_id ? 1 : 0);
    append_big_endian<8>(text, tx.nonce);
    append(text, tx.gas_price.to_bytes());
    append_big_endian<8>(text, tx.gas_limit);
    text.push_back(tx.to ? 0 : 1);
    if (tx.to) {
        append(text, *tx.to);
    }
    append(text, tx.value.to_bytes());
    append_big_endian<3>(text, tx.data.size());
    append(text, tx.data);
    if (tx.chain_id) {
        append_big_endian<8>(text, *tx.chain_id);
    }
    append(text, from);
    return hash::linear_hash(text);
}

/// Where a transaction of this sender and nonce puts the contract that it creates (yellow paper, section 7).
inline address creation_address(const address& sender, std::uint64_t nonce) {
    bytes items;
    append_rlp_bytes(items, sender);
    append_rlp_number(items, u256{nonce});
    const bytes32 digest = hash::keccak256(rlp_list(items));
    address out{};
    std::copy(digest.begin() + 12, digest.end(), out.begin());
    return out;
}

/// floor(price * (percentage + 1) / 256): what gas costs in fact (protocol 6.2).
inline u256 effective_gas_price(const u256& gas_price, std::uint8_t percentage) noexcept {
    return u256{u512::divide(gas_price.mul_full(u256{std::uint64_t{percentage} + 1}), u512{256}).first};
}

} // namespace zonogon::rollup
