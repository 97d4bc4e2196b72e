#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "config/load.hpp"
#include "main/command.hpp"
#include "main/number_option.hpp"
#include "state/batch_record.hpp"
#include "state/block_record.hpp"
#include "state/head.hpp"
#include "store/rocks_store.hpp"
#include "store/schema.hpp"

namespace zonogon::cli::unwind_command {

namespace {

int complain(const error& why) {
    std::cerr << "zonogon: " << why.message << "\n";
    return exit_code::usage;
}

int unwind(const std::string& path, const std::optional<std::uint64_t>& block,
           const std::optional<std::uint64_t>& batch) {
    const auto how = config::load(path, config::process_environment());
    if (!how) {
        return complain(how.why());
    }
    auto opened = store::rocks_store::open(how->store.path, {how->store.cache_megabytes, false});
    if (!opened) {
        return complain(opened.why());
    }
    store::erased<store::rocks_store> db{*opened};
    if (status known = store::prepare_schema(db); !known) {
        return complain(known.why());
    }
    store::write_batch changes;
    status done =
        block ? state::collect_block_unwind(db, *block, changes) : state::collect_batch_unwind(db, *batch, changes);
    if (done && !changes.empty()) {
        done = db.write(changes);
    }
    if (!done) {
        return complain(done.why());
    }
    const auto head = state::read_head(db);
    if (!head || !*head) {
        return complain(head ? error{"the database has no genesis block"} : head.why());
    }
    const auto last = state::read_last_batch(db);
    if (!last) {
        return complain(last.why());
    }
    std::cout << "last block: " << (*head)->number << "\nlast batch: " << (*last ? (*last)->number : 0)
              << "\nroot: " << (*head)->state_root.to_hex_full() << "\n";
    return exit_code::ok;
}

void add_unwind(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("unwind", "Take L2 blocks or batches out of a stopped node's database");
    command->footer("What L1 said stays: a node that follows L1 brings the batches back that are there.\n"
                    "Exit code: 0 done, 2 the database cannot be used or does not go back that far.");
    auto path = std::make_shared<std::string>();
    auto block = std::make_shared<std::optional<std::uint64_t>>();
    auto batch = std::make_shared<std::optional<std::uint64_t>>();
    command->add_option("--config", *path, "configuration file of the node")->required();
    CLI::Option_group* where = command->add_option_group("where to");
    add_number(*where, "--block", *block, "this block becomes the last; 0 is the genesis");
    add_number(*where, "--batch", *batch, "the last block of this batch becomes the last; 0 is the genesis");
    where->require_option(1);
    command->callback([path, block, batch, &status] { status = unwind(*path, *block, *batch); });
}

const bool registered = register_command(73, add_unwind);

} // namespace

} // namespace zonogon::cli::unwind_command
