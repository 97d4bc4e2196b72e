#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>
#include <zonogon/zkasm/assembler.hpp>
#include <zonogon/zkasm/executor.hpp>
#include <zonogon/zkasm/listing.hpp>

#include "main/command.hpp"
#include "main/number_option.hpp"
#include "main/zkasm_json.hpp"

namespace zonogon::cli::zkasm_command {
namespace {

using nlohmann::json;

constexpr std::pair<std::string_view, zkasm::word8 zkasm::registers::*> wide_registers[] = {
    {"A", &zkasm::registers::a}, {"B", &zkasm::registers::b}, {"C", &zkasm::registers::c},
    {"D", &zkasm::registers::d}, {"E", &zkasm::registers::e}, {"SR", &zkasm::registers::sr}};
constexpr std::pair<std::string_view, field::goldilocks zkasm::registers::*> narrow_registers[] = {
    {"CTX", &zkasm::registers::ctx}, {"SP", &zkasm::registers::sp}, {"PC", &zkasm::registers::pc},
    {"GAS", &zkasm::registers::gas}, {"RR", &zkasm::registers::rr}, {"HASHPOS", &zkasm::registers::hashpos},
    {"RCX", &zkasm::registers::rcx}};

struct zkasm_options {
    std::string file;
    std::vector<std::string> defines;
    unsigned fork = 13;
    bool lines = false;
    bool allow_undefined_labels = false;
    bool allow_undefined_variables = false;
    bool allow_overwrite_labels = false;
    std::vector<std::string> registers;
    std::uint64_t max_steps = std::uint64_t{1} << 23;
    bool trace = false;

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
        std::string_view digits = std::string_view{define}.substr(equals + 1);
        settings.defines.push_back({name, digits});
        digits.remove_prefix(digits.starts_with('-') ? 1 : 0);
        digits.remove_suffix(digits.ends_with('n') ? 1 : 0);
        if (!zkasm::big_int::parse(digits)) {
            std::cerr << "-D " << define << ": the value is not a number\n";
            status = usage;
            return std::nullopt;
        }
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
    if (options.fork > 9 && options.fork < 13) {
        std::cerr << "--fork: no encoding is known for fork " << options.fork << '\n';
        status = usage;
        return;
    }
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

/// NAME=VALUE into the registers of row 0.
status set_register(zkasm::registers& r, const std::string& text) {
    const std::size_t equals = text.find('=');
    const std::string name = text.substr(0, equals);
    const auto value = u256::parse(equals == std::string::npos ? "" : std::string_view{text}.substr(equals + 1));
    if (!value) {
        return error{"--register " + text + ": expected NAME=NUMBER"};
    }
    for (const auto& [known, member] : wide_registers) {
        if (name == known) {
            r.*member = zkasm::number_to_word(*value);
            return {};
        }
    }
    for (const auto& [known, member] : narrow_registers) {
        if (name == known && value->fits64() && field::goldilocks::is_canonical(value->low64())) {
            r.*member = field::goldilocks{value->low64()};
            return {};
        }
    }
    return error{"--register " + text + ": unknown register or value out of range"};
}

json to_json(const zkasm::registers& r) {
    json out = {{"zkPC", r.zkpc}};
    for (const auto& [name, member] : wide_registers) {
        out[std::string{name}] = zkasm::word_text(r.*member);
    }
    for (const auto& [name, member] : narrow_registers) {
        out[std::string{name}] = std::to_string((r.*member).value());
    }
    return out;
}

json to_json(const zkasm::counters& used) {
    return {{"steps", used.steps},          {"arith", used.arith},        {"binary", used.binary},
            {"keccakF", used.keccak_f},     {"memAlign", used.mem_align}, {"paddingPG", used.padding_pg},
            {"poseidonG", used.poseidon_g}, {"sha256F", used.sha256_f}};
}

void run_program(const zkasm_options& options, int& status) {
    const std::optional<zkasm::program> program = assemble_file(options, status);
    if (!program) {
        return;
    }
    zkasm::run_options settings;
    settings.max_steps = options.max_steps;
    settings.record = options.trace;
    for (const std::string& text : options.registers) {
        if (const auto set = set_register(settings.start, text); !set) {
            std::cerr << set.why().message << '\n';
            status = usage;
            return;
        }
    }
    zkasm::basic_host host;
    const result<zkasm::execution> done = zkasm::run(*program, host, settings);
    if (!done) {
        std::cerr << done.why().message << '\n';
        status = invalid;
        return;
    }
    json out = {{"steps", done->used.steps},
                {"cyclic", done->cyclic},
                {"registers", to_json(done->final)},
                {"counters", to_json(done->used)}};
    if (options.trace) {
        json& rows = out["trace"] = json::array();
        for (const zkasm::step& s : done->steps) {
            const zkasm::line& line = program->lines[s.before.zkpc];
            rows.push_back({{"source", zkasm::source_place(*program, line)},
                            {"op", zkasm::word_text(s.op)},
                            {"registers", to_json(s.before)}});
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
    add_number(*show, "--fork", options->fork, "Encoding of arithmetic operations: 7 to 9, or 13", 7, 13);
    show->add_flag("--lines", options->lines, "Print every ROM line too");
    show->callback([options, &status] { info(*options, status); });

    CLI::App* execute = group->add_subcommand("run", "Run a program and print where it ended, as JSON");
    add_common(*execute, *options);
    add_number(*execute, "--max-steps", options->max_steps, "Give up after this many steps", 1, std::uint64_t{1} << 32);
    execute->add_option("--register", options->registers, "NAME=NUMBER: a register of the first row");
    execute->add_flag("--trace", options->trace, "Print every step too");
    execute->callback([options, &status] { run_program(*options, status); });
}

const bool registered = register_command(50, add_zkasm);

} // namespace
} // namespace zonogon::cli::zkasm_command
