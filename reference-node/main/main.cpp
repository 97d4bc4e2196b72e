#include <algorithm>

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

} // namespace zonogon::cli

int main(int argc, char** argv) {
    using namespace zonogon::cli;
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
        return app.exit(e) == 0 ? static_cast<int>(ok) : static_cast<int>(usage);
    }
    return status;
}
