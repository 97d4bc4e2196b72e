#include "rpc/admin_methods.hpp"

#include <algorithm>

namespace zonogon::rpc {
namespace {

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
    if (actions.block_address) {
        all.add("admin_blockAddress", "Refuses transactions of a sender, who is told the reason",
                {{"address", schema::address}, {"reason", schema::text, false}}, schema::boolean,
                [actions](parameters& p) -> answer {
                    const address who = p.address(0);
                    const std::string reason = p.has(1) ? p.text(1) : std::string{"by the operator"};
                    return admin_registry::carry_out(p, [&] { return actions.block_address(who, reason); });
                });
    }
    if (actions.unblock_address) {
        all.add("admin_unblockAddress", "Takes transactions of a sender again", {{"address", schema::address}},
                schema::boolean, [actions](parameters& p) -> answer {
                    const address who = p.address(0);
                    return admin_registry::carry_out(p, [&] { return actions.unblock_address(who); });
                });
    }
    if (actions.node_info) {
        all.add("admin_nodeInfo", "What this node is and does", {}, schema::object,
                [actions](parameters&) -> answer { return actions.node_info(); });
    }
}

} // namespace zonogon::rpc
