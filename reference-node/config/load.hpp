#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>

#include "config/configuration.hpp"

namespace zonogon::config {

/// Variables of the environment, name and value.
using environment = std::vector<std::pair<std::string, std::string>>;

/// Reads TOML text over the defaults. Anything wrong (syntax, a key that does not exist, a type or a bound) is an error
/// that starts with "source:line:column: " and names the key.
result<configuration> parse(std::string_view toml, const std::string& source);

/// Puts what the environment overrides in place. A variable whose first word is a table of the configuration but that
/// names no setting is an error: it would be a typing mistake that goes unseen.
status override_from(const environment& variables, configuration& c);

/// File, then environment, then check_whole.
result<configuration> load(const std::string& path, const environment& variables);

/// What no single setting can tell: each role has what it needs, and settings fit together.
status check_whole(const configuration& c);

/// The variables of this process that start with ZONOGON_.
environment process_environment();

/// Every setting with its default, type, meaning and variable, as a configuration file that could be used.
std::string describe();

} // namespace zonogon::config
