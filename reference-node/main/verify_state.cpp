#include <cstdint>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <system_error>

#include <unistd.h>

#include <nlohmann/json.hpp>

#include <zonogon/rollup/genesis_reader.hpp>

#include "config/load.hpp"
#include "main/command.hpp"
#include "main/files.hpp"
#include "main/number_option.hpp"
#include "main/progress_bar.hpp"
#include "state/head.hpp"
#include "state/rebuild.hpp"
#include "store/memory_store.hpp"
#include "store/rocks_store.hpp"

namespace zonogon::cli::verify_state_command {

namespace {

struct request {
    std::string config;
    std::string scratch;
    std::uint64_t from = 1;
    bool tree = false;
    bool in_memory = false;
    bool json = false;
};

int complain(const error& why) {
    std::cerr << "zonogon: " << why.message << "\n";
    return exit_code::usage;
}

/// A folder that goes with its owner.
class working_folder {
public:
    explicit working_folder(const std::string& parent) {
        std::error_code code;
        std::filesystem::path at =
            parent.empty() ? std::filesystem::temp_directory_path(code) : std::filesystem::path{parent};
        std::string name = (at / "zonogon-verify-XXXXXX").string();
        if (!code && mkdtemp(name.data()) != nullptr) {
            path_ = name;
        }
    }
    working_folder(const working_folder&) = delete;
    working_folder& operator=(const working_folder&) = delete;
    ~working_folder() {
        std::error_code code;
        if (!path_.empty()) {
            std::filesystem::remove_all(path_, code);
        }
    }
    bool made() const { return !path_.empty(); }
    std::string at(const char* name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

nlohmann::json describe(const std::optional<state::difference>& found) {
    return found ? nlohmann::json{{"where", found->where},
                                  {"what", found->what},
                                  {"stored", found->stored},
                                  {"rebuilt", found->rebuilt}}
                 : nlohmann::json{};
}

int report(const nlohmann::json& facts, const std::optional<state::difference>& found, bool as_json) {
    nlohmann::json all = facts;
    all["difference"] = describe(found);
    if (as_json) {
        std::cout << all.dump(2) << "\n";
    } else {
        for (const auto& [name, value] : facts.items()) {
            std::cout << name << ": " << (value.is_string() ? value.get<std::string>() : value.dump()) << "\n";
        }
        std::cout << (found ? "different: " + found->text() : std::string{"everything agrees"}) << "\n";
    }
    return found ? exit_code::invalid : exit_code::ok;
}

int walk_tree(const store::reader& stored, const request& what) {
    const auto head = state::read_head(stored);
    if (!head || !*head) {
        return complain(head ? error{"the database has no genesis block"} : head.why());
    }
    progress_bar bar;
    const auto done = state::check_tree(stored, (*head)->state_root, [&](std::uint64_t leaves, std::uint64_t) {
        bar("leaves: " + std::to_string(leaves), 0, 1);
    });
    if (!done) {
        return complain(done.why());
    }
    return report({{"block", (*head)->number},
                   {"root", (*head)->state_root.to_hex_full()},
                   {"branches", done->branches},
                   {"leaves", done->leaves},
                   {"codes", done->codes}},
                  done->found, what.json);
}

int rebuild(const store::reader& stored, const config::configuration& how, store::database& scratch,
            const request& what) {
    const auto text = read_file(how.genesis_file());
    if (!text) {
        return complain(text.why());
    }
    const auto genesis = rollup::read_genesis_file(*text);
    if (!genesis) {
        return complain(error{how.genesis_file() + ": " + genesis.why().message});
    }
    progress_bar bar;
    const auto done = state::rebuild_state(stored, genesis->accounts, how.chain.id, scratch, what.from,
                                           [&](std::uint64_t n, std::uint64_t of) {
                                               if (n == of || n * 100 / of != (n - 1) * 100 / of) {
                                                   bar("batch " + std::to_string(what.from + n - 1), n, of);
                                               }
                                           });
    if (!done) {
        return complain(done.why());
    }
    return report({{"batches", done->batches},
                   {"blocks", done->blocks},
                   {"transactions", done->transactions},
                   {"root", done->state_root.to_hex_full()}},
                  done->found, what.json);
}

int verify_state(const request& what) {
    const auto how = config::load(what.config, config::process_environment());
    if (!how) {
        return complain(how.why());
    }
    const working_folder work(what.scratch);
    if (!work.made()) {
        return complain(error{"cannot make a folder for the rebuilt state"});
    }
    auto opened = store::rocks_store::open_beside(how->store.path, work.at("log"), {how->store.cache_megabytes, false});
    if (!opened) {
        return complain(opened.why());
    }
    const store::erased<store::rocks_store> stored{*opened};
    if (what.tree) {
        return walk_tree(stored, what);
    }
    if (what.in_memory) {
        store::memory_store memory;
        store::erased<store::memory_store> scratch{memory};
        return rebuild(stored, *how, scratch, what);
    }
    auto disk = store::rocks_store::open(work.at("state"), {how->store.cache_megabytes, true});
    if (!disk) {
        return complain(disk.why());
    }
    store::erased<store::rocks_store> scratch{*disk};
    return rebuild(stored, *how, scratch, what);
}

void add_verify_state(CLI::App& app, int& status) {
    CLI::App* command =
        app.add_subcommand("verify-state", "Rebuild a node's state from its batches and compare all of it");
    command->footer(
        "Executes every batch once more, from the genesis, and compares roots, exit roots, accumulated hashes, "
        "blocks,\n"
        "transactions, receipts and log index with what the node's database says; also batches and verified roots of "
        "L1\n"
        "with its own. The database is only read; a node may run on it meanwhile, what it adds is not looked at.\n"
        "Exit code: 0 everything agrees, 1 the first difference is named, 2 the database cannot be read.");
    auto what = std::make_shared<request>();
    command->add_option("--config", what->config, "configuration file of the node")->required();
    add_number(*command, "--from", what->from, "first batch; the stored state before it is taken as right", 1);
    command->add_flag("--tree", what->tree,
                      "instead walk the whole state tree of the last block, and check every hash");
    command->add_option("--scratch", what->scratch,
                        "folder on whose disk the state is rebuilt (default: that of temporary files)");
    command->add_flag("--memory", what->in_memory, "rebuild the state in memory instead");
    command->add_flag("--json", what->json, "print the outcome as JSON");
    command->callback([what, &status] { status = verify_state(*what); });
}

const bool registered = register_command(72, add_verify_state);

} // namespace

} // namespace zonogon::cli::verify_state_command
