#include "synchronizer/batch_follower.hpp"

#include <algorithm>
#include <utility>

#include "state/block_record.hpp"
#include "state/database_state_store.hpp"
#include "state/head.hpp"
#include "state/imports.hpp"
#include "synchronizer/batch_inputs.hpp"

namespace zonogon::synchronizer {
namespace {

std::string name(std::uint64_t batch) {
    return "batch " + std::to_string(batch);
}

/// Whether the store has, above block `before`, other blocks than those of the batch or more.
result<bool> conflicts(const store::reader& from, const state::executed_batch& executed, std::uint64_t before) {
    const auto head = state::read_head(from);
    if (!head) {
        return head.why();
    }
    if (!*head) {
        return error{"the database has no genesis block"};
    }
    if ((*head)->number > before + executed.blocks.size()) {
        return true;
    }
    for (const state::executed_block& block : executed.blocks) {
        if (block.outcome.number > (*head)->number) {
            break;
        }
        const auto stored = state::read_block(from, block.outcome.number);
        if (!stored) {
            return stored.why();
        }
        if (!*stored || (*stored)->state_root != block.outcome.state_root || (*stored)->batch != block.batch) {
            return true;
        }
    }
    return false;
}

} // namespace

result<brought_batch> bring_batch(store::database& db, const rollup::batch_input& input, const batch_entry& how) {
    state::database_state_store nodes{db};
    const auto executed = state::execute_batch(input, nodes);
    if (!executed) {
        return executed.why();
    }
    brought_batch out;
    out.row = state::batch_row(input, *executed, how.closed);
    out.row.forced_number = how.forced_number;
    if (!how.on_l1) {
        out.row.accumulated_input_hash = {};
        out.row.timestamp = how.timestamp;
    }
    if (how.expected_root && *how.expected_root != out.row.state_root) {
        return error{name(out.row.number) + " leads to state " + out.row.state_root.to_hex_full() + ", expected is " +
                     how.expected_root->to_hex_full()};
    }
    std::uint64_t before = 0;
    if (input.old_num_batch != 0) {
        const auto last = state::read_batch(db, input.old_num_batch);
        if (!last) {
            return last.why();
        }
        before = *last ? (*last)->last_block : 0;
    }
    const auto conflict = conflicts(db, *executed, before);
    if (!conflict) {
        return conflict.why();
    }
    if (*conflict) {
        store::write_batch changes;
        if (status collected = state::collect_batch_unwind(db, input.old_num_batch, changes); !collected) {
            return collected.why();
        }
        if (status written = db.write(changes); !written) {
            return written.why();
        }
        out.replaced = true;
    }
    out.row.first_block = before + 1;
    out.row.last_block = before + executed->blocks.size();
    if (status appended = state::append_batch(db, nodes, *executed, out.row); !appended) {
        return appended.why();
    }
    return out;
}

status batch_follower::start() {
    const auto verified = state::read_last_verified_batch(with_.db);
    const auto own = state::read_last_batch(with_.db);
    if (!verified || !own) {
        return verified ? own.why() : verified.why();
    }
    // What is verified was compared before that.
    const std::uint64_t closed = !*own ? 0 : (*own)->number - ((*own)->is_open() ? 1 : 0);
    compared_ = std::min(*verified ? (*verified)->number : 0, closed);
    return {};
}

void batch_follower::back_to(std::uint64_t batch) {
    if (compared_) {
        compared_ = std::min(*compared_, batch);
    }
    look_again();
}

void batch_follower::look_again() {
    verified_ = 0;
    imports_due_ = true;
    if (halted_) {
        halted_.reset();
        with_.numbers.set("halted", {{"component", "synchronizer"}}, 0);
    }
}

void batch_follower::halt(const std::string& why) {
    halted_ = why;
    with_.lines.write(monitor::level::error, "synchronizer", "halted", {{"why", why}});
    with_.numbers.set("halted", {{"component", "synchronizer"}}, 1);
    if (with_.on_event) {
        with_.on_event({0, 0, 2, "synchronizer", "SYNCHRONIZER HALT", why, {}});
    }
}

result<bool> batch_follower::step(bool at_head) {
    if (halted_) {
        return false;
    }
    if (!compared_) {
        if (status started = start(); !started) {
            return started.why();
        }
    }
    const auto on_l1 = state::read_virtual_batch(with_.db, *compared_ + 1);
    if (!on_l1) {
        return on_l1.why();
    }
    const auto more = *on_l1 ? look_at(**on_l1) : result<bool>{false};
    if (!more || halted_) {
        return more;
    }
    if (const status verified = check_verified(); !verified) {
        return verified.why();
    }
    const status imports = imports_due_ && only_compare_ && !*more ? check_imports(at_head) : status{};
    return imports ? more : imports.why();
}

result<bool> batch_follower::look_at(const state::virtual_batch_record& on_l1) {
    const auto own = state::read_batch(with_.db, on_l1.number);
    if (!own) {
        return own.why();
    }
    std::string why;
    bool from_l1 = true;
    if (*own && !(*own)->is_open()) {
        const auto different = difference(with_.db, **own, on_l1);
        if (!different) {
            return different.why();
        }
        if (!*different) {
            compared_ = on_l1.number;
            return true;
        }
        why = **different;
        from_l1 =
            (*own)->closed == state::closing_reason::from_l1 || (*own)->closed == state::closing_reason::l1_first_batch;
    } else if (*own) {
        // An append that was interrupted, or a batch that a sequencer is at.
        why = "it is not closed here";
        from_l1 = (*own)->data == on_l1.data;
    } else {
        why = "it is not there";
    }
    if (how_.own_sequencer && (only_compare_ || !from_l1)) {
        halt(name(on_l1.number) + " on L1 is not that of this node: " + why);
        return false;
    }
    if (status brought = bring(on_l1, why); !brought) {
        return brought.why();
    }
    compared_ = on_l1.number;
    return true;
}

status batch_follower::bring(const state::virtual_batch_record& on_l1, const std::string& why) {
    const auto input = input_of(with_.db, on_l1, how_.contracts.chain_id, how_.contracts.genesis_root);
    if (!input) {
        return input.why();
    }
    batch_entry entry;
    entry.closed = on_l1.number == 1 ? state::closing_reason::l1_first_batch : state::closing_reason::from_l1;
    entry.forced_number = on_l1.forced_number;
    const auto brought = bring_batch(with_.db, *input, entry);
    if (!brought) {
        return error{name(on_l1.number) + ": " + brought.why().message};
    }
    if (brought->replaced) {
        with_.lines.write(monitor::level::warn, "synchronizer", "L1 has another batch than the trusted one",
                          {{"batch", std::to_string(on_l1.number)}, {"why", why}});
        with_.numbers.count("reorgs_total", {{"layer", "l2"}});
        if (with_.on_event) {
            with_.on_event(
                {0, 0, 4, "synchronizer", "TRUSTED REORG", name(on_l1.number) + " on L1 is another: " + why, {}});
        }
    }
    if (!brought->row.valid) {
        with_.lines.write(monitor::level::warn, "synchronizer", "a batch on L1 is invalid and changes nothing",
                          {{"batch", std::to_string(on_l1.number)}});
    }
    with_.numbers.set("synchronizer_latest_synced_batch_number", {}, static_cast<double>(on_l1.number));
    if (with_.on_l2_head) {
        with_.on_l2_head(brought->row.last_block);
    }
    return {};
}

/// Compares the newest state that L1 verified, once this node has come so far.
status batch_follower::check_verified() {
    const auto verified = state::read_last_verified_batch(with_.db);
    if (!verified) {
        return verified.why();
    }
    if (!*verified || (*verified)->number <= verified_ || (*verified)->number > *compared_) {
        return {};
    }
    const state::verified_batch_record& on_l1 = **verified;
    const auto own = state::read_batch(with_.db, on_l1.number);
    if (!own) {
        return own.why();
    }
    const state::batch_record row = own->value_or(state::batch_record{});
    if (row.state_root != on_l1.state_root || row.local_exit_root != on_l1.local_exit_root) {
        halt("L1 verified another state after " + name(on_l1.number) + " than this node has");
        return {};
    }
    verified_ = on_l1.number;
    return {};
}

status batch_follower::check_imports(bool at_head) {
    const auto head = state::read_head(with_.db);
    if (!head) {
        return head.why();
    }
    bool all_known = true;
    for (std::uint64_t n = *head ? (*head)->number : 0; n > 0; --n) {
        const auto block = state::read_block(with_.db, n);
        if (!block) {
            return block.why();
        }
        if (!*block || (*block)->batch <= *compared_) {
            break;
        }
        const auto standing = state::standing_of_import(with_.db, **block);
        if (!standing) {
            return standing.why();
        }
        using enum state::import_standing;
        // What is missing may be in the L1 blocks that are still to be read.
        all_known = all_known && *standing != missing;
        if (*standing == another || (*standing == missing && at_head)) {
            const auto why = state::lost_import(with_.db, n, n);
            if (why && *why) {
                halt(**why);
            }
            return why ? status{} : why.why();
        }
    }
    imports_due_ = !all_known;
    return {};
}

} // namespace zonogon::synchronizer
