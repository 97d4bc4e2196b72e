#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include <nlohmann/json_fwd.hpp>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>

#include "rpc/answer.hpp"

namespace zonogon::rpc {

/// A block as callers name it.
enum class block_tag : std::uint8_t { earliest, latest, pending, safe, finalized };
using block_reference = std::variant<block_tag, std::uint64_t, bytes32>;

/// The positional parameters of one call, typed. The first thing wrong is kept, with the words that geth uses; after it
/// every reader gives an empty value, so methods read all and look once: `if (p.wrong()) return *p.wrong();`
class parameters {
public:
    /// `list` is an array and outlives this.
    explicit parameters(const nlohmann::json& list) : list_(&list) {}

    std::size_t size() const;
    bool has(std::size_t i) const;
    /// The value itself; nothing if it is missing or null.
    const nlohmann::json* raw(std::size_t i) const;

    zonogon::address address(std::size_t i);
    bytes32 hash(std::size_t i);
    bytes data(std::size_t i);
    u256 quantity(std::size_t i);
    std::uint64_t number(std::size_t i);
    bool boolean(std::size_t i, bool otherwise);
    std::string text(std::size_t i);
    /// A tag, a number, or an object of EIP-1898; `latest` where there is none.
    block_reference block(std::size_t i);

    void fail(std::size_t i, const std::string& what);
    const std::optional<failure>& wrong() const noexcept { return wrong_; }

private:
    const nlohmann::json* required(std::size_t i);

    const nlohmann::json* list_;
    std::optional<failure> wrong_;
};

/// Readers of single values, for parameters that are objects: nothing, and why, in geth's words.
std::optional<std::string> read_quantity(const nlohmann::json& j, u256& out, std::string_view type);
std::optional<std::string> read_data(const nlohmann::json& j, bytes& out, std::string_view type);
std::optional<std::string> read_fixed(const nlohmann::json& j, std::uint8_t* out, std::size_t size,
                                      std::string_view type);
std::optional<std::string> read_block(const nlohmann::json& j, block_reference& out);

/// A JSON number, or a text of hex or decimal digits: what geth takes where callers disagree.
std::uint64_t read_number_or_quantity(parameters& p, std::size_t i);

/// A number as the API spells it, with its quotes.
std::string quantity_text(const u256& number);
/// Bytes as the API spells them, with their quotes.
std::string data_text(byte_view in);

} // namespace zonogon::rpc
