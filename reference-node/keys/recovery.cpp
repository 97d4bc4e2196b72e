#include "keys/recovery.hpp"

#include <zonogon/rollup/sender.hpp>

#include "keys/known_signers.hpp"
#include "keys/signature.hpp"

namespace zonogon::keys {

static_assert(rollup::signature_recovery<recovery>);

std::optional<address> recovery::operator()(const bytes32& hash, const u256& r, const u256& s, std::uint8_t v) const {
    if (v != 27 && v != 28) {
        return std::nullopt;
    }
    // 8 MiB: some hundred batches of transfers.
    static known_signers known{16};
    if (const auto before = known.find(hash, r, s, v)) {
        return before;
    }
    const auto signer = recover(hash, {r, s, static_cast<std::uint8_t>(v - 27)});
    if (signer) {
        known.keep(hash, r, s, v, *signer);
    }
    return signer;
}

} // namespace zonogon::keys
