#include "keys/known_signers.hpp"

namespace zonogon::keys {

std::optional<address> known_signers::find(const bytes32& hash, const u256& r, const u256& s, std::uint8_t v) const {
    const std::size_t i = index(r);
    const std::scoped_lock hold(lock_of(i));
    const place& p = places_[i];
    const bool same = v != 0 && p.v == v && p.hash == hash && p.r == r && p.s == s;
    return same ? std::optional{p.signer} : std::nullopt;
}

void known_signers::keep(const bytes32& hash, const u256& r, const u256& s, std::uint8_t v, const address& signer) {
    const std::size_t i = index(r);
    const std::scoped_lock hold(lock_of(i));
    places_[i] = {hash, r, s, v, signer};
}

} // namespace zonogon::keys
