#pragma once

#include <optional>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

#include "l1/types.hpp"

namespace zonogon::l1 {

/// Readers of what execution clients answer (Ethereum execution API): numbers without leading zeros, data of whole
/// bytes.
result<u256> parse_quantity(const nlohmann::json& j);
result<std::uint64_t> parse_number(const nlohmann::json& j);
result<bytes> parse_data(const nlohmann::json& j);
result<bytes32> parse_hash(const nlohmann::json& j);
result<address> parse_address(const nlohmann::json& j);
result<block_header> parse_header(const nlohmann::json& j);
result<log> parse_log(const nlohmann::json& j);
result<receipt> parse_receipt(const nlohmann::json& j);

/// A number as the API spells it.
std::string quantity(const u256& number);

} // namespace zonogon::l1
