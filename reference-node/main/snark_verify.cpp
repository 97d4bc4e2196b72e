#include <iostream>
#include <memory>
#include <string>

#include <zonogon/base/json_reader.hpp>

#include "main/command.hpp"
#include "main/files.hpp"
#include "main/snark_command.hpp"

namespace zonogon::cli::snark_verify_command {
namespace {

struct verify_options {
    std::string key;
    std::string publics;
    std::string proof;
};

/// The proof system that a verification key names.
result<snark_system> system_of(const std::string& key_json) {
    const auto json = json_reader::parse(key_json);
    if (!json) {
        return json.why();
    }
    json_reader in;
    std::string name;
    if (in.object(*json, "")) {
        name = in.text(in.need(*json, "", "protocol"), "protocol");
    }
    if (const status good = in.outcome(); !good) {
        return good.why();
    }
    return find_snark_system(name);
}

int verify(const verify_options& options) {
    const auto refuse = [](const std::string& why) { return refuse_snark("verify", why, usage); };
    const auto key = read_file(options.key);
    const auto publics = read_file(options.publics);
    const auto proof = read_file(options.proof);
    for (const auto* file : {&key, &publics, &proof}) {
        if (!*file) {
            return refuse(file->why().message);
        }
    }
    const auto system = system_of(*key);
    if (!system) {
        return refuse(options.key + ": " + system.why().message);
    }
    const auto outcome = system->verify(*key, *publics, *proof);
    if (!outcome) {
        return refuse(outcome.why().message);
    }
    nlohmann::ordered_json out;
    out["valid"] = outcome->empty();
    if (!outcome->empty()) {
        out["reason"] = *outcome;
        std::cerr << options.proof << ": " << *outcome << "\n";
    }
    std::cout << out.dump(2) << "\n";
    return outcome->empty() ? ok : invalid;
}

void add_verify(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("verify", "Check a proof");
    command->footer("Exit code: 0 valid, 1 invalid (with the reason), 2 a file cannot be read.");
    auto options = std::make_shared<verify_options>();
    command->add_option("key", options->key, "Verification key (JSON)")->required();
    command->add_option("public", options->publics, "Public inputs (JSON)")->required();
    command->add_option("proof", options->proof, "Proof (JSON)")->required();
    command->callback([options, &status] { status = verify(*options); });
}

const bool registered = register_snark_command(40, add_verify);

} // namespace
} // namespace zonogon::cli::snark_verify_command
