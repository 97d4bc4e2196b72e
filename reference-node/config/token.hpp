#pragma once

#include <string>

#include <zonogon/base/result.hpp>

namespace zonogon::config {

/// The first line of a token file: what callers of admin_* send as `Authorization: Bearer <token>`.
result<std::string> read_token(const std::string& path);

} // namespace zonogon::config
