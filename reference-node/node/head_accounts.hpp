#pragma once

#include <cstdint>

#include "pool/pool.hpp"
#include "state/moments.hpp"

namespace zonogon::node {

/// Accounts after the last block: what the pool checks transactions against.
class head_accounts final : public pool::account_source {
public:
    head_accounts(const state::moments& present, std::uint64_t chain_id) : present_(present), chain_id_(chain_id) {}

    result<pool::account_state> account(const address& of) const override;

private:
    const state::moments& present_;
    std::uint64_t chain_id_;
};

} // namespace zonogon::node
