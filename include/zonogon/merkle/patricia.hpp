#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/rlp.hpp>
#include <zonogon/hash/keccak.hpp>

namespace zonogon::merkle {

/// A key and what it maps to in a Merkle-Patricia trie.
struct patricia_entry {
    bytes key;
    bytes value;
};

namespace patricia_detail {

inline std::uint8_t nibble(const bytes& key, std::size_t i) noexcept {
    return static_cast<std::uint8_t>(i % 2 == 0 ? key[i / 2] >> 4 : key[i / 2] & 15);
}

/// Hex-prefix encoding of the nibbles [from, to) of a key (yellow paper, appendix C).
inline bytes hex_prefix(const bytes& key, std::size_t from, std::size_t to, bool leaf) {
    const bool odd = (to - from) % 2 != 0;
    bytes out;
    out.reserve((to - from) / 2 + 1);
    const auto flags = static_cast<std::uint8_t>((leaf ? 0x20 : 0) | (odd ? 0x10 | nibble(key, from) : 0));
    out.push_back(flags);
    for (std::size_t i = from + (odd ? 1 : 0); i < to; i += 2) {
        out.push_back(static_cast<std::uint8_t>(nibble(key, i) << 4 | nibble(key, i + 1)));
    }
    return out;
}

/// A node as its parent refers to it: itself if shorter than a hash, else its hash.
inline void append_reference(bytes& out, const bytes& node) {
    if (node.size() < 32) {
        append(out, node);
    } else {
        append_rlp_bytes(out, hash::keccak256(node));
    }
}

/// The node over entries, sorted and not empty, whose keys agree in their first `depth` nibbles.
inline bytes node(std::span<const patricia_entry> entries, std::size_t depth) {
    const bytes& first = entries.front().key;
    bytes items;
    if (entries.size() == 1) {
        append_rlp_bytes(items, hex_prefix(first, depth, 2 * first.size(), true));
        append_rlp_bytes(items, entries.front().value);
        return rlp_list(items);
    }
    const bytes& last = entries.back().key;
    std::size_t common = depth;
    while (common < 2 * std::min(first.size(), last.size()) && nibble(first, common) == nibble(last, common)) {
        ++common;
    }
    if (common > depth) {
        append_rlp_bytes(items, hex_prefix(first, depth, common, false));
        append_reference(items, node(entries, common));
        return rlp_list(items);
    }
    bytes value;
    if (2 * first.size() == depth) {
        value = entries.front().value;
        entries = entries.subspan(1);
    }
    for (std::uint8_t branch = 0; branch < 16; ++branch) {
        const auto end =
            std::ranges::find_if(entries, [&](const patricia_entry& e) { return nibble(e.key, depth) != branch; });
        const auto count = static_cast<std::size_t>(end - entries.begin());
        if (count == 0) {
            items.push_back(0x80);
        } else {
            append_reference(items, node(entries.first(count), depth + 1));
        }
        entries = entries.subspan(count);
    }
    append_rlp_bytes(items, value);
    return rlp_list(items);
}

} // namespace patricia_detail

/// The root of Ethereum's Merkle-Patricia trie over the entries (yellow paper, appendix D), whose keys must differ. An
/// entry with an empty value counts as absent.
///
/// The whole trie is hashed; nothing is kept. The recursion is as deep as the longest key has nibbles.
inline bytes32 patricia_root(std::vector<patricia_entry> entries) {
    std::erase_if(entries, [](const patricia_entry& e) { return e.value.empty(); });
    if (entries.empty()) {
        return hash::keccak256(bytes{0x80});
    }
    std::ranges::sort(entries, {}, &patricia_entry::key);
    return hash::keccak256(patricia_detail::node(entries, 0));
}

} // namespace zonogon::merkle
