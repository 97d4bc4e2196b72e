#pragma once

#include <string>
#include <string_view>

#include <zonogon/zkasm/assembler.hpp>
#include <zonogon/zkasm/executor.hpp>

namespace zonogon::test {

/// Assembles and runs a text; the error is the assembler's or the run's.
inline result<zkasm::execution> run_text(std::string_view text, const zkasm::run_options& options = {}) {
    const result<zkasm::program> program = zkasm::assemble("t", text);
    if (!program) {
        return program.why();
    }
    zkasm::basic_host host;
    return zkasm::run(*program, host, options);
}

/// The message of a text that must not run, or "it ran".
inline std::string refusal(std::string_view text, const zkasm::run_options& options = {}) {
    const auto done = run_text(text, options);
    return done ? "it ran" : done.why().message;
}

/// Register A after a run that must succeed, as a decimal number; else the message.
inline std::string value_of_a(std::string_view text) {
    const auto done = run_text(text);
    return done ? zkasm::word_text(done->final.a) : done.why().message;
}

inline bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace zonogon::test
