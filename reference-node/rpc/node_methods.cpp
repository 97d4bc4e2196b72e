#include "rpc/node_methods.hpp"

#include <zonogon/hash/keccak.hpp>

namespace zonogon::rpc {
namespace {

/// A method without parameters whose answer never changes.
void add_constant(registry& to, const std::string& name, const std::string& summary, const char* result,
                  const std::string& text) {
    to.add({name, summary, {}, result, [text](parameters&, const caller&) -> answer { return text; }});
}

} // namespace

void add_node_methods(registry& to, const node_facts& facts) {
    add_constant(to, "web3_clientVersion", "Name and version of this program", schema::text,
                 json_string(facts.client_version));
    add_constant(to, "net_version", "The chain id in decimal", schema::text,
                 json_string(std::to_string(facts.chain_id)));
    add_constant(to, "net_listening", "Whether the node takes connections of peers: a rollup node has none",
                 schema::boolean, "false");
    add_constant(to, "net_peerCount", "Number of peers: a rollup node has none", schema::quantity, "\"0x0\"");
    add_constant(to, "eth_chainId", "The chain id", schema::quantity, quantity_text(facts.chain_id));
    add_constant(to, "eth_protocolVersion", "The protocol version, as zkEVM nodes answer it", schema::text, "\"0x0\"");
    add_constant(to, "eth_accounts", "Accounts whose keys this node holds for callers: none", schema::list, "[]");
    add_constant(to, "eth_getCompilers", "Compilers of this node: none", schema::list, "[]");
    to.add({"web3_sha3",
            "Keccak-256 of the given bytes",
            {{"data", schema::data}},
            schema::hash,
            [](parameters& p, const caller&) -> answer {
                const bytes in = p.data(0);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return data_text(hash::keccak256(in));
            }});
    to.add({"rpc_modules",
            "The name spaces that have methods",
            {},
            schema::object,
            [&to](parameters&, const caller&) -> answer {
                std::string out = "{";
                for (const std::string& name : to.modules()) {
                    out += (out.size() > 1 ? "," : "") + json_string(name) + ":\"1.0\"";
                }
                return out + "}";
            }});
    to.add({"rpc.discover",
            "This document: every method with its parameters and result (OpenRPC)",
            {},
            schema::object,
            [&to, version = facts.client_version](parameters&, const caller&) -> answer {
                return to.describe("Zonogon JSON-RPC", version);
            }});
}

} // namespace zonogon::rpc
