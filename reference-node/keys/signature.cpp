#include "keys/signature.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <zonogon/hash/keccak.hpp>

namespace zonogon::keys {
namespace {

/// One context for all threads: it is not changed after this, and lives as long as the program.
const secp256k1_context* context() {
    static const secp256k1_context* const made = [] {
        secp256k1_context* out = secp256k1_context_create(SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY);
        std::array<std::uint8_t, 32> seed{};
        // Blinding against side channels; without it signatures are as valid.
        if (RAND_bytes(seed.data(), static_cast<int>(seed.size())) == 1 &&
            secp256k1_context_randomize(out, seed.data()) != 1) {
            std::abort();
        }
        return out;
    }();
    return made;
}

address address_of(const secp256k1_pubkey& key) {
    std::array<std::uint8_t, 65> text{};
    std::size_t size = text.size();
    secp256k1_ec_pubkey_serialize(context(), text.data(), &size, &key, SECP256K1_EC_UNCOMPRESSED);
    const bytes32 hash = hash::keccak256(byte_view{text}.subspan(1));
    address out{};
    std::copy(hash.begin() + 12, hash.end(), out.begin());
    return out;
}

} // namespace

result<private_key> private_key::from_bytes(byte_view in) {
    private_key out;
    if (in.size() != out.secret_.size()) {
        return error{"a private key has 32 bytes"};
    }
    std::ranges::copy(in, out.secret_.begin());
    secp256k1_pubkey shown;
    if (secp256k1_ec_pubkey_create(context(), &shown, out.secret_.data()) != 1) {
        return error{"these bytes are no private key of secp256k1"};
    }
    out.owner_ = address_of(shown);
    return out;
}

result<private_key> private_key::create() {
    std::array<std::uint8_t, 32> random{};
    if (RAND_priv_bytes(random.data(), static_cast<int>(random.size())) != 1) {
        return error{"the system has no random numbers"};
    }
    auto out = from_bytes(random);
    OPENSSL_cleanse(random.data(), random.size());
    return out;
}

private_key::private_key(private_key&& other) noexcept : secret_(other.secret_), owner_(other.owner_) {
    OPENSSL_cleanse(other.secret_.data(), other.secret_.size());
}
private_key& private_key::operator=(private_key&& other) noexcept {
    std::swap(secret_, other.secret_);
    std::swap(owner_, other.owner_);
    return *this;
}
private_key::~private_key() {
    OPENSSL_cleanse(secret_.data(), secret_.size());
}

signature private_key::sign(const bytes32& hash) const {
    secp256k1_ecdsa_recoverable_signature made;
    std::array<std::uint8_t, 64> text{};
    int parity = 0;
    // Fails only for a key that from_bytes refuses.
    if (secp256k1_ecdsa_sign_recoverable(context(), &made, hash.data(), secret_.data(), nullptr, nullptr) != 1) {
        std::abort();
    }
    secp256k1_ecdsa_recoverable_signature_serialize_compact(context(), text.data(), &parity, &made);
    return {u256::from_bytes(byte_view{text}.first(32)), u256::from_bytes(byte_view{text}.last(32)),
            static_cast<std::uint8_t>(parity)};
}

std::optional<address> recover(const bytes32& hash, const signature& s) {
    if (s.parity > 1) {
        return std::nullopt;
    }
    std::array<std::uint8_t, 64> text{};
    std::ranges::copy(s.r.to_bytes(), text.begin());
    std::ranges::copy(s.s.to_bytes(), text.begin() + 32);
    secp256k1_ecdsa_recoverable_signature parsed;
    secp256k1_pubkey key;
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(context(), &parsed, text.data(), s.parity) != 1 ||
        secp256k1_ecdsa_recover(context(), &key, &parsed, hash.data()) != 1) {
        return std::nullopt;
    }
    return address_of(key);
}

} // namespace zonogon::keys
