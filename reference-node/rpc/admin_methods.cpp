#include "rpc/admin_methods.hpp"

#include <algorithm>
#include <chrono>

#include "rpc/json_text.hpp"
#include "rpc/transaction_text.hpp"

namespace zonogon::rpc {
namespace {

std::uint64_t milliseconds_now() {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
}

bool is_this_machine(const std::string& host) {
    return host.starts_with("127.") || host == "::1" || host.starts_with("::ffff:127.");
}

/// Takes as long for a wrong token as for the right one.
bool same_text(const std::string& a, const std::string& b) {
    std::size_t different = a.size() ^ b.size();
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        different |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
    }
    return different == 0;
}

class admin_registry {
public:
    admin_registry(registry& to, const std::string& token) : to_(to), token_(token) {}

    /// `run(p)` reads the parameters and does the work unless they are wrong.
    template <class Run>
    void add(const char* name, const char* summary, std::vector<parameter_info> parameters, const char* result,
             Run run) {
        to_.add({name, summary, std::move(parameters), result,
                 [token = token_, run](rpc::parameters& p, const caller& who) -> answer {
                     if (!is_this_machine(who.host) || token.empty() ||
                         !same_text(who.authorization, "Bearer " + token)) {
                         return failure{unauthorized, "only for operators of this machine with the token", {}};
                     }
                     return run(p);
                 }});
    }
    /// One that does something without parameters.
    void add_order(const char* name, const char* summary, const std::function<status()>& action) {
        if (action) {
            add(name, summary, {}, schema::boolean, [action](parameters& p) -> answer { return carry_out(p, action); });
        }
    }
    void add_number(const char* name, const char* summary, const std::function<status(std::uint64_t)>& action) {
        if (action) {
            add(name, summary, {{"batch", schema::quantity}}, schema::boolean, [action](parameters& p) -> answer {
                const std::uint64_t number = read_number_or_quantity(p, 0);
                return carry_out(p, [&] { return action(number); });
            });
        }
    }
    template <class Action>
    static answer carry_out(const parameters& p, const Action& action) {
        if (p.wrong()) {
            return *p.wrong();
        }
        const status done = action();
        return done ? answer{std::string{"true"}} : answer{failure{server_error, done.why().message, {}}};
    }

private:
    registry& to_;
    std::string token_;
};

void add_sender_lists(admin_registry& to, pool::transaction_pool& waiting) {
    const auto add = [&](const char* name, const char* summary,
                         status (pool::transaction_pool::*change)(const address&)) {
        to.add(name, summary, {{"address", schema::address}}, schema::boolean,
               [&waiting, change](parameters& p) -> answer {
                   const address who = p.address(0);
                   return admin_registry::carry_out(p, [&] { return (waiting.*change)(who); });
               });
    };
    to.add("admin_blockAddress", "Refuses transactions of a sender, who is told the reason",
           {{"address", schema::address}, {"reason", schema::text, false}}, schema::boolean,
           [&waiting](parameters& p) -> answer {
               const address who = p.address(0);
               const std::string reason = p.has(1) ? p.text(1) : std::string{"by the operator"};
               return admin_registry::carry_out(p, [&] { return waiting.block(who, reason); });
           });
    add("admin_unblockAddress", "Takes transactions of a sender again", &pool::transaction_pool::unblock);
    add("admin_allowAddress", "Adds a sender to those that may send where only they may",
        &pool::transaction_pool::allow);
    add("admin_disallowAddress", "Takes a sender from that list", &pool::transaction_pool::disallow);
    to.add("admin_listedAddresses", "Senders that are blocked, with the reasons, and those that are allowed", {},
           schema::object, [&waiting](parameters&) -> answer {
               const auto now = waiting.lists();
               json_object blocked;
               for (const auto& [who, reason] : now.blocked) {
                   blocked.add(checksum_address(who), json_string(reason));
               }
               json_list allowed;
               for (const address& who : now.allowed) {
                   allowed.add(json_string(checksum_address(who)));
               }
               return json_object{}.add("blocked", blocked.take()).add("allowed", allowed.take()).take();
           });
}

void add_quarantine(admin_registry& to, pool::transaction_pool& waiting) {
    to.add("admin_quarantine", "Transactions that the sequencer put aside, oldest first, with the reasons", {},
           schema::list, [&waiting](parameters&) -> answer {
               json_list out;
               for (const pool::quarantined& q : waiting.put_aside()) {
                   out.add(json_object{}
                               .add("hash", data_text(q.hash))
                               .add("from", data_text(q.from))
                               .add("nonce", quantity_text(q.nonce))
                               .add("reason", json_string(q.reason))
                               .add("refused", q.for_good ? "true" : "false")
                               .add("time", quantity_text(q.time / 1'000))
                               .add("host", json_string(q.host))
                               .add("raw", data_text(q.raw))
                               .take());
               }
               return out.take();
           });
    to.add("admin_releaseTransaction", "Takes a transaction from the quarantine back into the pool",
           {{"hash", schema::hash}}, schema::boolean, [&waiting](parameters& p) -> answer {
               const bytes32 hash = p.hash(0);
               return admin_registry::carry_out(p, [&] { return waiting.release(hash, milliseconds_now()); });
           });
}

} // namespace

void add_admin_methods(registry& to, const std::string& token, const admin_actions& actions) {
    admin_registry all{to, token};
    all.add_order("admin_startSequencer", "Starts making blocks", actions.start_sequencer);
    all.add_order("admin_stopSequencer", "Stops making blocks after the one that is open", actions.stop_sequencer);
    all.add_order("admin_resumeSequencer", "Goes on after a halt", actions.resume_sequencer);
    all.add_order("admin_forceCloseBatch", "Closes the open batch", actions.force_close_batch);
    all.add_number("admin_haltAt", "Makes no batch from this one on; 0 for no end", actions.halt_at);
    all.add_number("admin_unwindToBatch", "Forgets all batches after this one", actions.unwind_to_batch);
    if (actions.set_log_level) {
        all.add("admin_setLogLevel", "What is logged from now on: debug, info, warning or error",
                {{"level", schema::text}}, schema::boolean, [actions](parameters& p) -> answer {
                    const std::string level = p.text(0);
                    return admin_registry::carry_out(p, [&] { return actions.set_log_level(level); });
                });
    }
    if (actions.take_snapshot) {
        all.add("admin_takeSnapshot", "Copies the database as it is now into a new folder, with checksums",
                {{"folder", schema::text}}, schema::boolean, [actions](parameters& p) -> answer {
                    const std::string folder = p.text(0);
                    return admin_registry::carry_out(p, [&] { return actions.take_snapshot(folder); });
                });
    }
    if (actions.waiting != nullptr) {
        add_sender_lists(all, *actions.waiting);
        add_quarantine(all, *actions.waiting);
    }
    if (actions.node_info) {
        all.add("admin_nodeInfo", "What this node is and does", {}, schema::object,
                [actions](parameters&) -> answer { return actions.node_info(); });
    }
}

} // namespace zonogon::rpc
