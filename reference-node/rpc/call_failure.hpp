#pragma once

#include <optional>
#include <string>

#include <zonogon/base/bytes.hpp>

#include "rpc/answer.hpp"
#include "state/view.hpp"

namespace zonogon::rpc {

/// What a contract reverted with in words: the text of Error(string), or the meaning of Panic(uint256) as geth words
/// it; nothing for any other data.
std::optional<std::string> revert_words(byte_view output);

/// A call that went wrong, as execution clients answer it: code 3 with the data when a contract reverted.
failure call_failure(const state::call_outcome& o);

} // namespace zonogon::rpc
