#pragma once

#include <cstdint>
#include <string>

#include "rpc/registry.hpp"

namespace zonogon::rpc {

/// What the methods about the node itself answer.
struct node_facts {
    std::uint64_t chain_id = 0;
    /// "zonogon/0.1.0/linux-x86_64/..."
    std::string client_version;
};

/// web3_clientVersion, web3_sha3, net_version, net_listening, net_peerCount, eth_chainId, eth_protocolVersion,
/// eth_accounts, eth_getCompilers, rpc_modules, rpc.discover. The last two tell what `to` holds when they are called.
void add_node_methods(registry& to, const node_facts& facts);

} // namespace zonogon::rpc
