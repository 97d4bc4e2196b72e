#include <algorithm>

#include <zonogon/base/hex.hpp>

#include "config/load.hpp"

namespace zonogon::config {
namespace {

/// Whether a setting that a role cannot do without was given.
status need(bool given, const std::string& role, const std::string& name) {
    return given ? status{} : status{error{"role \"" + role + "\" needs '" + name + "'"}};
}

/// Whether the role that another one cannot do without is there too.
status need_role(const configuration& c, const std::string& role, const std::string& other, const std::string& why) {
    return c.has_role(other) ? status{}
                             : status{error{"role \"" + role + "\" needs \"" + other + "\" beside it: " + why}};
}

/// The first of several that is an error.
status all_of(std::initializer_list<status> checks) {
    for (const status& one : checks) {
        if (!one) {
            return one;
        }
    }
    return {};
}

status check_genesis(const configuration& c, const std::string& role) {
    return need(!c.chain.genesis.empty() || !c.contracts.file.empty(), role, "chain.genesis' or 'contracts.file");
}

status check_l1(const configuration& c, const std::string& role) {
    return all_of({need(!c.l1.url.empty(), role, "l1.url"), need(!c.contracts.file.empty(), role, "contracts.file")});
}

status check_role(const configuration& c, const std::string& role) {
    if (role == "rpc") {
        return check_genesis(c, role);
    }
    if (role == "synchronizer") {
        return check_l1(c, role);
    }
    if (role == "sequencer") {
        return all_of({check_l1(c, role), need(!c.transactions.keystore.empty(), role, "transactions.keystore"),
                       need_role(c, role, "synchronizer", "batch 1, exit roots and forced batches come from L1"),
                       need_role(c, role, "rpc", "transactions come through it"),
                       c.synchronizer.trusted_url.empty()
                           ? status{}
                           : status{error{"role \"sequencer\" and 'synchronizer.trusted_url' exclude each other: "
                                          "it makes the batches that others take from it"}}});
    }
    if (role == "bridge") {
        return all_of({check_l1(c, role),
                       c.bridge.l2_url.empty()
                           ? need_role(c, role, "synchronizer", "without 'bridge.l2_url' it reads this node's L2")
                           : status{}});
    }
    return error{"role \"" + role + "\" is not part of this program yet"};
}

status check_pair(const std::string& table, const std::string& keystore, const std::string& password_file) {
    if (keystore.empty() != password_file.empty()) {
        return error{"'" + table + ".keystore' and '" + table + ".password_file' need each other"};
    }
    return {};
}

status check_ports(const configuration& c) {
    struct listener {
        const char* name;
        bool there;
        const std::string& host;
        std::uint64_t port;
    };
    const listener all[] = {{"rpc.port", c.has_role("rpc"), c.rpc.host, c.rpc.port},
                            {"bridge.port", c.has_role("bridge"), c.bridge.host, c.bridge.port},
                            {"metrics.port", c.metrics.enabled, c.metrics.host, c.metrics.port}};
    for (const listener& a : all) {
        for (const listener* b = all; b != &a; ++b) {
            if (a.there && b->there && a.port != 0 && a.port == b->port && a.host == b->host) {
                return error{"'" + std::string{a.name} + "' is '" + b->name + "'"};
            }
        }
    }
    return {};
}

status check_addresses(const std::vector<std::string>& texts, const std::string& name) {
    for (const std::string& text : texts) {
        const auto parsed = from_hex(text);
        if (!parsed || parsed->size() != sizeof(address)) {
            return error{"'" + name + "': \"" + text + "\" is not an address"};
        }
    }
    return {};
}

} // namespace

status check_whole(const configuration& c) {
    if (c.roles.empty()) {
        return error{"'roles' is empty: this node would do nothing"};
    }
    for (const std::string& role : c.roles) {
        if (std::ranges::count(c.roles, role) > 1) {
            return error{"'roles' has \"" + role + "\" twice"};
        }
        if (status ok = check_role(c, role); !ok) {
            return ok;
        }
    }
    if (status pairs = all_of({check_pair("transactions", c.transactions.keystore, c.transactions.password_file),
                               check_pair("bridge", c.bridge.keystore, c.bridge.password_file)});
        !pairs) {
        return pairs;
    }
    if (!c.transactions.keystore.empty() && c.l1.url.empty()) {
        return error{"'transactions.keystore' needs 'l1.url'"};
    }
    if (!c.l1.url.empty() && !c.l1.url.starts_with("http://") && !c.l1.url.starts_with("https://")) {
        return error{"'l1.url' starts with neither http:// nor https://"};
    }
    if (c.pool.max_data_bytes > c.pool.max_transaction_bytes) {
        return error{"'pool.max_data_bytes' is above 'pool.max_transaction_bytes'"};
    }
    if (c.has_role("sequencer") && !c.rpc.sequencer_url.empty()) {
        return error{"'rpc.sequencer_url' is for nodes that send to the sequencer, and this one is it"};
    }
    if (c.transactions.tip > c.transactions.max_fee) {
        return error{"'transactions.tip' is above 'transactions.max_fee'"};
    }
    return all_of({check_addresses(c.bridge.message_senders, "bridge.message_senders"), check_ports(c)});
}

} // namespace zonogon::config
