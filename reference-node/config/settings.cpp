#include <algorithm>
#include <iterator>

#include "config/setting.hpp"

namespace zonogon::config {

std::vector<setting> chain_settings_of(configuration& c) {
    return {
        {.name = "roles",
         .help = "what this node does",
         .place = &c.roles,
         .words = {"rpc", "synchronizer", "sequencer", "aggregator", "bridge"}},
        {.name = "chain.id", .help = "chain id of the L2", .place = &c.chain.id, .least = 1},
        {.name = "chain.fork_id",
         .help = "rules of the L2; 9 is the only one",
         .place = &c.chain.fork_id,
         .least = 9,
         .most = 9},
        {.name = "chain.genesis",
         .help = "genesis file of the L2 (JSON); without one, that of contracts.file",
         .place = &c.chain.genesis},
        {.name = "store.path", .help = "folder of the node's database", .place = &c.store.path},
        {.name = "store.cache_megabytes",
         .help = "memory for database blocks",
         .place = &c.store.cache_megabytes,
         .least = 8,
         .most = 1'048'576},
    };
}

std::vector<setting> monitor_settings_of(configuration& c) {
    return {
        {.name = "admin.token_file",
         .help = "file whose first line is the token that admin_* methods ask for; empty: there are none",
         .place = &c.admin.token_file},
        {.name = "metrics.enabled", .help = "serve /metrics, /healthz and /readyz", .place = &c.metrics.enabled},
        {.name = "metrics.host", .help = "address to listen on", .place = &c.metrics.host},
        {.name = "metrics.port", .help = "port; 0 takes a free one", .place = &c.metrics.port, .most = highest_port},
        {.name = "metrics.min_free_disk_megabytes",
         .help = "/readyz fails when the store's disk has less",
         .place = &c.metrics.min_free_disk_megabytes},
        {.name = "log.level",
         .help = "least level that is written",
         .place = &c.log.level,
         .words = {"trace", "debug", "info", "warn", "error", "off"}},
        {.name = "log.format",
         .help = "lines for people or for machines",
         .place = &c.log.format,
         .words = {"text", "json"}},
        {.name = "log.file", .help = "file to write to as well as the terminal", .place = &c.log.file},
    };
}

std::vector<setting> settings(configuration& c) {
    std::vector<setting> all;
    for (const auto part : {chain_settings_of, l1_settings_of, rpc_settings_of, rollup_settings_of, bridge_settings_of,
                            monitor_settings_of}) {
        auto some = part(c);
        std::ranges::move(some, std::back_inserter(all));
    }
    return all;
}

} // namespace zonogon::config
