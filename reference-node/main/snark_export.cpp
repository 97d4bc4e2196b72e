#include <iostream>
#include <memory>
#include <string>

#include <zonogon/base/mapped_file.hpp>

#include "main/command.hpp"
#include "main/files.hpp"
#include "main/snark_command.hpp"

namespace zonogon::cli::snark_export_command {
namespace {

struct export_options {
    std::string key;
    std::string out;
};

using exporter = result<std::string> (*snark_system::*)(byte_view);

int export_text(const char* name, exporter which, const export_options& options) {
    const auto refuse = [name](const std::string& why) { return refuse_snark(name, why, usage); };
    const auto key = mapped_file::open(options.key);
    if (!key) {
        return refuse(key.why().message);
    }
    const auto system = system_of_key(key->content());
    if (!system) {
        return refuse(options.key + ": " + system.why().message);
    }
    const auto text = ((*system).*which)(key->content());
    if (!text) {
        return refuse(options.key + ": " + text.why().message);
    }
    const byte_view content{reinterpret_cast<const std::uint8_t*>(text->data()), text->size()};
    if (const status written = write_file(options.out, content); !written) {
        return refuse(written.why().message);
    }
    const nlohmann::ordered_json about{{"system", system->name}, {"written", options.out}};
    std::cout << about.dump(2) << "\n";
    return ok;
}

void add(CLI::App& app, int& status, const char* name, const char* description, const char* out, exporter which) {
    CLI::App* command = app.add_subcommand(name, description);
    command->footer("Exit code: 0 written, 2 a file cannot be used.");
    auto options = std::make_shared<export_options>();
    command->add_option("key", options->key, "Proving key (.zkey)")->required();
    command->add_option("out", options->out, out)->required();
    command->callback([options, &status, name, which] { status = export_text(name, which, *options); });
}

void add_exports(CLI::App& app, int& status) {
    add(app, status, "export-verification-key", "Write the verification key of a proving key",
        "Where to write the verification key (JSON)", &snark_system::verification_key);
    add(app, status, "export-solidity", "Write the contract that verifies a circuit's proofs",
        "Where to write the contract (.sol)", &snark_system::solidity);
}

const bool registered = register_snark_command(50, add_exports);

} // namespace
} // namespace zonogon::cli::snark_export_command
