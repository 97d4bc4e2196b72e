#include "l1/dynamic_fee_transaction.hpp"

#include <zonogon/base/rlp.hpp>
#include <zonogon/hash/keccak.hpp>

namespace zonogon::l1 {
namespace {

bytes unsigned_items(const dynamic_fee_transaction& tx) {
    bytes items;
    append_rlp_number(items, tx.chain_id);
    append_rlp_number(items, tx.nonce);
    append_rlp_number(items, tx.max_priority_fee);
    append_rlp_number(items, tx.max_fee);
    append_rlp_number(items, tx.gas_limit);
    append_rlp_bytes(items, tx.to ? byte_view{*tx.to} : byte_view{});
    append_rlp_number(items, tx.value);
    append_rlp_bytes(items, tx.data);
    append(items, rlp_list({}));
    return items;
}

bytes typed(byte_view items) {
    bytes out{2};
    append(out, rlp_list(items));
    return out;
}

} // namespace

bytes32 signing_hash(const dynamic_fee_transaction& tx) {
    return hash::keccak256(typed(unsigned_items(tx)));
}

signed_transaction sign(const dynamic_fee_transaction& tx, const keys::private_key& key) {
    const keys::signature s = key.sign(signing_hash(tx));
    bytes items = unsigned_items(tx);
    append_rlp_number(items, s.parity);
    append_rlp_number(items, s.r);
    append_rlp_number(items, s.s);
    signed_transaction out{typed(items), {}};
    out.hash = hash::keccak256(out.raw);
    return out;
}

} // namespace zonogon::l1
