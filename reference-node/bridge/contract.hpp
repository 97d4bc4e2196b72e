#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "bridge/ledger.hpp"
#include "bridge/records.hpp"

namespace zonogon::bridge {

/// The contracts of one network whose events say what happens to bridges.
struct watched_contracts {
    network_id network = 0;
    address bridge{};
    /// L1 only: exit root manager and rollup manager.
    std::optional<address> exit_roots, manager;

    std::vector<address> sources() const;
};

/// Topic 0 of every event that read_event knows.
std::span<const bytes32> watched_topics();

/// What a log says; nothing if it is none of the watched events. A log that has the topic of one but not its form is an
/// error: no contract of ours writes such.
result<std::optional<event>> read_event(const watched_contracts& of, const address& source,
                                        std::span<const bytes32> topics, byte_view data, const place& where);

/// The calldata that claims a deposit: claimAsset or claimMessage (protocol 9.1).
bytes claim_call(const deposit& d, const claim_proof& proof);
/// depositCount() and globalExitRootMap(ger).
bytes deposit_count_call();
bytes exit_root_map_call(const bytes32& ger);

} // namespace zonogon::bridge
