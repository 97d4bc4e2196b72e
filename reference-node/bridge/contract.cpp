#include "bridge/contract.hpp"

#include <algorithm>

#include "l1/abi.hpp"

namespace zonogon::bridge {
namespace {

using l1::event_topic;

/// In the order of `known`.
enum class kind : std::size_t {
    deposit,
    claim,
    token,
    exit_roots,
    verified,
    verified_by_trusted,
    consolidated,
    overridden,
    count
};

const std::array<bytes32, static_cast<std::size_t>(kind::count)>& known() {
    static const std::array<bytes32, static_cast<std::size_t>(kind::count)> topics{
        event_topic("BridgeEvent(uint8,uint32,address,uint32,address,uint256,bytes,uint32)"),
        event_topic("ClaimEvent(uint256,uint32,address,address,uint256)"),
        event_topic("NewWrappedToken(uint32,address,address,bytes)"),
        event_topic("UpdateL1InfoTree(bytes32,bytes32)"),
        event_topic("VerifyBatches(uint32,uint64,bytes32,bytes32,address)"),
        event_topic("VerifyBatchesTrustedAggregator(uint32,uint64,bytes32,bytes32,address)"),
        event_topic("ConsolidatePendingState(uint32,uint64,bytes32,bytes32,uint64)"),
        event_topic("OverridePendingState(uint32,uint64,bytes32,bytes32,address)"),
    };
    return topics;
}

network_id network(l1::abi_reader& in) {
    return static_cast<network_id>(in.number(32));
}
bytes copy(byte_view v) {
    return {v.begin(), v.end()};
}

template <class T>
result<std::optional<event>> whole(T value, const l1::abi_reader& in, const char* what) {
    const status ok = in.outcome(what);
    return ok ? result<std::optional<event>>{std::optional<event>{std::move(value)}}
              : result<std::optional<event>>{ok.why()};
}

result<std::optional<event>> read_deposit(network_id on, l1::abi_reader in, const place& where) {
    deposit out;
    out.network = on;
    const std::uint64_t type = in.number(8);
    if (type > 1) {
        in.refuse("has an unknown leaf type");
    }
    out.type = static_cast<leaf_type>(type & 1);
    out.origin_network = network(in);
    out.origin = in.account();
    out.destination_network = network(in);
    out.destination = in.account();
    out.amount = in.word();
    out.metadata = copy(in.text());
    out.count = static_cast<std::uint32_t>(in.number(32));
    out.where = where;
    return whole(std::move(out), in, "BridgeEvent");
}

result<std::optional<event>> read_claim(network_id on, l1::abi_reader in, const place& where) {
    claim out;
    out.network = on;
    out.index = in.word();
    out.origin_network = network(in);
    out.origin = in.account();
    out.destination = in.account();
    out.amount = in.word();
    out.where = where;
    return whole(std::move(out), in, "ClaimEvent");
}

result<std::optional<event>> read_token(network_id on, l1::abi_reader in) {
    wrapped_token out;
    out.network = on;
    out.origin_network = network(in);
    out.origin = in.account();
    out.wrapped = in.account();
    out.metadata = copy(in.text());
    return whole(std::move(out), in, "NewWrappedToken");
}

result<std::optional<event>> read_verified(const bytes32& rollup, l1::abi_reader in) {
    l1::abi_reader indexed{rollup};
    verified_exit_root out;
    out.network = network(indexed);
    // The batch and its state root stand before it.
    (void)in.number();
    (void)in.hash();
    out.local_exit_root = in.hash();
    if (const status ok = indexed.outcome("rollup of a verification"); !ok) {
        return ok.why();
    }
    if (out.network == mainnet) {
        return error{"a verification names rollup 0"};
    }
    return whole(out, in, "verification");
}

} // namespace

std::vector<address> watched_contracts::sources() const {
    std::vector<address> out{bridge};
    for (const auto& more : {exit_roots, manager}) {
        if (more) {
            out.push_back(*more);
        }
    }
    return out;
}

std::span<const bytes32> watched_topics() {
    return known();
}

result<std::optional<event>> read_event(const watched_contracts& of, const address& source,
                                        std::span<const bytes32> topics, byte_view data, const place& where) {
    const std::optional<event> nothing;
    if (topics.empty()) {
        return nothing;
    }
    const auto found = std::ranges::find(known(), topics[0]);
    const auto what = static_cast<kind>(found - known().begin());
    if (source == of.bridge) {
        switch (what) {
        case kind::deposit:
            return read_deposit(of.network, l1::abi_reader{data}, where);
        case kind::claim:
            return read_claim(of.network, l1::abi_reader{data}, where);
        case kind::token:
            return read_token(of.network, l1::abi_reader{data});
        default:
            return nothing;
        }
    }
    if (source == of.exit_roots && what == kind::exit_roots) {
        if (topics.size() != 3) {
            return error{"UpdateL1InfoTree has not two indexed roots"};
        }
        return std::optional<event>{bridge::exit_roots{topics[1], topics[2]}};
    }
    if (source == of.manager && what >= kind::verified && what < kind::count) {
        if (topics.size() < 2) {
            return error{"a verification has no indexed rollup"};
        }
        return read_verified(topics[1], l1::abi_reader{data});
    }
    return nothing;
}

bytes claim_call(const deposit& d, const claim_proof& proof) {
    constexpr l1::selector asset = l1::function_selector(
        "claimAsset(bytes32[32],bytes32[32],uint256,bytes32,bytes32,uint32,address,uint32,address,uint256,bytes)");
    constexpr l1::selector message = l1::function_selector(
        "claimMessage(bytes32[32],bytes32[32],uint256,bytes32,bytes32,uint32,address,uint32,address,uint256,bytes)");
    l1::abi_writer out;
    for (const bytes32& sibling : proof.local) {
        out.hash(sibling);
    }
    for (const bytes32& sibling : proof.rollups) {
        out.hash(sibling);
    }
    out.word(global_index(d.network, d.count)).hash(proof.roots.mainnet).hash(proof.roots.rollups);
    out.number(d.origin_network).account(d.origin).number(d.destination_network).account(d.destination);
    out.word(d.amount).text(byte_view{d.metadata});
    return out.call(d.type == leaf_type::asset ? asset : message);
}

bytes deposit_count_call() {
    return l1::abi_writer{}.call(l1::function_selector("depositCount()"));
}
bytes exit_root_map_call(const bytes32& ger) {
    return l1::abi_writer{}.hash(ger).call(l1::function_selector("globalExitRootMap(bytes32)"));
}

} // namespace zonogon::bridge
