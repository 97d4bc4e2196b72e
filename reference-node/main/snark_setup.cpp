#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include <zonogon/base/mapped_file.hpp>
#include <zonogon/pcs/ptau/development.hpp>
#include <zonogon/pcs/ptau/write.hpp>
#include <zonogon/snark/groth16/setup.hpp>
#include <zonogon/snark/r1cs_file.hpp>

#include "main/command.hpp"
#include "main/file_sink.hpp"
#include "main/files.hpp"
#include "main/progress_bar.hpp"
#include "main/snark_command.hpp"
#include "main/temporary_file.hpp"

namespace zonogon::cli::snark_setup_command {
namespace {

struct setup_options {
    std::string circuit;
    std::string powers;
    std::string key;
    std::string system = "groth16";
    bool development = false;
};

/// Powers of a tau that this process knew, as many as the circuit needs.
result<bytes> development_powers(byte_view file, const std::string& system) {
    const auto circuit = snark::read_r1cs<field::bn254_scalar>(file);
    if (!circuit) {
        return circuit.why();
    }
    // fflonk has more rows than constraints, and polynomials of nine times its rows.
    const std::size_t terms = circuit->a.terms() + circuit->b.terms() + circuit->c.terms();
    const std::uint32_t power = system == "groth16"
                                    ? snark::groth16::log_rows(circuit->constraints(), circuit->public_count())
                                    : snark::groth16::log_rows(terms + circuit->wires, circuit->public_count()) + 4;
    if (power > pcs::ptau::file<>::max_power) {
        return error{"the circuit is too large"};
    }
    std::cerr << "DEVELOPMENT KEY: this machine knows the secret of its 2^" << power
              << " powers of tau; whoever learns it proves anything\n";
    snark::system_randomness random;
    const auto ceremony = pcs::ptau::develop(power, random, "development");
    if (!ceremony) {
        return ceremony.why();
    }
    return pcs::ptau::write_file(ceremony->powers, &ceremony->prepared);
}

int setup(const setup_options& options) {
    const auto refuse = [](const std::string& why) { return refuse_snark("setup", why, usage); };
    const auto system = find_snark_system(options.system);
    if (!system) {
        return refuse(system.why().message);
    }
    if (const status writable = check_writable(options.key); !writable) {
        return refuse(writable.why().message);
    }
    const auto circuit = mapped_file::open(options.circuit);
    if (!circuit) {
        return refuse(circuit.why().message);
    }
    const auto powers = options.development ? result<mapped_file>(mapped_file{}) : mapped_file::open(options.powers);
    if (!powers) {
        return refuse(powers.why().message);
    }
    bytes known;
    if (options.development) {
        auto made = development_powers(circuit->content(), options.system);
        if (!made) {
            return refuse(made.why().message);
        }
        known = std::move(*made);
    }
    const byte_view reference = options.development ? byte_view(known) : powers->content();
    // Keys that anybody forges proofs for are of no use for development either.
    const bool contribute = options.development && system->needs_contributions;
    const temporary_file first(options.key + ".first");
    file_sink sink(contribute ? first.path() : options.key);
    progress_bar bar;
    if (const status made = system->setup(circuit->content(), reference, std::ref(sink), std::ref(bar)); !made) {
        return refuse(made.why().message);
    }
    if (const status finished = sink.finish(); !finished) {
        return refuse(finished.why().message);
    }
    if (contribute) {
        if (const auto made = contribute_to_key(first.path(), options.key, "development"); !made) {
            return refuse(made.why().message);
        }
    } else if (system->needs_contributions) {
        std::cerr << "WARNING: anybody can forge proofs for this key until somebody contributes to it: "
                     "see zonogon snark contribute\n";
    }
    const auto key = mapped_file::open(options.key);
    const auto about = key ? system->info(key->content()) : result<nlohmann::ordered_json>(key.why());
    if (!about) {
        return refuse(about.why().message);
    }
    std::cout << about->dump(2) << "\n";
    return ok;
}

void add_setup(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("setup", "Make a circuit's proving key from prepared powers of tau");
    command->footer("A key of Groth16 needs contributions before it is used (zonogon snark contribute); with\n"
                    "--development it has one, made by this machine.\n"
                    "Exit code: 0 made, 2 a file cannot be used.");
    auto options = std::make_shared<setup_options>();
    command->add_option("circuit", options->circuit, "Circuit (.r1cs)")->required();
    command
        ->add_option("powers", options->powers, "Powers of tau, prepared for phase 2 (.ptau); none with --development")
        ->required();
    command->add_option("key", options->key, "Where to write the proving key (.zkey)");
    command->add_flag("--development", options->development,
                      "Make powers of tau whose secret this machine knows: for development only");
    command->add_option("--system", options->system, "Proof system: groth16 or fflonk")->capture_default_str();
    command->callback([options, &status] {
        if (options->development && options->key.empty()) {
            options->key = std::exchange(options->powers, {});
        }
        if (options->key.empty() || (options->development && !options->powers.empty())) {
            status = refuse_snark("setup", "CIRCUIT POWERS KEY, or --development CIRCUIT KEY", usage);
            return;
        }
        status = setup(*options);
    });
}

const bool registered = register_snark_command(10, add_setup);

} // namespace
} // namespace zonogon::cli::snark_setup_command
