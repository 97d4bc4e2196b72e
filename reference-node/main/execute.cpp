#include <array>
#include <cstddef>
#include <iostream>
#include <memory>
#include <string>
#include <variant>

#include <nlohmann/json.hpp>

#include <zonogon/rollup/rom_counters.hpp>
#include <zonogon/rollup/vector_run.hpp>
#include <zonogon/zkevm/batch_executor.hpp>
#include <zonogon/zkevm/counted_executor.hpp>
#include <zonogon/zkevm/default_compiled.hpp>

#include "main/command.hpp"
#include "main/files.hpp"

namespace zonogon::cli::execute_command {

namespace {

int refuse(const std::string& path, const error& why) {
    std::cerr << path << ": " << why.message << "\n";
    return exit_code::usage;
}

/// Runs all batches of a file by an engine and prints what they did.
template <class Executor>
int run_batches(const std::string& path, const rollup::vector_file& file, const Executor& executor) {
    auto run = rollup::vector_run<Executor>::create(file, executor);
    if (!run) {
        return refuse(path, run.why());
    }
    nlohmann::json batches = nlohmann::json::array();
    int outcome = exit_code::ok;
    for (std::size_t i = 0; !run->done(); ++i) {
        std::cerr << "batch " << i + 1 << " of " << file.batches.size() << ": "
                  << run->next_batch().input.batch_l2_data.size() << " bytes\n";
        const rollup::batch_expectations& expected = run->next_batch().expected;
        const auto got = run->run_next();
        if (const auto* failure = std::get_if<rollup::batch_failure>(&got)) {
            std::cerr << path << ": batches[" << i << "]: " << failure->why.message << "\n";
            batches.push_back({{"error", failure->why.message}});
            outcome =
                failure->what == rollup::batch_failure::kind::not_provable ? exit_code::not_provable : exit_code::usage;
            break;
        }
        const auto& done = *std::get_if<typename rollup::vector_run<Executor>::batch_outcome_type>(&got);
        nlohmann::json& last = batches.emplace_back(rollup::describe_batch(run->last_input(), expected, done));
        if constexpr (requires { rollup::describe_counters(done); }) {
            last["counters"] = rollup::describe_counters(done);
        }
        if (last.contains("difference")) {
            std::cerr << path << ": batches[" << i << "]: " << last["difference"].template get<std::string>() << "\n";
            outcome = exit_code::invalid;
        }
    }
    std::cout << nlohmann::json{{"batches", batches}}.dump(2) << std::endl;
    return outcome;
}

int execute(const std::string& path, bool natively) {
    const auto text = read_file(path);
    if (!text) {
        std::cerr << text.why().message << "\n";
        return exit_code::usage;
    }
    const auto file = rollup::read_vector_file(*text);
    if (!file) {
        return refuse(path, file.why());
    }
    if (natively) {
        return run_batches(path, *file, zkevm::counted_executor<>{});
    }
    const auto executor = zkevm::batch_executor::create();
    return executor ? run_batches(path, *file, *executor) : refuse("the program's ROM", executor.why());
}

void add_execute(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("execute", "Run the batches of a state-transition file");
    command->footer(
        "Prints {\"batches\": [...]} on standard output: new roots and hashes, transactions, blocks and, where the\n"
        "file says what to expect, whether it matches and the first difference; on the ROM also counters.\n"
        "The native engine runs everything the chain allows; the ROM is the program that proofs are made of, and has\n"
        "no contract code yet. Where both run a batch they agree; one that runs out of zk-counters is invalid by "
        "both.\n"
        "Exit code: 0 done (and all matches), 1 something differs, 2 the file cannot be used,\n"
        "3 a batch needs what the prover does not have yet (--engine rom).");
    auto path = std::make_shared<std::string>();
    command->add_option("input", *path, "JSON file in one of the four shapes of test/vectors/state-transition")
        ->required();
    auto which = std::make_shared<std::string>("rom");
    command->add_option("--engine", *which, "What runs the batches")
        ->check(CLI::IsMember({"rom", "native"}))
        ->capture_default_str();
    command->callback([path, which, &status] { status = execute(*path, *which == "native"); });
}

const bool registered = register_command(10, add_execute);

} // namespace

} // namespace zonogon::cli::execute_command
