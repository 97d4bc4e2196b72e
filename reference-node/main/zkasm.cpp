#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>
#include <zonogon/zkasm/assembler.hpp>
#include <zonogon/zkasm/listing.hpp>

#include "main/command.hpp"
#include "main/zkasm_json.hpp"

namespace zonogon::cli {
namespace {

using nlohmann::json;

struct zkasm_options {
    std::string file;
    std::vector<std::string> defines;
    int fork = 13;
    bool lines = false;
    bool allow_undefined_labels = false;
    bool allow_undefined_variables = false;
    bool allow_overwrite_labels = false;

    zkasm::encoding encoding() const { return fork < 13 ? zkasm::encoding::fork9 : zkasm::encoding::fork13; }
};

/// Reads and assembles the file of the options; messages go to stderr, the exit code to `status`.
std::optional<zkasm::program> assemble_file(const zkasm_options& options, int& status) {
    zkasm::assembler_options settings;
    settings.allow_undefined_labels = options.allow_undefined_labels;
    settings.allow_undefined_variables = options.allow_undefined_variables;
    settings.allow_overwrite_labels = options.allow_overwrite_labels;
    for (const std::string& define : options.defines) {
        const std::size_t equals = define.find('=');
        std::string_view name = std::string_view{define}.substr(0, equals);
        if (name.starts_with('%')) {
            name.remove_prefix(1);
        }
        if (equals == std::string::npos || name.empty()) {
            std::cerr << "-D " << define << ": expected NAME=VALUE\n";
            status = usage;
            return std::nullopt;
        }
        settings.defines.push_back({name, std::string_view{define}.substr(equals + 1)});
    }
    std::vector<char> text;
    const zkasm::file_loader load;
    if (!load(options.file, text)) {
        std::cerr << "cannot read " << options.file << '\n';
        status = usage;
        return std::nullopt;
    }
    result<zkasm::program> program = zkasm::assemble(options.file, {text.data(), text.size()}, settings, load);
    if (!program) {
        std::cerr << program.why().message << '\n';
        status = invalid;
        return std::nullopt;
    }
    return std::move(*program);
}

void info(const zkasm_options& options, int& status) {
    const std::optional<zkasm::program> program = assemble_file(options, status);
    if (!program) {
        return;
    }
    json out = {{"romLines", program->lines.size()},
                {"labels", program->labels.size()},
                {"constants", program->constants.size()},
                {"globalVars", program->global_words()},
                {"ctxVars", program->context_words()},
                {"freeInputs", zkasm::free_inputs(*program)},
                {"programSha256", to_hex(zkasm::program_sha256(*program, options.encoding())).substr(2)}};
    if (options.lines) {
        json& lines = out["lines"] = json::array();
        for (const zkasm::line& line : program->lines) {
            lines.push_back(to_json(*program, line, options.encoding()));
        }
    }
    std::cout << out.dump(1) << '\n';
    status = ok;
}

void add_common(CLI::App& command, zkasm_options& options) {
    command.add_option("FILE", options.file, "The program")->required();
    command.add_option("-D", options.defines, "NAME=VALUE: a constant that wins over the text's (suffix n: CONSTL)");
    command.add_flag("--allow-undefined-labels", options.allow_undefined_labels, "Jump to line 0 instead of refusing");
    command.add_flag("--allow-undefined-variables", options.allow_undefined_variables,
                     "Use offset 0 instead of refusing");
    command.add_flag("--allow-overwrite-labels", options.allow_overwrite_labels, "The last definition of a label wins");
}

void add_zkasm(CLI::App& app, int& status) {
    CLI::App* group = app.add_subcommand("zkasm", "Assemble and run programs of the main machine");
    group->require_subcommand(1);
    const auto options = std::make_shared<zkasm_options>();

    CLI::App* show = group->add_subcommand("info", "Assemble a program and print what it is made of, as JSON");
    add_common(*show, *options);
    show->add_option("--fork", options->fork, "Encoding of arithmetic operations: 7 to 9, or 13")
        ->check(CLI::Range(7, 13));
    show->add_flag("--lines", options->lines, "Print every ROM line too");
    show->callback([options, &status] { info(*options, status); });
}

const bool registered = register_command(50, add_zkasm);

} // namespace
} // namespace zonogon::cli
