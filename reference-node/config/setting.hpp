#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <zonogon/base/result.hpp>

#include "config/configuration.hpp"

namespace zonogon::config {

/// Where a setting's value lives; the alternative is its type.
using slot = std::variant<bool*, std::uint64_t*, std::string*, milliseconds*, u256*, address*, finality*,
                          std::vector<std::string>*>;

/// One thing that can be configured. The list of them is the only place that knows names, bounds and meanings: the file
/// reader, the environment and the help text all work from it.
struct setting {
    /// Table and key as TOML spells them, such as "rpc.port".
    std::string_view name;
    std::string_view help;
    slot place;
    /// Bounds of numbers, and of durations in milliseconds.
    std::uint64_t least = 0;
    std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    /// The words a text or each text of a list may be; none means any.
    std::vector<std::string_view> words{};
};

/// In the order of the help; the settings of one table stand together.
std::vector<setting> settings(configuration& c);

// The parts of that list.
std::vector<setting> chain_settings_of(configuration& c);
std::vector<setting> l1_settings_of(configuration& c);
std::vector<setting> rpc_settings_of(configuration& c);
std::vector<setting> rollup_settings_of(configuration& c);
std::vector<setting> bridge_settings_of(configuration& c);
std::vector<setting> monitor_settings_of(configuration& c);

/// Bounds that several settings share.
inline constexpr std::uint64_t one_day = 86'400'000;
inline constexpr std::uint64_t highest_port = 65'535;

/// A value as a file or the environment gives it.
using raw_value = std::variant<bool, std::int64_t, std::string, std::vector<std::string>>;

/// Puts a value in its place, or says what it should have been.
status assign(const setting& s, const raw_value& value);

/// What an environment variable's text stands for, by the setting's type.
result<raw_value> read_text(const setting& s, std::string_view text);

/// The value as a configuration file spells it.
std::string show(const setting& s);

/// "number", "duration such as \"3s\"", ...
std::string_view type_name(const setting& s);

/// The variable that overrides a setting: ZONOGON_RPC_PORT for rpc.port.
std::string environment_name(const setting& s);

} // namespace zonogon::config
