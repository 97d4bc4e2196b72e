#pragma once

#include <string>

#include <zonogon/base/bytes.hpp>

#include "pool/pool.hpp"

namespace zonogon::rpc {

/// An address with the checksum of EIP-55 in the case of its letters.
std::string checksum_address(const address& a);

/// A transaction that is in no block yet, as eth_getTransactionByHash shows it.
std::string waiting_transaction_text(const pool::entry& e);

} // namespace zonogon::rpc
