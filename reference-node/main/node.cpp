#include <csignal>
#include <iostream>
#include <memory>
#include <string>

#include "config/load.hpp"
#include "main/command.hpp"
#include "node/node.hpp"
#include "store/rocks_store.hpp"
#include "store/snapshot.hpp"

namespace zonogon::cli::node_command {

namespace {

int complain(const error& why) {
    std::cerr << "zonogon: " << why.message << "\n";
    return exit_code::usage;
}

int run_node(const std::string& path, bool only_check) {
    const auto how = config::load(path, config::process_environment());
    if (!how) {
        return complain(how.why());
    }
    if (only_check) {
        std::cout << path << ": usable\n";
        return exit_code::ok;
    }
    // Before any thread starts, so that all of them leave the signals to this one.
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    auto running = node::node::start(*how);
    if (!running) {
        return complain(running.why());
    }
    int signal = 0;
    sigwait(&ends, &signal);
    return exit_code::ok;
}

int take(const std::string& path, const std::string& folder) {
    const auto how = config::load(path, config::process_environment());
    if (!how) {
        return complain(how.why());
    }
    const auto opened = store::rocks_store::open(how->store.path, {how->store.cache_megabytes, false});
    if (!opened) {
        return complain(opened.why());
    }
    const status taken = store::take_snapshot(*opened, folder);
    return taken ? exit_code::ok : complain(taken.why());
}

int restore(const std::string& path, const std::string& folder) {
    const auto how = config::load(path, config::process_environment());
    if (!how) {
        return complain(how.why());
    }
    const status restored = store::restore_snapshot(folder, how->store.path);
    return restored ? exit_code::ok : complain(restored.why());
}

void add_node(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("node", "Run a rollup node");
    command->footer("Runs until SIGINT or SIGTERM. A configuration file is TOML; this one says what is the case when "
                    "nothing is said,\nand in parentheses the type of each setting and the variable of the environment "
                    "that overrides it:\n" +
                    config::describe() +
                    "\nExit code: 0 ended by a signal, 2 the configuration or the store cannot be used.");
    auto path = std::make_shared<std::string>();
    auto only_check = std::make_shared<bool>(false);
    command->add_option("--config", *path, "configuration file")->required();
    command->add_flag("--check", *only_check, "only check the configuration");
    command->callback([path, only_check, &status] { status = run_node(*path, *only_check); });

    CLI::App* snapshot = app.add_subcommand("snapshot", "Copy a stopped node's database, with checksums");
    auto folder = std::make_shared<std::string>();
    snapshot->add_option("--config", *path, "configuration file")->required();
    snapshot->add_option("folder", *folder, "new folder to write to")->required();
    snapshot->callback([path, folder, &status] { status = take(*path, *folder); });

    CLI::App* back = app.add_subcommand("restore", "Check a snapshot and make it a node's database");
    back->add_option("--config", *path, "configuration file")->required();
    back->add_option("folder", *folder, "folder of the snapshot")->required();
    back->callback([path, folder, &status] { status = restore(*path, *folder); });
}

const bool registered = register_command(70, add_node);

} // namespace

} // namespace zonogon::cli::node_command
