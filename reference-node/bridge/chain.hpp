#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

#include "bridge/contract.hpp"
#include "bridge/records.hpp"
#include "l1/client.hpp"
#include "store/block_log.hpp"
#include "store/store.hpp"

namespace zonogon::bridge {

/// A chain whose bridge is followed. One thread asks.
class chain {
public:
    chain() = default;
    chain(const chain&) = delete;
    chain& operator=(const chain&) = delete;
    virtual ~chain() = default;

    virtual result<store::checkpoint> head() = 0;
    /// Nothing if there is no such block (any more).
    virtual result<std::optional<bytes32>> hash_of(std::uint64_t number) = 0;
    /// The blocks from..to with events, and `to` itself at the end in any case, each with its hash.
    virtual result<std::vector<event_block>> read(std::uint64_t from, std::uint64_t to) = 0;
    /// How many deposits the bridge counts after a block, where the chain can tell.
    virtual result<std::optional<std::uint64_t>> deposit_count(std::uint64_t at) = 0;
};

/// A chain behind JSON-RPC.
class rpc_chain final : public chain {
public:
    /// For an L2: its exit root manager, and what may have been imported since the last look.
    struct imports {
        address manager{};
        std::function<result<std::vector<bytes32>>()> candidates;
    };

    rpc_chain(l1::client& node, watched_contracts of, std::optional<imports> how = std::nullopt)
        : node_(node), of_(std::move(of)), imports_(std::move(how)) {}

    result<store::checkpoint> head() override;
    result<std::optional<bytes32>> hash_of(std::uint64_t number) override;
    result<std::vector<event_block>> read(std::uint64_t from, std::uint64_t to) override;
    result<std::optional<std::uint64_t>> deposit_count(std::uint64_t at) override;

private:
    status find_imports(event_block& in);

    l1::client& node_;
    watched_contracts of_;
    std::optional<imports> imports_;
};

/// The L2 of this node, read from its database.
class own_chain final : public chain {
public:
    own_chain(store::database& from, watched_contracts of) : from_(from), of_(std::move(of)) {}

    result<store::checkpoint> head() override;
    result<std::optional<bytes32>> hash_of(std::uint64_t number) override;
    result<std::vector<event_block>> read(std::uint64_t from, std::uint64_t to) override;
    /// Not asked: what this node executed is complete.
    result<std::optional<std::uint64_t>> deposit_count(std::uint64_t at) override;

private:
    result<event_block> read_one(const store::reader& from, std::uint64_t number) const;

    store::database& from_;
    watched_contracts of_;
};

} // namespace zonogon::bridge
