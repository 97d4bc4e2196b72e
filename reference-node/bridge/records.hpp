#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::bridge {

/// Number of a network: 0 for L1, the rollup's id for an L2.
using network_id = std::uint32_t;
inline constexpr network_id mainnet = 0;

enum class leaf_type : std::uint8_t { asset = 0, message = 1 };

/// Where on its chain something happened. Timestamps in seconds of the epoch.
struct place {
    std::uint64_t block = 0;
    std::uint64_t timestamp = 0;
    bytes32 transaction{};

    friend bool operator==(const place&, const place&) = default;
};

/// A leaf of a network's deposit tree.
struct deposit {
    network_id network = 0;
    /// Its place in the tree.
    std::uint32_t count = 0;
    leaf_type type = leaf_type::asset;
    network_id origin_network = 0;
    /// The token, or who sent the message.
    address origin{};
    network_id destination_network = 0;
    address destination{};
    u256 amount;
    bytes metadata;
    place where;

    friend bool operator==(const deposit&, const deposit&) = default;
};

/// The leaf's value (protocol 9.2).
bytes32 leaf_of(const deposit& d);

/// What a claim names a deposit by (protocol 9.4): bits 0..31 its count, 32..63 the rollup's id - 1, bit 64 for L1.
u256 global_index(network_id network, std::uint32_t count);
/// The network and the count that an index names. Bits above 64 do not count, and of L1 none of the rollup's.
std::pair<network_id, std::uint32_t> deposit_named(const u256& index);

/// A deposit that was paid out or delivered.
struct claim {
    /// Where it was claimed.
    network_id network = 0;
    u256 index;
    network_id origin_network = 0;
    address origin{};
    address destination{};
    u256 amount;
    place where;

    friend bool operator==(const claim&, const claim&) = default;
};

/// A token that stands for one of another network.
struct wrapped_token {
    network_id network = 0;
    network_id origin_network = 0;
    address origin{};
    address wrapped{};
    /// Name, symbol and decimals, as abi.encode(string, string, uint8); any bytes, since a depositor chose the token.
    bytes metadata;

    friend bool operator==(const wrapped_token&, const wrapped_token&) = default;
};

/// What a token says of itself; empty where its metadata are none.
struct token_description {
    std::string name, symbol;
    std::uint8_t decimals = 0;
};
token_description describe(const wrapped_token& t);

/// The two halves of a global exit root that L1 made.
struct exit_roots {
    bytes32 mainnet{}, rollups{};

    friend bool operator==(const exit_roots&, const exit_roots&) = default;
};
bytes32 global_exit_root(const exit_roots& halves);

/// L1 accepted a rollup's local exit root, now or, while the state is pending, perhaps later.
struct verified_exit_root {
    network_id network = 0;
    bytes32 local_exit_root{};

    friend bool operator==(const verified_exit_root&, const verified_exit_root&) = default;
};

using event = std::variant<deposit, claim, wrapped_token, exit_roots, verified_exit_root>;

/// A block with what happened to bridges in it, in the order of its logs.
struct event_block {
    std::uint64_t number = 0;
    bytes32 hash{};
    std::vector<event> events;
    /// L2 only: the global exit roots that it imported.
    std::vector<bytes32> imported;
};

/// The local exit roots of all rollups, by network: what a rollup exit root is made of.
using local_roots = std::map<network_id, bytes32>;

bytes encode(const deposit& d);
bytes encode(const claim& c);
bytes encode(const wrapped_token& t);
bytes encode(const exit_roots& r);
bytes encode(const local_roots& r);
result<deposit> decode_deposit(byte_view stored);
result<claim> decode_claim(byte_view stored);
result<wrapped_token> decode_wrapped_token(byte_view stored);
result<exit_roots> decode_exit_roots(byte_view stored);
result<local_roots> decode_local_roots(byte_view stored);

} // namespace zonogon::bridge
