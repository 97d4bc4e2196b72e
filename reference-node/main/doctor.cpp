#include <iostream>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "config/load.hpp"
#include "main/command.hpp"
#include "node/doctor.hpp"

namespace zonogon::cli {

namespace {

const char* name_of(node::finding::kind k) {
    return k == node::finding::kind::fine ? "fine" : k == node::finding::kind::notice ? "notice" : "wrong";
}

int examine(const std::string& path) {
    const auto how = config::load(path, config::process_environment());
    if (!how) {
        std::cerr << "zonogon: " << how.why().message << "\n";
        return exit_code::usage;
    }
    nlohmann::json findings = nlohmann::json::array();
    bool good = true;
    for (const node::finding& f : node::examine(*how)) {
        findings.push_back({{"what", f.what}, {"is", name_of(f.is)}, {"detail", f.detail}});
        good = good && f.is != node::finding::kind::wrong;
    }
    std::cout << nlohmann::json{{"ok", good}, {"findings", findings}}.dump(2) << std::endl;
    return good ? exit_code::ok : exit_code::invalid;
}

void add_doctor(CLI::App& app, int& status) {
    CLI::App* command =
        app.add_subcommand("doctor", "Compare a node's configuration with its files and the contracts on L1");
    command->footer(
        "Prints {\"ok\", \"findings\": [{what, is, detail}]}; `is` is fine, notice or wrong. Writes nothing.\n"
        "Exit code: 0 nothing is wrong, 1 something is, 2 the configuration cannot be read.");
    auto path = std::make_shared<std::string>();
    command->add_option("--config", *path, "configuration file")->required();
    command->callback([path, &status] { status = examine(*path); });
}

const bool registered = register_command(54, add_doctor);

} // namespace

} // namespace zonogon::cli
