#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

#include <zonogon/base/mapped_file.hpp>
#include <zonogon/field/bn254.hpp>
#include <zonogon/pcs/ptau/file.hpp>
#include <zonogon/snark/r1cs_file.hpp>
#include <zonogon/snark/witness_file.hpp>

#include "main/command.hpp"
#include "main/snark_command.hpp"

namespace zonogon::cli::snark_info_command {
namespace {

using json = nlohmann::ordered_json;
using scalar = field::bn254_scalar;

result<json> about_circuit(byte_view file) {
    const auto system = snark::read_r1cs<scalar>(file);
    if (!system) {
        return system.why();
    }
    return json{{"constraints", system->constraints()},
                {"wires", system->wires},
                {"publicOutputs", system->public_outputs},
                {"publicInputs", system->public_inputs},
                {"privateInputs", system->private_inputs},
                {"coefficients", system->a.terms() + system->b.terms() + system->c.terms()}};
}

result<json> about_witness(byte_view file) {
    const auto witness = snark::read_witness<scalar>(file);
    if (!witness) {
        return witness.why();
    }
    return json{{"values", witness->size()}};
}

result<json> about_key(byte_view file) {
    const auto system = system_of_key(file);
    if (!system) {
        return system.why();
    }
    auto about = system->info(file);
    if (!about) {
        return about;
    }
    json out{{"system", system->name}};
    out.update(*about);
    return out;
}

result<json> about_powers(byte_view file) {
    const auto powers = pcs::ptau::file<>::parse(file);
    if (!powers) {
        return powers.why();
    }
    return json{
        {"power", powers->power()}, {"ceremonyPower", powers->ceremony_power()}, {"prepared", powers->prepared()}};
}

int info(const std::string& path) {
    const auto refuse = [](const std::string& why) { return refuse_snark("info", why, usage); };
    const auto file = mapped_file::open(path);
    if (!file) {
        return refuse(file.why().message);
    }
    const byte_view content = file->content();
    const std::string kind(content.begin(),
                           content.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(4, content.size())));
    struct reader {
        const char* kind;
        result<json> (*read)(byte_view);
    };
    for (const reader& r : {reader{"r1cs", about_circuit}, reader{"wtns", about_witness}, reader{"zkey", about_key},
                            reader{"ptau", about_powers}}) {
        if (kind == r.kind) {
            const auto about = r.read(content);
            if (!about) {
                return refuse(path + ": " + about.why().message);
            }
            json out{{"format", kind}};
            out.update(*about);
            std::cout << out.dump(2) << "\n";
            return ok;
        }
    }
    return refuse(path + ": not an .r1cs, .wtns, .zkey or .ptau file");
}

void add_info(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("info", "Say what a file of circom or snarkjs holds");
    command->footer("Exit code: 0 read, 2 the file cannot be read.");
    auto path = std::make_shared<std::string>();
    command->add_option("file", *path, "File: .r1cs, .wtns, .zkey or .ptau")->required();
    command->callback([path, &status] { status = info(*path); });
}

const bool registered = register_snark_command(60, add_info);

} // namespace
} // namespace zonogon::cli::snark_info_command
