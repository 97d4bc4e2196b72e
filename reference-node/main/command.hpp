#pragma once

#include <CLI/CLI.hpp>

namespace zonogon::cli {

/// What the program tells its caller.
enum exit_code : int {
    ok = 0,
    invalid = 1,      ///< a proof, a program text or an expectation was refused
    usage = 2,        ///< bad options or unreadable input
    not_provable = 3, ///< the batch needs what the prover does not have yet
};

/// Each adds one subcommand; its callback leaves the outcome in `status`.
void add_execute(CLI::App& app, int& status);
void add_prove(CLI::App& app, int& status);
void add_verify(CLI::App& app, int& status);
void add_pil(CLI::App& app, int& status);
void add_zkasm(CLI::App& app, int& status);

} // namespace zonogon::cli
