#pragma once

#include <string>
#include <vector>

#include "bridge/bridge_service.hpp"
#include "config/configuration.hpp"
#include "l1/contracts.hpp"
#include "l1/types.hpp"
#include "pool/pool.hpp"
#include "rpc/server.hpp"
#include "sequencer/options.hpp"
#include "sequencer/sequence_sender.hpp"
#include "synchronizer/options.hpp"

namespace zonogon::node {

// What the parts are to be told of the configuration.

l1::tag tag_of(config::finality f);
/// Where transactions are sent on to; empty on a node that keeps them.
std::string sequencer_url(const config::configuration& how);
pool::options pool_options(const config::configuration& how);
rpc::server::options server_options(const config::configuration& how);
synchronizer::options synchronizer_options(const config::configuration& how, const l1::rollup_contracts& contracts);
/// `coinbase` is who gets the fees when the configuration names nobody.
sequencer::options sequencer_options(const config::configuration& how, const address& coinbase);
sequencer::sequence_sender::options sender_options(const config::configuration& how,
                                                   const l1::rollup_contracts& contracts, const address& coinbase);
/// Precondition: check_whole of the configuration.
bridge::bridge_service::options bridge_options(const config::configuration& how, const l1::rollup_contracts& contracts);

} // namespace zonogon::node
