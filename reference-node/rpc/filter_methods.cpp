#include <nlohmann/json.hpp>

#include "rpc/chain_events.hpp"
#include "rpc/logs.hpp"
#include "rpc/state_methods.hpp"

namespace zonogon::rpc {
namespace {

/// Ids are texts to their users: what came as "0x1" is found as "\"0x1\"".
std::string id_of(parameters& p) {
    return json_string(p.text(0));
}

const failure no_filter{server_error, "filter not found", {}};

void add_new_filter(registry& to, const chain_services& on, const char* name, const char* summary,
                    chain_events::kind what) {
    const bool with_logs = what == chain_events::kind::logs;
    std::vector<parameter_info> parameters;
    if (with_logs) {
        parameters.push_back({"filter", schema::object});
    } else if (what == chain_events::kind::pending) {
        parameters.push_back({"fullTransactions", schema::boolean, false});
    }
    to.add({name, summary, std::move(parameters), schema::quantity,
            [on, what, with_logs](rpc::parameters& p, const caller& who) -> answer {
                chain_events::wish w{what, {}, false};
                if (with_logs) {
                    w.logs = read_log_filter(p, 0);
                } else if (what == chain_events::kind::pending) {
                    w.whole = p.boolean(0, false);
                }
                if (p.wrong()) {
                    return *p.wrong();
                }
                const auto id = on.events->add_filter(w, who.host, chain_events::clock::now());
                return id ? answer{*id} : answer{failure{limit_exceeded, id.why().message, {}}};
            }});
}

/// A method whose only parameter is the id of a filter.
template <class Answer>
void add_filter_reader(registry& to, const char* name, const char* summary, const char* result, Answer answer_for) {
    to.add(
        {name, summary, {{"filter", schema::quantity}}, result, [answer_for](parameters& p, const caller&) -> answer {
             const std::string id = id_of(p);
             return p.wrong() ? answer{*p.wrong()} : answer_for(id);
         }});
}

/// The kind and options of eth_subscribe; faults are left in `p`.
std::optional<chain_events::wish> read_subscription(parameters& p) {
    const std::string name = p.text(0);
    chain_events::wish out;
    if (name == "newHeads") {
        out.what = chain_events::kind::blocks;
    } else if (name == "logs") {
        out.what = chain_events::kind::logs;
        out.logs = read_log_filter(p, 1);
    } else if (name == "newPendingTransactions" || name == "pendingTransactions") {
        out.what = chain_events::kind::pending;
        out.whole = p.boolean(1, false);
    } else if (name == "syncing") {
        out.what = chain_events::kind::syncing;
    } else {
        return std::nullopt;
    }
    return out;
}

void add_subscriptions(registry& to, const chain_services& on) {
    to.add({"eth_subscribe",
            "Messages over this WebSocket from now on: newHeads, logs, newPendingTransactions, syncing",
            {{"kind", schema::text}, {"options", schema::anything, false}},
            schema::quantity,
            [on](parameters& p, const caller& who) -> answer {
                if (who.channel == nullptr) {
                    return failure{method_not_found, "notifications not supported", {}};
                }
                const auto w = read_subscription(p);
                if (p.wrong()) {
                    return *p.wrong();
                }
                if (!w) {
                    return failure{method_not_found, "no \"" + p.text(0) + "\" subscription in eth namespace", {}};
                }
                const auto id = on.events->subscribe(*w, who.channel);
                return id ? answer{*id} : answer{failure{limit_exceeded, id.why().message, {}}};
            }});
    to.add({"eth_unsubscribe",
            "Ends a subscription of this WebSocket",
            {{"subscription", schema::quantity}},
            schema::boolean,
            [on](parameters& p, const caller& who) -> answer {
                const std::string id = id_of(p);
                if (p.wrong()) {
                    return *p.wrong();
                }
                if (who.channel == nullptr) {
                    return failure{method_not_found, "notifications not supported", {}};
                }
                return on.events->unsubscribe(id, who.channel->id())
                           ? answer{std::string{"true"}}
                           : answer{failure{server_error, "subscription not found", {}}};
            }});
}

} // namespace

void add_filter_methods(registry& to, const chain_services& on) {
    add_new_filter(to, on, "eth_newFilter", "Collects logs for eth_getFilterChanges", chain_events::kind::logs);
    add_new_filter(to, on, "eth_newBlockFilter", "Collects block hashes for eth_getFilterChanges",
                   chain_events::kind::blocks);
    add_new_filter(to, on, "eth_newPendingTransactionFilter",
                   "Collects transactions that the pool takes for eth_getFilterChanges", chain_events::kind::pending);
    add_filter_reader(to, "eth_getFilterChanges", "What a filter collected since the last call", schema::list,
                      [on](const std::string& id) -> answer {
                          auto text = on.events->changes(id, chain_events::clock::now());
                          return text ? answer{*std::move(text)} : answer{no_filter};
                      });
    add_filter_reader(to, "eth_getFilterLogs", "All logs that a filter matches", schema::list,
                      [on](const std::string& id) -> answer {
                          const auto w = on.events->find_filter(id, chain_events::clock::now());
                          return w && w->what == chain_events::kind::logs ? find_logs(on, w->logs) : answer{no_filter};
                      });
    add_filter_reader(
        to, "eth_uninstallFilter", "Ends a filter; whether there was one", schema::boolean,
        [on](const std::string& id) -> answer { return std::string{on.events->remove_filter(id) ? "true" : "false"}; });
    add_subscriptions(to, on);
}

} // namespace zonogon::rpc
