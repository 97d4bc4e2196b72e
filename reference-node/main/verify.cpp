#include <iostream>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include <zonogon/zkevm/default_compiled.hpp>
#include <zonogon/zkevm/prover/batch_prover.hpp>
#include <zonogon/zkevm/rom/rom.hpp>

#include "main/command.hpp"
#include "main/files.hpp"
#include "main/publics_json.hpp"

namespace zonogon::cli::verify_command {
namespace {

int verify(const std::string& path) {
    const auto file = read_file(path);
    if (!file) {
        std::cerr << "zonogon verify: " << file.why().message << "\n";
        return usage;
    }
    const auto rom = zkevm::assemble_rom();
    if (!rom) {
        std::cerr << "zonogon verify: " << rom.why().message << "\n";
        return usage;
    }
    const auto verifier = zkevm::batch_prover<>::create(*rom);
    if (!verifier) {
        std::cerr << "zonogon verify: " << verifier.why().message << "\n";
        return usage;
    }
    const auto claim = verifier->verify(byte_view(reinterpret_cast<const std::uint8_t*>(file->data()), file->size()));
    nlohmann::ordered_json out;
    out["valid"] = claim.has_value();
    if (claim) {
        out["publics"] = describe_publics(*claim);
    } else {
        out["reason"] = claim.why().message;
        std::cerr << path << ": " << claim.why().message << "\n";
    }
    std::cout << out.dump(2) << "\n";
    return claim ? ok : invalid;
}

void add_verify(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("verify", "Check a batch proof against this program's verifying key");
    command->footer("Exit code: 0 valid, 1 invalid (with the reason), 2 the file cannot be read.");
    auto path = std::make_shared<std::string>();
    command->add_option("proof", *path, "Proof file that `zonogon prove` wrote")->required();
    command->callback([path, &status] { status = verify(*path); });
}

const bool registered = register_command(30, add_verify);

} // namespace
} // namespace zonogon::cli::verify_command
