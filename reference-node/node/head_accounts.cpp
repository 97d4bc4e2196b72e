#include "node/head_accounts.hpp"

#include "state/view.hpp"

namespace zonogon::node {

result<pool::account_state> head_accounts::account(const address& of) const {
    const auto head = state::read_head(from_);
    if (!head) {
        return head.why();
    }
    if (!*head) {
        return error{"this node has no genesis"};
    }
    const auto found = state::view{from_, **head, chain_id_}.read_account(of);
    if (!found) {
        return found.why();
    }
    return pool::account_state{found->nonce, found->balance, !found->code_hash.is_zero()};
}

} // namespace zonogon::node
