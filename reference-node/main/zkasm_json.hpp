#pragma once

#include <nlohmann/json.hpp>

#include <zonogon/zkasm/listing.hpp>
#include <zonogon/zkasm/program.hpp>

namespace zonogon::cli {

/// A free input or command as a tree of {op, ...}, spelled as the reference assembler spells it.
nlohmann::json to_json(const zkasm::program& program, std::int32_t expression);

/// A ROM line: its fields, the names it uses, its tag and commands.
nlohmann::json to_json(const zkasm::program& program, const zkasm::line& line, zkasm::encoding how);

} // namespace zonogon::cli
