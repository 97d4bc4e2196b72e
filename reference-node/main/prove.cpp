#include <chrono>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include <zonogon/rollup/rom_counters.hpp>
#include <zonogon/rollup/vector_run.hpp>
#include <zonogon/zkevm/default_compiled.hpp>
#include <zonogon/zkevm/prover/batch_prover.hpp>

#include "main/command.hpp"
#include "main/files.hpp"
#include "main/number_option.hpp"
#include "main/progress_bar.hpp"
#include "main/publics_json.hpp"

namespace zonogon::cli::prove_command {
namespace {

struct prove_options {
    std::string input;
    std::string output;
    std::size_t batch = 0;
};

double seconds_since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

int refuse(const std::string& message, int code = usage) {
    std::cerr << "zonogon prove: " << message << "\n";
    return code;
}

nlohmann::ordered_json describe(const std::vector<zkevm::table_size>& tables, std::size_t& cells) {
    auto out = nlohmann::ordered_json::array();
    cells = 0;
    for (const zkevm::table_size& t : tables) {
        out.push_back({{"name", t.name}, {"used", t.used}, {"rows", t.rows}, {"columns", t.columns}});
        cells += t.rows * t.columns;
    }
    return out;
}

int prove(const prove_options& options) {
    const auto begin = std::chrono::steady_clock::now();
    if (const status writable = check_writable(options.output); !writable) {
        return refuse(writable.why().message);
    }
    const auto text = read_file(options.input);
    if (!text) {
        return refuse(text.why().message);
    }
    const auto file = rollup::read_vector_file(*text);
    if (!file) {
        return refuse(options.input + ": " + file.why().message);
    }
    if (options.batch >= file->batches.size()) {
        return refuse("--batch " + std::to_string(options.batch) + ": " + options.input + " has " +
                      std::to_string(file->batches.size()) + " batches, counted from 0");
    }
    const auto executor = zkevm::batch_executor::create();
    if (!executor) {
        return refuse(executor.why().message);
    }
    auto run = rollup::vector_run<zkevm::batch_executor>::create(*file, *executor);
    if (!run) {
        return refuse(options.input + ": " + run.why().message);
    }
    std::optional<zkevm::batch_result> executed;
    for (std::size_t i = 0; i <= options.batch; ++i) {
        auto outcome = run->run_next();
        if (const auto* failure = std::get_if<zkevm::batch_failure>(&outcome)) {
            const bool later = failure->what == zkevm::batch_failure::kind::not_provable;
            return refuse(options.input + ": batches[" + std::to_string(i) + "]: " + failure->why.message,
                          later ? not_provable : usage);
        }
        executed = std::get<zkevm::batch_result>(std::move(outcome));
    }
    const double execution_time = seconds_since(begin);

    const auto setup_begin = std::chrono::steady_clock::now();
    std::cerr << "committing to the program and the fixed tables\n";
    const auto prover = zkevm::batch_prover<>::create(executor->rom());
    if (!prover) {
        return refuse(prover.why().message);
    }
    const double setup_time = seconds_since(setup_begin);

    const auto prove_begin = std::chrono::steady_clock::now();
    const auto proved = prover->prove(executed->execution, run->store(), progress_bar{});
    if (!proved) {
        return refuse(proved.why().message);
    }
    const double proving_time = seconds_since(prove_begin);
    // A proof leaves this program only if its own verifier takes it.
    if (const auto sound = prover->verify(proved->file); !sound) {
        return refuse("the proof does not verify: " + sound.why().message, invalid);
    }
    if (const status written = write_file(options.output, proved->file); !written) {
        return refuse(written.why().message);
    }

    std::size_t cells = 0;
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    nlohmann::ordered_json out;
    out["batch"] = options.batch;
    out["batchValid"] = executed->valid;
    out["transactions"] = executed->transactions.size();
    out["publics"] = describe_publics(proved->publics);
    out["counters"] = rollup::describe_counters(*executed);
    out["tables"] = describe(proved->tables, cells);
    out["stage1Cells"] = cells;
    out["proofBytes"] = proved->file.size();
    out["seconds"] = {{"execution", execution_time}, {"setup", setup_time}, {"proving", proving_time}};
    out["peakMemoryMiB"] = used.ru_maxrss / 1024;
    std::cout << out.dump(2) << "\n";
    return ok;
}

void add_prove(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("prove", "Prove a batch of a state-transition file");
    command->footer("Exit code: 0 proved (and the proof verified), 2 the file cannot be used, 3 the batch needs what\n"
                    "the prover does not have yet.");
    auto options = std::make_shared<prove_options>();
    command->add_option("input", options->input, "JSON file in one of the four shapes of test/vectors/state-transition")
        ->required();
    command->add_option("-o,--out", options->output, "Where to write the proof")->required();
    add_number(*command, "--batch", options->batch, "Which of the file's batches, counted from 0")->default_str("0");
    command->callback([options, &status] { status = prove(*options); });
}

const bool registered = register_command(20, add_prove);

} // namespace
} // namespace zonogon::cli::prove_command
