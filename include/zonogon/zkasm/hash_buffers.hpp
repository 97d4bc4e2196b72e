#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/hash/poseidon_linear.hpp>
#include <zonogon/hash/sha256.hpp>
#include <zonogon/zkasm/requests.hpp>

namespace zonogon::zkasm {

enum class hash_kind : std::uint8_t { keccak, poseidon, sha256 };

/// The byte strings a program hashes with one kind of hash, by identifier.
///
/// Bytes are absorbed at a position in chunks of 1 to 32; a chunk either continues the string or repeats an earlier
/// chunk exactly. The length and the digest can each be asked once, and no byte can follow after either.
class hash_buffers {
public:
    explicit hash_buffers(hash_kind kind) noexcept : kind_(kind) {}

    /// The low `length` bytes of `value`, as a big-endian number, stand at `position` of string `id`.
    status absorb(std::uint64_t id, std::uint64_t position, std::uint64_t length, const u256& value) {
        if (length < 1 || length > 32) {
            return error{"hash chunk of " + std::to_string(length) + " bytes (1 to 32 are possible)"};
        }
        if (value.bit_width() > 8 * length) {
            return error{"hash chunk of " + std::to_string(length) + " bytes has a larger value"};
        }
        buffer& b = buffers_[id];
        bytes& data = b.request.data;
        if (position > data.size()) {
            return error{"hash chunk at " + std::to_string(position) + " leaves a gap after byte " +
                         std::to_string(data.size())};
        }
        if (position == data.size()) {
            if (b.request.length_asked || b.request.digest_asked) {
                return error{"hash " + std::to_string(id) + " grows after its length or digest was asked"};
            }
            for (std::size_t i = length; i-- > 0;) {
                data.push_back(value.byte(i));
                b.chunk_length.push_back(i + 1 == length ? static_cast<std::uint8_t>(length) : 0);
            }
        } else if (b.chunk_length[position] != length) {
            return error{"hash chunk at " + std::to_string(position) + " overlaps others"};
        } else if (u256::from_bytes(byte_view{data}.subspan(position, length)) != value) {
            return error{"hash chunk at " + std::to_string(position) + " differs from the bytes absorbed before"};
        }
        b.request.reads.push_back({static_cast<std::uint32_t>(position), static_cast<std::uint8_t>(length)});
        return {};
    }
    /// The bytes absorbed before at a place, as absorb takes them.
    result<u256> read(std::uint64_t id, std::uint64_t position, std::uint64_t length) const {
        const auto found = buffers_.find(id);
        const std::size_t size = found == buffers_.end() ? 0 : found->second.request.data.size();
        if (length < 1 || length > 32 || position > size || length > size - position) {
            return error{"hash " + std::to_string(id) + " has no " + std::to_string(length) + " bytes at " +
                         std::to_string(position)};
        }
        return u256::from_bytes(byte_view{found->second.request.data}.subspan(position, length));
    }
    status ask_length(std::uint64_t id, std::uint64_t claimed) {
        hash_request& r = buffers_[id].request;
        if (r.length_asked) {
            return error{"the length of hash " + std::to_string(id) + " is asked twice"};
        }
        if (r.data.size() != claimed) {
            return error{"hash " + std::to_string(id) + " has " + std::to_string(r.data.size()) + " bytes, not " +
                         std::to_string(claimed)};
        }
        r.length_asked = true;
        return {};
    }
    u256 digest(std::uint64_t id) { return digest_of(buffers_[id].request.data); }
    /// Notes that the digest was asked; the number of blocks it took.
    result<std::uint32_t> ask_digest(std::uint64_t id, const u256& claimed) {
        hash_request& r = buffers_[id].request;
        if (r.digest_asked) {
            return error{"the digest of hash " + std::to_string(id) + " is asked twice"};
        }
        r.digest = digest_of(r.data);
        if (r.digest != claimed) {
            return error{"digest of hash " + std::to_string(id) + " is " + r.digest.to_hex_full() + ", not " +
                         claimed.to_hex_full()};
        }
        r.digest_asked = true;
        return static_cast<std::uint32_t>(blocks(r.data.size()));
    }
    /// All requests; the buffers are empty afterwards.
    std::map<std::uint64_t, hash_request> release() {
        std::map<std::uint64_t, hash_request> out;
        for (auto& [id, b] : buffers_) {
            if (!b.request.digest_asked) {
                b.request.digest = digest_of(b.request.data);
            }
            out.emplace(id, std::move(b.request));
        }
        buffers_.clear();
        return out;
    }

private:
    struct buffer {
        hash_request request;
        bytes chunk_length; ///< where a chunk begins its length, elsewhere 0
    };

    u256 digest_of(const bytes& data) const {
        switch (kind_) {
        case hash_kind::keccak:
            return u256::from_bytes(hash::keccak256(data));
        case hash_kind::sha256:
            return u256::from_bytes(hash::sha256(data));
        case hash_kind::poseidon:
            break;
        }
        const hash4 h = hash::linear_hash(data);
        return hash::to_word(h);
    }
    std::size_t blocks(std::size_t length) const noexcept {
        switch (kind_) {
        case hash_kind::keccak:
            return hash::keccak256_blocks(length);
        case hash_kind::sha256:
            return hash::sha256_blocks(length);
        case hash_kind::poseidon:
            break;
        }
        return hash::linear_hash_blocks(length);
    }

    hash_kind kind_;
    std::map<std::uint64_t, buffer> buffers_;
};

} // namespace zonogon::zkasm
