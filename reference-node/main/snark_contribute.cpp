#include <functional>
#include <iostream>
#include <memory>
#include <string>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/mapped_file.hpp>
#include <zonogon/snark/groth16/contribute.hpp>

#include "main/command.hpp"
#include "main/file_sink.hpp"
#include "main/files.hpp"
#include "main/progress_bar.hpp"
#include "main/snark_command.hpp"

namespace zonogon::cli::snark_contribute_command {
namespace {

struct contribute_options {
    std::string from;
    std::string to;
    std::string name;
};

int contribute(const contribute_options& options) {
    const auto hash = contribute_to_key(options.from, options.to, options.name);
    if (!hash) {
        return refuse_snark("contribute", hash.why().message, usage);
    }
    const nlohmann::ordered_json out{{"key", options.to}, {"contributionHash", to_hex(*hash)}};
    std::cout << out.dump(2) << "\n";
    return ok;
}

void add_contribute(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("contribute", "Add a contribution to a proving key of Groth16");
    command->footer("The secret comes from the operating system and is not kept.\n"
                    "Exit code: 0 contributed, 2 a file cannot be used.");
    auto options = std::make_shared<contribute_options>();
    command->add_option("from", options->from, "Proving key (.zkey), made by setup or by the contributor before")
        ->required();
    command->add_option("to", options->to, "Where to write the new key (.zkey)")->required();
    command->add_option("--name", options->name, "Who contributes, at most 64 bytes");
    command->callback([options, &status] { status = contribute(*options); });
}

const bool registered = register_snark_command(20, add_contribute);

} // namespace
} // namespace zonogon::cli::snark_contribute_command

namespace zonogon::cli {

result<curve::ceremony::digest> contribute_to_key(const std::string& from, const std::string& to,
                                                  std::string_view name) {
    if (const status writable = check_writable(to); !writable) {
        return writable.why();
    }
    const auto file = mapped_file::open(from);
    if (!file) {
        return file.why();
    }
    const auto key = snark::groth16::zkey<>::parse(*file);
    if (!key) {
        return error{from + ": " + key.why().message};
    }
    file_sink sink(to);
    progress_bar bar;
    const auto hash = snark::groth16::contribute(*key, name, std::ref(sink), snark::system_randomness{}, bar);
    if (!hash) {
        return hash;
    }
    if (const status finished = sink.finish(); !finished) {
        return finished.why();
    }
    return hash;
}

} // namespace zonogon::cli
