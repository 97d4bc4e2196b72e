#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <zonogon/base/hex.hpp>

#include "bridge/ledger.hpp"
#include "store/memory_store.hpp"
#include "support/catch.hpp"

namespace zonogon::test {

inline constexpr bridge::network_id rollup = 1;

inline bytes32 word(const std::string& text) {
    const bytes raw = *from_hex(text);
    REQUIRE(raw.size() == 32);
    bytes32 out{};
    std::ranges::copy(raw, out.begin());
    return out;
}
inline address account(const std::string& text) {
    const bytes raw = *from_hex(text);
    REQUIRE(raw.size() == 20);
    address out{};
    std::ranges::copy(raw, out.begin());
    return out;
}
/// A hash that is nothing but different from others.
inline bytes32 hash_number(std::uint64_t a, std::uint64_t b = 0) {
    bytes32 out{};
    for (std::size_t i = 0; i < 8; ++i) {
        out[31 - i] = static_cast<std::uint8_t>(a >> (8 * i));
        out[15 - i] = static_cast<std::uint8_t>(b >> (8 * i));
    }
    out[0] = 0xab;
    return out;
}

inline void require(const status& s) {
    INFO((s ? std::string{} : s.why().message));
    REQUIRE(s);
}
template <class T>
T take(result<T> r) {
    INFO((r ? std::string{} : r.why().message));
    REQUIRE(r);
    return *std::move(r);
}

/// A ledger in memory, and blocks for it.
struct books {
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    std::unique_ptr<bridge::ledger> of = take(bridge::ledger::open(db, rollup));
    /// What L1's tree is expected to be.
    bridge::deposit_tree l1_tree, l2_tree;

    void reopen() { of = take(bridge::ledger::open(db, rollup)); }

    /// The next deposit of a network.
    bridge::deposit next(bridge::side s, std::uint64_t block, const address& to = {1}, u256 amount = u256{7}) {
        bridge::deposit_tree& tree = s == bridge::side::l1 ? l1_tree : l2_tree;
        bridge::deposit d;
        d.network = of->network_of(s);
        d.count = static_cast<std::uint32_t>(tree.size());
        d.destination_network = s == bridge::side::l1 ? rollup : bridge::mainnet;
        d.destination = to;
        d.amount = amount;
        d.where = {block, 1'000 + block, hash_number(block, d.count + 1)};
        require(tree.append(bridge::leaf_of(d)));
        return d;
    }
    /// The halves of the exit root that L1 makes of what its tree is now.
    bridge::exit_roots roots(const bytes32& rollups = {}) const {
        return {l1_tree.size() == 0 ? bytes32{} : l1_tree.root(l1_tree.size()), rollups};
    }

    status apply(bridge::side s, std::uint64_t number, std::vector<bridge::event> events,
                 std::vector<bytes32> imported = {}) const {
        return of->apply(s, {number, hash_number(number, 99), std::move(events), std::move(imported)});
    }
};

inline bridge::claim claim_of(const bridge::deposit& d, std::uint64_t block) {
    bridge::claim out;
    out.network = d.destination_network;
    out.index = bridge::global_index(d.network, d.count);
    out.origin_network = d.origin_network;
    out.origin = d.origin;
    out.destination = d.destination;
    out.amount = d.amount;
    out.where = {block, 2'000 + block, hash_number(block, 77)};
    return out;
}

} // namespace zonogon::test
