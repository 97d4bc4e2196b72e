#include <chrono>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "config/load.hpp"
#include "config/token.hpp"
#include "l1/json_rpc.hpp"
#include "l1/transport.hpp"
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

/// Has the running node that owns the database copy it.
status take_by_node(const config::configuration& how, const std::string& folder) {
    if (how.admin.token_file.empty() || !how.has_role("rpc")) {
        return error{"a node that runs copies its database only with role \"rpc\" and 'admin.token_file'"};
    }
    const auto token = config::read_token(how.admin.token_file);
    if (!token) {
        return token.why();
    }
    // Hashing all files takes its time.
    l1::http_transport::options with{std::chrono::hours{6}, std::uint64_t{1} << 20, "Bearer " + *token};
    const std::string port = std::to_string(how.rpc.port);
    auto node = l1::http_transport::create("http://127.0.0.1:" + port, with);
    if (!node) {
        return node.why();
    }
    const std::string absolute = std::filesystem::absolute(folder).string();
    return l1::json_rpc{**node, l1::json_rpc::options{1, {}}}.call(
        {"admin_takeSnapshot", nlohmann::json::array({absolute}).dump()},
        [](const nlohmann::json& answer) { return answer == true ? status{} : status{error{"it was not taken"}}; });
}

int take(const std::string& path, const std::string& folder) {
    const auto how = config::load(path, config::process_environment());
    if (!how) {
        return complain(how.why());
    }
    const auto opened = store::rocks_store::open(how->store.path, {how->store.cache_megabytes, false});
    if (!opened && opened.why().message.find("lock") != std::string::npos) {
        const status taken = take_by_node(*how, folder);
        return taken ? exit_code::ok : complain(taken.why());
    }
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

    CLI::App* snapshot = app.add_subcommand(
        "snapshot", "Copy a node's database, with checksums; one that runs is asked to (admin_takeSnapshot)");
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
