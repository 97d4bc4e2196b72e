#pragma once

#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>

namespace zonogon::merkle {

using hash::hash4;

/// What a leaf of the state tree, the access list tree or the block info tree holds (protocol sections 2.4, 4.2).
enum class leaf_type : std::uint8_t {
    balance = 0,
    nonce = 1,
    code_hash = 2,
    storage = 3,
    code_length = 4,
    touched_address = 5,
    touched_slot = 6,
    block_parameter = 7,
    transaction_hash = 8,
    transaction_status = 9,
    transaction_cumulative_gas = 10,
    transaction_log = 11,
    transaction_effective_percentage = 12,
};

/// P(0, ..., 0; 0): the capacity of keys without a second argument.
inline constexpr hash4 no_second_argument{field::goldilocks{0x3c18a9786cb0b359}, field::goldilocks{0xc4055e3364a246c3},
                                          field::goldilocks{0x7953db0ab48808f4}, field::goldilocks{0xc71603f33a1144ca}};

/// The key of a leaf: P(six low lanes of first, type, 0; P(lanes of second; 0)).
///
/// `first` is the address, parameter number or transaction index; its bits from 192 up do not count.
constexpr hash4 leaf_key(const u256& first, leaf_type type, const u256& second = {}) noexcept {
    const hash4 capacity = second.is_zero() ? no_second_argument : hash::poseidon(hash::to_lanes8(second), hash4{});
    hash::lanes8 in = hash::to_lanes8(first);
    in[6] = field::goldilocks{static_cast<std::uint64_t>(type)};
    in[7] = field::goldilocks{};
    return hash::poseidon(in, capacity);
}

/// An address as a number.
constexpr u256 to_word(const address& a) noexcept {
    return u256::from_bytes(a);
}

constexpr hash4 balance_key(const address& a) noexcept {
    return leaf_key(to_word(a), leaf_type::balance);
}
constexpr hash4 nonce_key(const address& a) noexcept {
    return leaf_key(to_word(a), leaf_type::nonce);
}
constexpr hash4 code_hash_key(const address& a) noexcept {
    return leaf_key(to_word(a), leaf_type::code_hash);
}
constexpr hash4 code_length_key(const address& a) noexcept {
    return leaf_key(to_word(a), leaf_type::code_length);
}
constexpr hash4 storage_key(const address& a, const u256& slot) noexcept {
    return leaf_key(to_word(a), leaf_type::storage, slot);
}

} // namespace zonogon::merkle
