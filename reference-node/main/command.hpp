#pragma once

#include <vector>

#include <CLI/CLI.hpp>

namespace zonogon::cli {

/// What the program tells its caller.
enum exit_code : int {
    ok = 0,
    invalid = 1,      ///< a proof, a program text or an expectation was refused
    usage = 2,        ///< bad options or unreadable input
    not_provable = 3, ///< the batch needs what the prover does not have yet
};

/// Adds one subcommand to the program; its callback leaves the outcome in `status`.
using add_command = void (*)(CLI::App& app, int& status);

/// The subcommands of this program, in the order of their names. A command's file adds itself:
/// `const bool registered = register_command(10, add_x);` (the number only orders the help text). Its own names are in
/// a namespace of the command, so that units can be joined.
struct command_entry {
    int order;
    add_command add;
};
std::vector<command_entry>& commands();
bool register_command(int order, add_command add);

} // namespace zonogon::cli
