#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon::l1 {

/// A block by name; what the node says it is at that moment.
enum class tag : std::uint8_t { earliest, finalized, safe, latest, pending };

using block_id = std::variant<tag, std::uint64_t>;

struct block_header {
    std::uint64_t number = 0;
    bytes32 hash{};
    bytes32 parent_hash{};
    std::uint64_t timestamp = 0;
    std::uint64_t gas_limit = 0;
    /// Zero on chains from before EIP-1559.
    u256 base_fee;

    friend bool operator==(const block_header&, const block_header&) = default;
};

struct log {
    address source{};
    std::vector<bytes32> topics;
    bytes data;
    std::uint64_t block_number = 0;
    bytes32 block_hash{};
    bytes32 transaction_hash{};
    std::uint64_t transaction_index = 0;
    std::uint64_t log_index = 0;
    /// The node says that the log's block is no longer part of the chain.
    bool removed = false;

    friend bool operator==(const log&, const log&) = default;
};

struct receipt {
    bytes32 transaction_hash{};
    bytes32 block_hash{};
    std::uint64_t block_number = 0;
    bool succeeded = false;
    std::uint64_t gas_used = 0;
    u256 effective_gas_price;
    std::optional<address> contract;
    std::vector<log> logs;
};

/// Logs of some addresses (none: any) whose topics are, place by place, among the given (none: any).
struct log_filter {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::vector<address> sources;
    std::vector<std::vector<bytes32>> topics;
};

struct call_request {
    std::optional<address> from;
    /// Nothing creates a contract.
    std::optional<address> to;
    u256 value;
    bytes data;
};

} // namespace zonogon::l1
