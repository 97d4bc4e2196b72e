// What an operator can tell the node to do (admin_*).
#include "node/services.hpp"

#include <string>

#include <zonogon/base/read_file.hpp>

#include <nlohmann/json.hpp>

#include "rpc/admin_methods.hpp"
#include "state/batch_record.hpp"
#include "state/block_record.hpp"
#include "state/head.hpp"
#include "state/l1_record.hpp"

namespace zonogon::node {
namespace {

result<std::string> read_token(const std::string& path) {
    const auto text = read_file(path, 1U << 16);
    if (!text) {
        return error{"'admin.token_file': " + text.why().message};
    }
    const std::string token = text->substr(0, text->find('\n'));
    if (token.empty()) {
        return error{"'admin.token_file': " + path + " has no first line"};
    }
    return token;
}

} // namespace

status node::services::open_administration() {
    if (how.admin.token_file.empty()) {
        return {};
    }
    const auto token = read_token(how.admin.token_file);
    if (!token) {
        return token.why();
    }
    rpc::admin_actions can;
    if (producer) {
        can.start_sequencer = can.resume_sequencer = [this] {
            producer->resume();
            sender->resume();
            return status{};
        };
        can.stop_sequencer = [this] {
            producer->halt("stopped by the administrator");
            return status{};
        };
        can.force_close_batch = [this] {
            producer->close_batch();
            return status{};
        };
        can.halt_at = [this](std::uint64_t batch) {
            producer->halt_at(batch);
            return status{};
        };
        can.unwind_to_batch = [this](std::uint64_t batch) { return unwind_to_batch(batch); };
    }
    can.set_log_level = [this](const std::string& name) {
        const auto level = monitor::level_named(name);
        if (!level) {
            return status{error{"there is no log level \"" + name + "\""}};
        }
        lines->set_least(*level);
        return status{};
    };
    can.waiting = waiting.get();
    can.node_info = [this] {
        nlohmann::json out{{"version", client_version()}, {"roles", how.roles}, {"chainId", how.chain.id}};
        if (const auto head = state::read_head(*db); head && *head) {
            out["block"] = {{"number", (*head)->number}, {"hash", (*head)->state_root.to_hex_full()}};
        }
        if (follower && follower->l1_block()) {
            out["l1Block"] = *follower->l1_block();
        }
        out["notReady"] = state.reasons();
        return out.dump();
    };
    rpc::add_admin_methods(methods, *token, can);
    return {};
}

status node::services::unwind_to_batch(std::uint64_t batch) {
    if (!producer->halted()) {
        return error{"the sequencer must be stopped first"};
    }
    const auto sequenced = state::read_last_virtual_batch(*db);
    if (!sequenced) {
        return sequenced.why();
    }
    if (*sequenced && batch < (*sequenced)->number) {
        return error{"batch " + std::to_string((*sequenced)->number) + " is sequenced on L1 and stays"};
    }
    const auto row = state::read_batch(*db, batch);
    if (!row) {
        return row.why();
    }
    if (!*row) {
        return error{"there is no batch " + std::to_string(batch)};
    }
    store::write_batch changes;
    if (status collected = state::collect_block_unwind(*db, (*row)->last_block, changes); !collected) {
        return collected;
    }
    if (status written = db->write(changes); !written) {
        return written;
    }
    note(
        {0, 0, 4, "node", "UNWIND", "batch " + std::to_string(batch) + " is the last, as the administrator wants", {}});
    head_moved((*row)->last_block);
    return {};
}

} // namespace zonogon::node
