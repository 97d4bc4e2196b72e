#pragma once

#include <cstdint>
#include <optional>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/curve/bn254.hpp>
#include <zonogon/evm/precompiles/input.hpp>

namespace zonogon::evm::precompiles {

/// The point of G1 at `position`: two words below p that satisfy the curve, or two zeros for infinity (EIP-196).
inline std::optional<curve::bn254::point> read_bn254(const padded_input& in, std::uint64_t position) {
    using field::bn254_base;
    const u256 x = in.word(position);
    const u256 y = in.word(position + 32);
    if (!bn254_base::is_canonical(x) || !bn254_base::is_canonical(y)) {
        return std::nullopt;
    }
    const curve::bn254::point out{bn254_base{x}, bn254_base{y}};
    return out.on_curve() ? std::optional{out} : std::nullopt;
}

inline bytes write_bn254(const curve::bn254::point& p) {
    bytes out;
    append(out, p.x().value().to_bytes());
    append(out, p.y().value().to_bytes());
    return out;
}

} // namespace zonogon::evm::precompiles
