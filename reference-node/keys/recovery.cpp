#include "keys/recovery.hpp"

#include <zonogon/rollup/sender.hpp>

#include "keys/signature.hpp"

namespace zonogon::keys {

static_assert(rollup::signature_recovery<recovery>);

std::optional<address> recovery::operator()(const bytes32& hash, const u256& r, const u256& s, std::uint8_t v) const {
    if (v != 27 && v != 28) {
        return std::nullopt;
    }
    return recover(hash, {r, s, static_cast<std::uint8_t>(v - 27)});
}

} // namespace zonogon::keys
