#include <algorithm>
#include <exception>
#include <iostream>
#include <string>

#include "main/command.hpp"

namespace zonogon::cli {

std::vector<command_entry>& commands() {
    static std::vector<command_entry> all;
    return all;
}

bool register_command(int order, add_command add) {
    commands().push_back({order, add});
    return true;
}

namespace {

/// What is wrong with the arguments. A word that means nothing is named before what it makes missing.
std::string describe(const CLI::App& app, const CLI::ParseError& e) {
    const auto unknown = app.remaining(true);
    if (e.get_name() == "RequiredError" && !unknown.empty()) {
        return "unknown argument '" + unknown.front() + "'; see --help";
    }
    return std::string(e.what()) + "; see --help";
}

int run(int argc, char** argv) {
    CLI::App app{"Zonogon: execute, prove and verify rollup batches, and compile the two languages they are made of"};
    app.name("zonogon");
    app.require_subcommand(1);
    app.set_help_all_flag("--help-all", "Help of every command");
    int status = ok;
    std::ranges::sort(commands(), {}, &command_entry::order);
    for (const command_entry& command : commands()) {
        command.add(app, status);
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        if (e.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
            return app.exit(e);
        }
        std::cerr << "zonogon: " << describe(app, e) << "\n";
        return usage;
    }
    return status;
}

} // namespace
} // namespace zonogon::cli

int main(int argc, char** argv) {
    // The library does not throw; what it is built on may, out of memory for one.
    try {
        return zonogon::cli::run(argc, argv);
    } catch (const std::exception& e) {
        std::cerr << "zonogon: " << e.what() << "\n";
        return zonogon::cli::usage;
    }
}
