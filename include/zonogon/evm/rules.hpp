#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/evm/precompiles/blake2f.hpp>
#include <zonogon/evm/precompiles/bn254_add.hpp>
#include <zonogon/evm/precompiles/bn254_mul.hpp>
#include <zonogon/evm/precompiles/bn254_pairing.hpp>
#include <zonogon/evm/precompiles/ecrecover.hpp>
#include <zonogon/evm/precompiles/identity.hpp>
#include <zonogon/evm/precompiles/modexp.hpp>
#include <zonogon/evm/precompiles/ripemd160.hpp>
#include <zonogon/evm/precompiles/sha256.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/hash/poseidon_linear.hpp>

namespace zonogon::evm {

/// Ethereum's rules as of the Berlin upgrade (April 2021), and the switches that other rule sets turn. A rule set is a
/// struct with these members; derive from one and hide what differs.
struct berlin_rules {
    static constexpr bool has_push0 = false;    ///< EIP-3855
    static constexpr bool has_base_fee = false; ///< EIP-3198, and EIP-1559's burning of the base fee
    /// EIP-3541: no new code that begins with 0xef.
    static constexpr bool rejects_ef = false;
    /// EIP-3860: bounds and charges creation code.
    static constexpr bool has_initcode_limit = false;
    static constexpr bool warm_coinbase = false; ///< EIP-3651
    /// SELFDESTRUCT moves the balance and stops, the account stays (EIP-4758, SENDALL).
    static constexpr bool destroys_nothing = false;
    /// EXTCODEHASH of an account without code is zero even if the account exists.
    static constexpr bool plain_account_has_no_code_hash = false;
    /// BLOCKHASH reads the storage of the system contract.
    static constexpr bool block_hash_in_state = false;
    /// EIP-7610: no contract is created over an account with storage, not only over code or a nonce.
    static constexpr bool storage_is_collision = true;

    /// Refunds are at most gas used / this.
    static constexpr std::int64_t refund_quotient = 2;
    static constexpr std::int64_t refund_clearing_slot = 15000;
    static constexpr std::int64_t refund_destroying = 24000;
    static constexpr std::uint64_t max_transaction_gas = ~std::uint64_t{0};
    static constexpr std::uint64_t max_memory = 0xffffffff;
    static constexpr std::size_t max_code_size = 24576;

    static u256 code_hash(byte_view text) { return u256::from_bytes(hash::keccak256(text)); }

    /// The precompiled contracts 1, 2, 3, ...
    static constexpr std::array<precompile, 9> precompiles{{
        {precompile_kind::run, &zonogon::evm::precompiles::ecrecover},
        {precompile_kind::run, &zonogon::evm::precompiles::sha256},
        {precompile_kind::run, &zonogon::evm::precompiles::ripemd160},
        {precompile_kind::run, &zonogon::evm::precompiles::identity},
        {precompile_kind::run, &zonogon::evm::precompiles::modexp},
        {precompile_kind::run, &zonogon::evm::precompiles::bn254_add},
        {precompile_kind::run, &zonogon::evm::precompiles::bn254_mul},
        {precompile_kind::run, &zonogon::evm::precompiles::bn254_pairing},
        {precompile_kind::run, &zonogon::evm::precompiles::blake2f},
    }};
};

struct london_rules : berlin_rules {
    static constexpr bool has_base_fee = true;
    static constexpr bool rejects_ef = true;
    static constexpr std::int64_t refund_quotient = 5;
    static constexpr std::int64_t refund_clearing_slot = 4800;
    static constexpr std::int64_t refund_destroying = 0;
};

struct shanghai_rules : london_rules {
    static constexpr bool has_push0 = true;
    static constexpr bool has_initcode_limit = true;
    static constexpr bool warm_coinbase = true;
};

/// The rollup's rules at fork 9 (protocol 6.4): Berlin with EIP-3541, EIP-3607 and EIP-3855, SENDALL, Poseidon code
/// hashes, block hashes in the state.
struct fork9_rules : berlin_rules {
    static constexpr bool has_push0 = true;
    static constexpr bool rejects_ef = true;
    static constexpr bool destroys_nothing = true;
    static constexpr bool plain_account_has_no_code_hash = true;
    static constexpr bool block_hash_in_state = true;
    static constexpr bool storage_is_collision = false;
    static constexpr std::uint64_t max_transaction_gas = 30'000'000;
    static constexpr std::uint64_t max_memory = 0x3fffe0;

    /// RIPEMD-160, modexp and BLAKE2 F are refused (protocol 6.4).
    static constexpr std::array<precompile, 9> precompiles = [] {
        auto all = berlin_rules::precompiles;
        for (const std::size_t number : {3U, 5U, 9U}) {
            all[number - 1] = {precompile_kind::refused, nullptr};
        }
        return all;
    }();

    static u256 code_hash(byte_view text) {
        const hash::hash4 digest = hash::linear_hash(text);
        return u256{
            std::array<std::uint64_t, 4>{digest[0].value(), digest[1].value(), digest[2].value(), digest[3].value()}};
    }
};

/// The gas limit of every block at fork 9, what GASLIMIT gives (protocol 4.2).
inline constexpr std::uint64_t fork9_gas_limit = std::uint64_t{1} << 50;

/// The account whose storage tells block hashes, number and timestamp (protocol 4.1).
inline constexpr address system_contract{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x5c, 0xa1, 0xab, 0x1e};

/// The slot of the system contract that holds the hash of a block.
inline u256 block_hash_slot(const u256& number) {
    return u256::from_bytes(hash::keccak256(number.to_bytes(), u256{1}.to_bytes()));
}

} // namespace zonogon::evm
