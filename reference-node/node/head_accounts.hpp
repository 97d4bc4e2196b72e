#pragma once

#include <cstdint>

#include "pool/pool.hpp"
#include "store/store.hpp"

namespace zonogon::node {

/// Accounts after the last block: what the pool checks transactions against.
class head_accounts final : public pool::account_source {
public:
    head_accounts(const store::reader& from, std::uint64_t chain_id) : from_(from), chain_id_(chain_id) {}

    result<pool::account_state> account(const address& of) const override;

private:
    const store::reader& from_;
    std::uint64_t chain_id_;
};

} // namespace zonogon::node
