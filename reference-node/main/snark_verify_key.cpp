#include <functional>
#include <iostream>
#include <memory>
#include <string>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/mapped_file.hpp>
#include <zonogon/base/printable.hpp>
#include <zonogon/snark/groth16/contribute.hpp>

#include "main/command.hpp"
#include "main/file_sink.hpp"
#include "main/progress_bar.hpp"
#include "main/snark_command.hpp"
#include "main/temporary_file.hpp"

namespace zonogon::cli::snark_verify_key_command {
namespace {

struct verify_key_options {
    std::string circuit;
    std::string powers;
    std::string key;
};

int report(const result<snark::groth16::contribution_record>& record, const std::string& key) {
    nlohmann::ordered_json out;
    out["valid"] = record.has_value();
    if (!record) {
        out["reason"] = record.why().message;
        std::cerr << key << ": " << record.why().message << "\n";
    } else {
        out["circuitHash"] = to_hex(record->circuit);
        out["contributions"] = nlohmann::ordered_json::array();
        for (const auto& c : record->contributions) {
            out["contributions"].push_back(
                {{"name", printable(c.name)}, {"hash", to_hex(snark::groth16::contribution_hash(c))}});
        }
    }
    std::cout << out.dump(2) << "\n";
    return record ? ok : invalid;
}

int verify_key(const verify_key_options& options) {
    const auto refuse = [](const std::string& why) { return refuse_snark("verify-key", why, usage); };
    const auto circuit = mapped_file::open(options.circuit);
    const auto powers = mapped_file::open(options.powers);
    const auto file = mapped_file::open(options.key);
    for (const auto* f : {&circuit, &powers, &file}) {
        if (!*f) {
            return refuse(f->why().message);
        }
    }
    const auto key = snark::groth16::zkey<>::parse(*file);
    if (!key) {
        return refuse(options.key + ": " + key.why().message);
    }
    const auto groth16 = find_snark_system("groth16");
    if (!groth16) {
        return refuse(groth16.why().message);
    }
    const temporary_file first(options.key + ".first");
    file_sink sink(first.path());
    progress_bar bar;
    if (const status made = groth16->setup(circuit->content(), powers->content(), std::ref(sink), std::ref(bar));
        !made) {
        return refuse(made.why().message);
    }
    if (const status finished = sink.finish(); !finished) {
        return refuse(finished.why().message);
    }
    const auto first_file = mapped_file::open(first.path());
    const auto first_key =
        first_file ? snark::groth16::zkey<>::parse(*first_file) : result<snark::groth16::zkey<>>(first_file.why());
    if (!first_key) {
        return refuse(first_key.why().message);
    }
    return report(snark::groth16::check_descent(*first_key, *key), options.key);
}

void add_verify_key(CLI::App& app, int& status) {
    CLI::App* command =
        app.add_subcommand("verify-key", "Check a proving key of Groth16 against its circuit and powers of tau");
    command->footer("Makes the circuit's first key again, beside the key, and checks every contribution since; a\n"
                    "beacon's by its iterations.\n"
                    "Exit code: 0 valid, 1 invalid (with the reason), 2 a file cannot be read.");
    auto options = std::make_shared<verify_key_options>();
    command->add_option("circuit", options->circuit, "Circuit (.r1cs)")->required();
    command->add_option("powers", options->powers, "Powers of tau, prepared for phase 2 (.ptau)")->required();
    command->add_option("key", options->key, "Proving key (.zkey)")->required();
    command->callback([options, &status] { status = verify_key(*options); });
}

const bool registered = register_snark_command(25, add_verify_key);

} // namespace
} // namespace zonogon::cli::snark_verify_key_command
