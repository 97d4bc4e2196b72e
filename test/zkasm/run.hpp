#pragma once

#include <string>
#include <string_view>

#include <zonogon/zkasm/assembler.hpp>
#include <zonogon/zkasm/executor.hpp>

namespace zonogon::test {

/// Assembles and runs a text; the error is the assembler's or the run's.
result<zkasm::execution> run_text(std::string_view text, const zkasm::run_options& options = {});

/// The message of a text that must not run, or "it ran".
std::string refusal(std::string_view text, const zkasm::run_options& options = {});

/// Register A after a run that must succeed, as a decimal number; else the message.
std::string value_of_a(std::string_view text);

bool contains(const std::string& text, std::string_view part);

} // namespace zonogon::test
