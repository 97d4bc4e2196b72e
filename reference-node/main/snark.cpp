#include <algorithm>
#include <iostream>

#include <zonogon/base/section_file.hpp>

#include "main/command.hpp"
#include "main/snark_command.hpp"

namespace zonogon::cli {

std::vector<snark_system>& snark_systems() {
    static std::vector<snark_system> all;
    return all;
}

bool register_snark_system(const snark_system& system) {
    snark_systems().push_back(system);
    return true;
}

result<snark_system> find_snark_system(std::string_view name) {
    std::string known;
    for (const snark_system& system : snark_systems()) {
        if (system.name == name) {
            return system;
        }
        known += (known.empty() ? "" : ", ") + std::string(system.name);
    }
    return error{"no proof system \"" + std::string(name.substr(0, 40)) + "\"; there are: " + known};
}

result<snark_system> system_of_key(byte_view key) {
    const auto file = section_file::parse(key, "zkey", 2);
    if (!file) {
        return file.why();
    }
    const auto section = file->section(1);
    if (!section) {
        return section.why();
    }
    section_reader in("zkey", *section);
    const std::uint32_t protocol = in.u32();
    if (const status whole = in.finish(); !whole) {
        return whole.why();
    }
    for (const snark_system& system : snark_systems()) {
        if (system.protocol == protocol) {
            return system;
        }
    }
    return in.wrong("protocol " + std::to_string(protocol) + " is not known");
}

namespace {

std::vector<command_entry>& snark_commands() {
    static std::vector<command_entry> all;
    return all;
}

} // namespace

bool register_snark_command(int order, add_command add) {
    snark_commands().push_back({order, add});
    return true;
}

int refuse_snark(std::string_view command, const std::string& why, int code) {
    std::cerr << "zonogon snark " << command << ": " << why << "\n";
    return code;
}

namespace {

void add_snark(CLI::App& app, int& status) {
    CLI::App* snark = app.add_subcommand("snark", "Prove and verify circuits of circom with snarkjs's files");
    snark->require_subcommand(1);
    std::ranges::sort(snark_commands(), {}, &command_entry::order);
    for (const command_entry& command : snark_commands()) {
        command.add(*snark, status);
    }
}

const bool registered = register_command(35, add_snark);

} // namespace
} // namespace zonogon::cli
