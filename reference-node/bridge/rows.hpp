#pragma once

#include <cstdint>

#include <zonogon/base/bytes.hpp>

#include "bridge/records.hpp"

namespace zonogon::bridge::rows {

/// Kinds of rows in store::family::bridge_index: the first byte of their keys.
enum class kind : char {
    deposit_to = 'a',   ///< destination, timestamp, network, count -> nothing
    claim_to = 'c',     ///< destination, timestamp, network of the claim, key of the deposit -> nothing
    deposit_root = 'r', ///< network, root of its deposit tree -> number of leaves
    exit_roots = 'g',   ///< order in which L1 made it -> exit_roots
    exit_number = 'h',  ///< global exit root -> that order
    rollups_root = 'k', ///< rollup exit root that L1 made -> nothing
    local_roots = 'v',  ///< rollup exit root -> local_roots
    imported = 'i',     ///< L2 block, place in it -> global exit root
    token = 't',        ///< origin network, origin, network -> wrapped_token
    checkpoint = 'b',   ///< side, block -> hash
};

/// Builds a key field by field, numbers big-endian so that keys stand in their order.
class key {
public:
    key() = default;
    explicit key(kind k) : out_{static_cast<std::uint8_t>(k)} {}
    key& byte(std::uint8_t v) {
        out_.push_back(v);
        return *this;
    }
    key& small(std::uint32_t v) {
        append_big_endian<4>(out_, v);
        return *this;
    }
    key& number(std::uint64_t v) {
        append_big_endian<8>(out_, v);
        return *this;
    }
    key& text(byte_view v) {
        append(out_, v);
        return *this;
    }
    operator const bytes&() const noexcept { return out_; }
    operator byte_view() const noexcept { return out_; }

private:
    bytes out_;
};

inline key deposit_key(network_id network, std::uint32_t count) {
    return key{}.small(network).small(count);
}
inline key claim_key(network_id network, std::uint32_t count, network_id on) {
    return key{}.small(network).small(count).small(on);
}

} // namespace zonogon::bridge::rows
