#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

#include "l1/client.hpp"
#include "pool/pool.hpp"
#include "store/store.hpp"

namespace zonogon::bridge {

/// What a call would do: how much gas it takes, or why it fails.
struct claim_trial {
    std::optional<std::uint64_t> gas;
    std::string why_not;
};

/// The L2 that claims are sent to. One thread asks. An error is one of the connection, unless said otherwise.
class claim_target {
public:
    claim_target() = default;
    claim_target(const claim_target&) = delete;
    claim_target& operator=(const claim_target&) = delete;
    virtual ~claim_target() = default;

    virtual result<std::uint64_t> chain_id() = 0;
    /// The nonce of an account after the last block.
    virtual result<std::uint64_t> nonce(const address& of) = 0;
    virtual result<u256> gas_price() = 0;
    virtual result<claim_trial> try_call(const address& from, const address& to, const bytes& data) = 0;
    /// What came of handing a signed transaction over.
    enum class sending : std::uint8_t { taken, refused, unknown };
    struct sent {
        sending what = sending::taken;
        std::string why;
    };
    virtual sent send(const bytes& raw) = 0;
};

/// The L2 of this node: its state and its pool.
class own_target final : public claim_target {
public:
    own_target(const store::reader& from, pool::transaction_pool& waiting, std::uint64_t chain_id, const u256& price)
        : from_(from), waiting_(waiting), chain_id_(chain_id), price_(price) {}

    result<std::uint64_t> chain_id() override { return chain_id_; }
    result<std::uint64_t> nonce(const address& of) override;
    result<u256> gas_price() override { return price_; }
    result<claim_trial> try_call(const address& from, const address& to, const bytes& data) override;
    sent send(const bytes& raw) override;

private:
    const store::reader& from_;
    pool::transaction_pool& waiting_;
    std::uint64_t chain_id_;
    u256 price_;
};

/// An L2 behind JSON-RPC.
class rpc_target final : public claim_target {
public:
    explicit rpc_target(l1::client& node) : node_(node) {}

    result<std::uint64_t> chain_id() override;
    result<std::uint64_t> nonce(const address& of) override;
    result<u256> gas_price() override;
    result<claim_trial> try_call(const address& from, const address& to, const bytes& data) override;
    sent send(const bytes& raw) override;

private:
    l1::client& node_;
    std::optional<std::uint64_t> chain_id_;
};

} // namespace zonogon::bridge
