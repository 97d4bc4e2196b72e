#include <iostream>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/merkle/node_store.hpp>
#include <zonogon/rollup/genesis_reader.hpp>

#include "main/command.hpp"
#include "main/files.hpp"

namespace zonogon::cli::genesis_command {

namespace {

int genesis(const std::string& path) {
    const auto text = read_file(path);
    if (!text) {
        std::cerr << text.why().message << "\n";
        return exit_code::usage;
    }
    const auto file = rollup::read_genesis_file(*text);
    if (!file) {
        std::cerr << path << ": " << file.why().message << "\n";
        return exit_code::usage;
    }
    merkle::memory_node_store store;
    const auto built = rollup::build_genesis(store, file->accounts);
    if (!built) {
        std::cerr << path << ": " << built.why().message << "\n";
        return exit_code::usage;
    }
    const u256 root = hash::to_word(*built);
    std::cout << nlohmann::json{{"accounts", file->accounts.size()}, {"root", root.to_hex_full()}}.dump(2) << std::endl;
    if (root == u256{}) {
        std::cerr << path << ": an empty state has root 0, which L1 takes for no root at all\n";
        return exit_code::invalid;
    }
    if (file->root && *file->root != root) {
        std::cerr << path << ": the file says root " << file->root->to_hex_full() << "\n";
        return exit_code::invalid;
    }
    return exit_code::ok;
}

void add_genesis(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("genesis", "Compute the state root of a genesis file");
    command->footer(
        "Prints {\"accounts\": N, \"root\": \"0x...\"} on standard output.\n"
        "Exit code: 0 done (and the root is the one the file says, if it says one), 1 the root differs or is 0,\n"
        "2 the file cannot be used.");
    auto path = std::make_shared<std::string>();
    command
        ->add_option("file", *path, "JSON file {\"genesis\": [{address, nonce, balance, bytecode, storage}], \"root\"}")
        ->required();
    command->callback([path, &status] { status = genesis(*path); });
}

const bool registered = register_command(45, add_genesis);

} // namespace

} // namespace zonogon::cli::genesis_command
