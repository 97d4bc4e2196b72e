// What an operator can tell the node to do (admin_*).
#include "node/services.hpp"

#include <filesystem>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "config/token.hpp"
#include "pool/decode.hpp"
#include "rpc/admin_methods.hpp"
#include "state/batch_record.hpp"
#include "state/block_record.hpp"
#include "state/head.hpp"
#include "state/l1_record.hpp"
#include "store/snapshot.hpp"

namespace zonogon::node {
namespace {

/// The transactions of all blocks after this one, in their order.
result<std::vector<state::transaction_record>> transactions_after(const store::reader& from, std::uint64_t number) {
    std::vector<state::transaction_record> out;
    for (;;) {
        const auto block = state::read_block(from, ++number);
        if (!block) {
            return block.why();
        }
        if (!*block) {
            return out;
        }
        for (const bytes32& hash : (*block)->transactions) {
            auto t = state::read_transaction(from, hash);
            if (!t) {
                return t.why();
            }
            if (*t) {
                out.push_back(**std::move(t));
            }
        }
    }
}

} // namespace

status node::services::open_administration() {
    if (how.admin.token_file.empty()) {
        return {};
    }
    const auto token = config::read_token(how.admin.token_file);
    if (!token) {
        return token.why();
    }
    rpc::admin_actions can;
    if (producer) {
        can.start_sequencer = can.resume_sequencer = [this] {
            follower->look_again();
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
    can.take_snapshot = [this](const std::string& folder) {
        if (!std::filesystem::path{folder}.is_absolute()) {
            return status{error{"the folder of a snapshot is an absolute path"}};
        }
        return store::take_snapshot(*disk, folder);
    };
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
    const auto gone = transactions_after(*db, (*row)->last_block);
    if (!gone) {
        return gone.why();
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
    return wait_again(*gone);
}

/// Transactions of blocks that were undone wait as before, and behind them those of the same senders that waited
/// already: the pool drops these where what paid for them was undone too.
status node::services::wait_again(const std::vector<state::transaction_record>& transactions) {
    std::set<address> senders;
    std::vector<bytes> raw;
    for (const state::transaction_record& t : transactions) {
        senders.insert(t.from);
        raw.push_back(pool::encode_transaction(t.what));
    }
    for (const address& who : senders) {
        const auto waited = waiting->list(who);
        for (const auto* part : {&waited.pending, &waited.queued}) {
            for (const auto& [from, by_nonce] : *part) {
                for (const auto& [nonce, e] : by_nonce) {
                    raw.push_back(pool::encode_transaction(e->what.tx));
                }
            }
        }
    }
    if (status refreshed = waiting->refresh({senders.begin(), senders.end()}); !refreshed) {
        return refreshed;
    }
    const std::uint64_t now = now_in_milliseconds();
    undone.add(std::move(raw), now);
    undone.feed(*waiting, now);
    lines->write(monitor::level::info, "pool", "transactions of undone blocks wait again",
                 {{"count", std::to_string(transactions.size())}});
    return {};
}

} // namespace zonogon::node
