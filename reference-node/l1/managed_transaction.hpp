#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::l1 {

enum class transaction_state : std::uint8_t {
    created,   ///< wanted, not signed yet
    sent,      ///< signed and handed to the node at least once
    mined,     ///< in a block that may still go
    confirmed, ///< final: executed
    reverted,  ///< final: in a block, its execution failed
    refused,   ///< final: never sent, because it would revert
};

constexpr bool is_final(transaction_state s) noexcept {
    return s >= transaction_state::confirmed;
}
std::string_view name_of(transaction_state s);

/// One signed form of a transaction. A later one pays more, or has another nonce.
struct attempt {
    bytes32 hash{};
    std::uint64_t nonce = 0;
    u256 max_fee;
    u256 tip;
    std::uint64_t gas_limit = 0;
    /// Milliseconds of the epoch.
    std::uint64_t signed_at = 0;
    bytes raw;
};

/// A transaction that the manager brings to its end, with the history of what was sent for it.
struct managed_transaction {
    std::uint64_t id = 0;
    /// The caller's name for it; there is one transaction of a name.
    std::string label;
    address from{};
    std::optional<address> to;
    u256 value;
    bytes data;
    /// 0 asks the node.
    std::uint64_t gas_limit = 0;
    std::uint64_t created_at = 0;
    transaction_state state = transaction_state::created;
    std::vector<attempt> attempts;
    /// The attempt that was mined and where; meaningful from `mined` on.
    bytes32 mined_hash{};
    std::uint64_t block_number = 0;
    bytes32 block_hash{};
    std::uint64_t gas_used = 0;
    /// What happened last that is worth telling: an error of the node, a reorganisation, a nonce that was taken.
    std::string note;
};

bytes encode(const managed_transaction& t);
result<managed_transaction> decode_managed_transaction(byte_view in);

} // namespace zonogon::l1
