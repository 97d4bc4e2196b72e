#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <zonogon/zkasm/requests.hpp>
#include <zonogon/zkevm/machines/hash_read/hash_read.hpp>

#include "harness.hpp"

namespace zonogon::test {

using messages = std::map<std::uint64_t, zkasm::hash_request>;

inline bytes random_bytes(std::size_t size, std::uint64_t seed) {
    random_stream random(seed);
    bytes out(size);
    for (auto& b : out) {
        b = static_cast<std::uint8_t>(random.next());
    }
    return out;
}

/// A message absorbed in chunks of the given lengths in turn, its length and digest asked for.
inline zkasm::hash_request absorbed(bytes data, const std::vector<std::uint8_t>& chunks = {32, 1, 7}) {
    zkasm::hash_request out;
    out.data = std::move(data);
    out.length_asked = out.digest_asked = true;
    std::size_t position = 0;
    for (std::size_t i = 0; position < out.data.size(); ++i) {
        const std::size_t left = out.data.size() - position;
        const std::size_t length = std::min<std::size_t>(chunks[i % chunks.size()], left);
        out.reads.push_back({static_cast<std::uint32_t>(position), static_cast<std::uint8_t>(length)});
        position += length;
    }
    return out;
}

/// Messages of the lengths around which padding changes for blocks of `rate` bytes, with reads across block borders,
/// overlapping and repeated reads, and one message of which only the bytes are used.
inline messages sample_messages(std::size_t rate) {
    messages out;
    std::uint64_t id = 3;
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, rate - 10, rate - 9, rate - 8, rate - 2, rate - 1,
                                   rate, rate + 1, 2 * rate - 1, 2 * rate, 3 * rate + 5}) {
        out[id] = absorbed(random_bytes(size, id));
        id += id % 2 == 0 ? 1 : 70000;
    }
    auto& last = out.rbegin()->second;
    last.reads.push_back({static_cast<std::uint32_t>(rate - 3), 9});
    last.reads.push_back({static_cast<std::uint32_t>(rate - 3), 9});
    last.reads.push_back({0, 32});
    out[id] = absorbed(random_bytes(rate + 20, id));
    out[id].length_asked = out[id].digest_asked = false;
    return out;
}

/// The main machine's side of a read.
inline tuple read_tuple(std::uint64_t id, const zkasm::hash_request& message, const zkasm::hash_request::read& read) {
    u256 value;
    for (std::size_t i = 0; i < read.length; ++i) {
        value = (value << 8) | u256{message.data[read.position + i]};
    }
    tuple out{goldilocks{id}, goldilocks{read.position}, goldilocks{read.length}};
    for (std::size_t i = 0; i < 8; ++i) {
        out.push_back(goldilocks{value.word32(i)});
    }
    return out;
}

/// Adds all reads, lengths and digests that the main machine asks for.
template <class Digest, class Blocks>
void add_hash_peers(ensemble& all, const std::string& prefix, const messages& m, Digest&& digest, Blocks&& blocks) {
    std::vector<tuple> reads;
    std::vector<tuple> lengths;
    std::vector<tuple> digests;
    for (const auto& [id, message] : m) {
        for (const auto& read : message.reads) {
            reads.push_back(read_tuple(id, message, read));
        }
        if (message.length_asked) {
            lengths.push_back({goldilocks{id}, goldilocks{message.data.size()}});
        }
        if (message.digest_asked) {
            tuple t{goldilocks{id}};
            for (const auto v : digest(message.data)) {
                t.push_back(v);
            }
            t.push_back(goldilocks{blocks(message.data.size())});
            digests.push_back(t);
        }
    }
    all.add_peer(prefix + ".read", reads);
    all.add_peer(prefix + ".length", lengths);
    all.add_peer(prefix + ".digest", digests);
}

/// A 32-byte digest as the main machine holds it.
inline std::array<goldilocks, 8> digest_limbs(const bytes32& digest) {
    std::array<goldilocks, 8> out{};
    for (std::size_t i = 0; i < 8; ++i) {
        out[i] = goldilocks{load_big_endian(byte_view{digest}.subspan(28 - 4 * i, 4))};
    }
    return out;
}

} // namespace zonogon::test
