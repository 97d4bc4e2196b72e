#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include <zonogon/base/mapped_file.hpp>
#include <zonogon/pcs/ptau/accumulator.hpp>
#include <zonogon/pcs/ptau/check_contributions.hpp>
#include <zonogon/pcs/ptau/check_powers.hpp>
#include <zonogon/pcs/ptau/development.hpp>
#include <zonogon/pcs/ptau/prepare.hpp>
#include <zonogon/pcs/ptau/write.hpp>
#include <zonogon/snark/randomness.hpp>

#include "main/command.hpp"
#include "main/file_sink.hpp"
#include "main/files.hpp"
#include "main/number_option.hpp"
#include "main/snark_command.hpp"

namespace zonogon::cli::snark_ptau_command {
namespace {

namespace ptau = pcs::ptau;

struct ptau_options {
    std::uint32_t power = 0;
    std::string from;
    std::string to;
    std::string name;
};

int refuse(const std::string& why, int code = usage) {
    return refuse_snark("ptau", why, code);
}

int write(const ptau::accumulator& powers, const ptau::lagrange_bases* prepared, const std::string& path) {
    file_sink sink(path);
    status written;
    ptau::write_file(powers, prepared, [&](byte_view piece) {
        if (written) {
            written = sink(piece);
        }
    });
    if (written) {
        written = sink.finish();
    }
    if (!written) {
        return refuse(written.why().message);
    }
    const nlohmann::ordered_json about{{"powers", path},
                                       {"power", powers.power},
                                       {"contributions", powers.contributions.size()},
                                       {"prepared", prepared != nullptr}};
    std::cout << about.dump(2) << "\n";
    return ok;
}

result<ptau::accumulator> read(const std::string& path) {
    const auto mapped = mapped_file::open(path);
    if (!mapped) {
        return mapped.why();
    }
    const auto file = ptau::file<>::parse(mapped->content());
    auto powers = file ? ptau::read_accumulator(*file) : result<ptau::accumulator>(file.why());
    if (!powers) {
        return error{path + ": " + powers.why().message};
    }
    return powers;
}

int begin(const ptau_options& options) {
    return write(ptau::fresh_accumulator(options.power), nullptr, options.to);
}

int contribute(const ptau_options& options) {
    if (const status writable = check_writable(options.to); !writable) {
        return refuse(writable.why().message);
    }
    auto powers = read(options.from);
    if (!powers) {
        return refuse(powers.why().message);
    }
    snark::system_randomness random;
    std::cerr << "contributing to 2^" << powers->power << " powers\n";
    if (const status made = ptau::contribute(*powers, random, options.name); !made) {
        return refuse(made.why().message);
    }
    return write(*powers, nullptr, options.to);
}

int prepare(const ptau_options& options) {
    if (const status writable = check_writable(options.to); !writable) {
        return refuse(writable.why().message);
    }
    const auto powers = read(options.from);
    if (!powers) {
        return refuse(powers.why().message);
    }
    std::cerr << "transforming 2^" << powers->power << " powers\n";
    const ptau::lagrange_bases prepared = ptau::prepare(*powers);
    return write(*powers, &prepared, options.to);
}

int develop(const ptau_options& options) {
    if (const status writable = check_writable(options.to); !writable) {
        return refuse(writable.why().message);
    }
    std::cerr << "DEVELOPMENT POWERS: this machine knows their secret; whoever learns it proves anything\n";
    snark::system_randomness random;
    const auto made = ptau::develop(options.power, random, "development");
    if (!made) {
        return refuse(made.why().message);
    }
    return write(made->powers, &made->prepared, options.to);
}

int verify(const ptau_options& options) {
    const auto mapped = mapped_file::open(options.from);
    if (!mapped) {
        return refuse(mapped.why().message);
    }
    const auto file = ptau::file<>::parse(mapped->content());
    if (!file) {
        return refuse(options.from + ": " + file.why().message);
    }
    snark::system_randomness random;
    std::cerr << "checking contributions\n";
    status sound = ptau::check_contributions(*file);
    if (sound) {
        std::cerr << "checking powers\n";
        sound = ptau::check_powers(*file, random);
    }
    if (sound && file->prepared()) {
        std::cerr << "checking prepared sections\n";
        sound = ptau::check_lagrange(*file, random);
    }
    nlohmann::ordered_json out;
    out["valid"] = sound.ok();
    if (!sound) {
        out["reason"] = sound.why().message;
        std::cerr << options.from << ": " << sound.why().message << "\n";
    }
    std::cout << out.dump(2) << "\n";
    return sound ? ok : invalid;
}

void add_ptau(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("ptau", "Powers of tau: begin, contribute, prepare for phase 2, verify");
    command->require_subcommand(1);
    command->footer("Exit code: 0 done or valid, 1 invalid (with the reason), 2 a file cannot be used.");
    auto options = std::make_shared<ptau_options>();
    const auto of_power = [&](const char* name, const char* description, int (*run)(const ptau_options&)) {
        CLI::App* sub = command->add_subcommand(name, description);
        add_number(*sub, "power", options->power, "For 2^power rows, 1 to 28", 1, 28)->required();
        sub->add_option("to", options->to, "Where to write the powers (.ptau)")->required();
        sub->callback([options, run, &status] { status = run(*options); });
    };
    of_power("new", "Begin a ceremony: every secret is one", begin);
    of_power("develop", "Prepared powers whose secret this machine knows: for development only", develop);
    const auto from_to = [&](const char* name, const char* description, int (*run)(const ptau_options&)) {
        CLI::App* sub = command->add_subcommand(name, description);
        sub->add_option("from", options->from, "Powers (.ptau)")->required();
        sub->add_option("to", options->to, "Where to write the new powers (.ptau)")->required();
        sub->callback([options, run, &status] { status = run(*options); });
        return sub;
    };
    from_to("contribute", "Add a contribution, with a secret that is not kept", contribute)
        ->add_option("--name", options->name, "Who contributes");
    from_to("prepare", "Add the sections that setups of circuits need", prepare);
    CLI::App* check = command->add_subcommand("verify", "Check contributions, powers and prepared sections");
    check->add_option("from", options->from, "Powers (.ptau)")->required();
    check->callback([options, &status] { status = verify(*options); });
}

const bool registered = register_snark_command(5, add_ptau);

} // namespace
} // namespace zonogon::cli::snark_ptau_command
