#include <chrono>
#include <functional>
#include <iostream>
#include <memory>
#include <string>

#include <sys/resource.h>

#include <zonogon/base/mapped_file.hpp>

#include "main/command.hpp"
#include "main/files.hpp"
#include "main/progress_bar.hpp"
#include "main/snark_command.hpp"

namespace zonogon::cli::snark_prove_command {
namespace {

struct prove_options {
    std::string key;
    std::string witness;
    std::string proof;
    std::string publics;
};

byte_view view(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

int prove(const prove_options& options) {
    const auto refuse = [](const std::string& why) { return refuse_snark("prove", why, usage); };
    const auto begin = std::chrono::steady_clock::now();
    for (const std::string& path : {options.proof, options.publics}) {
        if (const status writable = check_writable(path); !writable) {
            return refuse(writable.why().message);
        }
    }
    const auto key = mapped_file::open(options.key);
    if (!key) {
        return refuse(key.why().message);
    }
    const auto system = system_of_key(key->content());
    if (!system) {
        return refuse(options.key + ": " + system.why().message);
    }
    progress_bar bar;
    const auto proved = system->prove(options.key, options.witness, std::ref(bar));
    if (!proved) {
        return refuse(proved.why().message);
    }
    if (const status written = write_file(options.proof, view(proved->proof_json)); !written) {
        return refuse(written.why().message);
    }
    if (const status written = write_file(options.publics, view(proved->public_json)); !written) {
        return refuse(written.why().message);
    }
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    nlohmann::ordered_json out;
    out["system"] = system->name;
    out["proof"] = options.proof;
    out["public"] = options.publics;
    out["seconds"] = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    out["peakMemoryMiB"] = used.ru_maxrss / 1024;
    std::cout << out.dump(2) << "\n";
    return ok;
}

void add_prove(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("prove", "Prove that a witness satisfies a circuit");
    command->footer("Exit code: 0 proved (and the proof verified), 2 a file cannot be used or the witness is wrong.");
    auto options = std::make_shared<prove_options>();
    command->add_option("key", options->key, "Proving key (.zkey) of any of the proof systems")->required();
    command->add_option("witness", options->witness, "Witness (.wtns)")->required();
    command->add_option("proof", options->proof, "Where to write the proof (JSON)")->required();
    command->add_option("public", options->publics, "Where to write the public inputs (JSON)")->required();
    command->callback([options, &status] { status = prove(*options); });
}

const bool registered = register_snark_command(30, add_prove);

} // namespace
} // namespace zonogon::cli::snark_prove_command
