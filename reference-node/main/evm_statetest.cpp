#include <cstddef>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "main/command.hpp"
#include "statetest/run.hpp"

namespace zonogon::cli::evm_statetest_command {
namespace {

using nlohmann::json;

struct statetest_options {
    std::vector<std::string> paths;
    std::string rules = "berlin";
    bool by_folder = false;
};

struct tally {
    std::size_t passed = 0;
    std::size_t applicable = 0;
    std::size_t total = 0;
};

/// Figures of each folder on stderr.
void print_folders(const std::map<std::string, tally>& folders) {
    for (const auto& [name, t] : folders) {
        std::cerr << name << ": " << t.passed << " of " << t.applicable << " applicable of " << t.total << '\n';
    }
}

void run_statetest(const statetest_options& options, int& status) {
    const auto rules = statetest::rules_by_name(options.rules);
    for (const std::string& path : options.paths) {
        if (const auto files = statetest::test_files(path); !files) {
            std::cerr << files.why().message << '\n';
            status = usage;
            return;
        }
    }
    json out = json::array();
    std::size_t passed = 0;
    std::size_t skipped = 0;
    std::map<std::string, tally> folders;
    for (const std::string& path : options.paths) {
        for (const statetest::case_outcome& done : statetest::run_path(path, *rules)) {
            tally& folder = folders[std::filesystem::path(done.file).parent_path().string()];
            folder.passed += done.pass ? 1 : 0;
            folder.applicable += done.applicable ? 1 : 0;
            ++folder.total;
            if (!done.applicable) {
                ++skipped;
                continue;
            }
            passed += done.pass ? 1 : 0;
            out.push_back({{"name", done.name},
                           {"file", done.file},
                           {"fork", done.fork},
                           {"indexes", {{"data", done.data}, {"gas", done.gas}, {"value", done.value}}},
                           {"pass", done.pass},
                           {"error", done.error}});
        }
    }
    std::cout << out.dump(1) << '\n';
    if (options.by_folder) {
        print_folders(folders);
    }
    std::cerr << passed << " of " << out.size() << " cases pass";
    if (skipped != 0) {
        std::cerr << "; " << skipped << " say that they cannot hold under the rollup's rules and were not run";
    }
    std::cerr << '\n';
    status = passed == out.size() ? ok : invalid;
}

void add_evm(CLI::App& app, int& status) {
    CLI::App* group = app.add_subcommand("evm", "The native interpreter of contracts");
    group->require_subcommand(1);
    const auto options = std::make_shared<statetest_options>();
    CLI::App* command = group->add_subcommand(
        "statetest", "Run state tests of ethereum/tests; prints a JSON array of {name, file, pass, error}");
    command->add_option("PATH", options->paths, "Files, or folders of files")->required();
    command
        ->add_option("--rules", options->rules,
                     "berlin, london or shanghai: Ethereum at that fork; rollup: the rollup's rules at fork 9")
        ->check(CLI::IsMember({"berlin", "london", "shanghai", "rollup"}));
    command->add_flag("--by-folder", options->by_folder, "Print the figures of each folder to stderr too");
    command->callback([options, &status] { run_statetest(*options, status); });
}

const bool registered = register_command(60, add_evm);

} // namespace
} // namespace zonogon::cli::evm_statetest_command
