#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include <zonogon/base/bytes.hpp>
#include <zonogon/hash/keccak.hpp>

namespace zonogon::hash {

/// Digests of Keccak-256 read as field elements: each group of encoded_size bytes, little-endian, modulo p. For the
/// 64-bit and 31-bit fields this loses less than one bit per element.
template <class Field>
struct keccak_digest {
    static constexpr std::size_t length = 32 / Field::encoded_size;
    using type = std::array<Field, length>;

    static constexpr type from_bytes(const bytes32& in) {
        type out{};
        for (std::size_t i = 0; i < length; ++i) {
            std::uint64_t v = 0;
            for (std::size_t k = Field::encoded_size; k-- > 0;) {
                v = (v << 8) | in[i * Field::encoded_size + k];
            }
            out[i] = Field{v};
        }
        return out;
    }
    static constexpr void append(bytes& out, std::span<const Field> elements) {
        for (const Field& e : elements) {
            const std::uint64_t v = e.value();
            for (std::size_t k = 0; k < Field::encoded_size; ++k) {
                out.push_back(static_cast<std::uint8_t>(v >> (8 * k)));
            }
        }
    }
};

/// Keccak-256 of field elements: of their number (8 bytes) and their canonical encodings, all little-endian.
template <class Field>
struct keccak_hasher {
    using field = Field;
    using digest = typename keccak_digest<Field>::type;

    static constexpr digest hash(std::span<const Field> elements) {
        bytes in;
        in.reserve(8 + elements.size() * Field::encoded_size);
        for (std::size_t k = 0; k < 8; ++k) {
            in.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(elements.size()) >> (8 * k)));
        }
        keccak_digest<Field>::append(in, elements);
        return keccak_digest<Field>::from_bytes(keccak256(in));
    }
    static constexpr void hash_rows(std::span<const Field> rows, std::size_t width, std::span<digest> out) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = hash(rows.subspan(i * width, width));
        }
    }
};

/// Keccak-256 of two digests one after the other. The 64 bytes are no input of keccak_hasher, which is 8 longer or of
/// another length.
template <class Field>
struct keccak_compression {
    using field = Field;
    using digest = typename keccak_digest<Field>::type;
    static constexpr bool collision_resistant = true;

    static constexpr digest compress(const digest& left, const digest& right) {
        bytes in;
        in.reserve(64);
        keccak_digest<Field>::append(in, left);
        keccak_digest<Field>::append(in, right);
        return keccak_digest<Field>::from_bytes(keccak256(in));
    }
    static constexpr void compress_pairs(std::span<const digest> in, std::span<digest> out) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = compress(in[2 * i], in[2 * i + 1]);
        }
    }
};

} // namespace zonogon::hash
