#include <array>
#include <cstddef>
#include <iostream>
#include <memory>
#include <string>
#include <variant>

#include <nlohmann/json.hpp>

#include <zonogon/rollup/vector_run.hpp>

#include "main/command.hpp"
#include "main/files.hpp"

namespace zonogon::cli {

namespace {

int refuse(const std::string& path, const error& why) {
    std::cerr << path << ": " << why.message << "\n";
    return exit_code::usage;
}

int execute(const std::string& path) {
    const auto text = read_file(path);
    if (!text) {
        std::cerr << text.why().message << "\n";
        return exit_code::usage;
    }
    const auto file = rollup::read_vector_file(*text);
    if (!file) {
        return refuse(path, file.why());
    }
    const auto executor = zkevm::batch_executor::create();
    if (!executor) {
        return refuse("the program's ROM", executor.why());
    }
    auto run = rollup::vector_run::create(*file, *executor);
    if (!run) {
        return refuse(path, run.why());
    }
    nlohmann::json batches = nlohmann::json::array();
    int outcome = exit_code::ok;
    for (std::size_t i = 0; !run->done(); ++i) {
        std::cerr << "batch " << i + 1 << " of " << file->batches.size() << ": "
                  << run->next_batch().input.batch_l2_data.size() << " bytes\n";
        const rollup::batch_expectations& expected = run->next_batch().expected;
        const auto got = run->run_next();
        if (const auto* failure = std::get_if<zkevm::batch_failure>(&got)) {
            std::cerr << path << ": batches[" << i << "]: " << failure->why.message << "\n";
            batches.push_back({{"error", failure->why.message}});
            outcome =
                failure->what == zkevm::batch_failure::kind::not_provable ? exit_code::not_provable : exit_code::usage;
            break;
        }
        batches.push_back(rollup::describe_batch(run->last_input(), expected, *std::get_if<zkevm::batch_result>(&got)));
        if (const auto& last = batches.back(); last.contains("difference")) {
            std::cerr << path << ": batches[" << i << "]: " << last["difference"].get<std::string>() << "\n";
            outcome = exit_code::invalid;
        }
    }
    std::cout << nlohmann::json{{"batches", batches}}.dump(2) << std::endl;
    return outcome;
}

void add_execute(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("execute", "Run the ROM over the batches of a state-transition file");
    command->footer(
        "Prints {\"batches\": [...]} on standard output: new roots and hashes, transactions, blocks, counters and,\n"
        "where the file says what to expect, whether it matches and the first difference.\n"
        "Exit code: 0 done (and all matches), 1 something differs, 2 the file cannot be used,\n"
        "3 a batch needs what the prover does not have yet.");
    auto path = std::make_shared<std::string>();
    command->add_option("input", *path, "JSON file in one of the four shapes of test/vectors/state-transition")
        ->required();
    command->callback([path, &status] { status = execute(*path); });
}

const bool registered = register_command(10, add_execute);

} // namespace

} // namespace zonogon::cli
