#pragma once

#include <zonogon/base/hex.hpp>

#include "keys/signature.hpp"
#include "pool/decode.hpp"

namespace zonogon::test {

/// The key whose 32 bytes are all `i`.
inline keys::private_key key_number(std::uint8_t i) {
    return *keys::private_key::from_bytes(bytes(32, i));
}

/// Signs by the transaction's own chain id and returns what a wallet would send.
inline bytes signed_raw(rollup::transaction tx, const keys::private_key& key) {
    const keys::signature s = key.sign(rollup::signing_hash(tx));
    tx.r = s.r;
    tx.s = s.s;
    tx.v = static_cast<std::uint8_t>(27 + s.parity);
    return pool::encode_transaction(tx);
}

} // namespace zonogon::test
