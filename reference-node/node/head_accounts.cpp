#include "node/head_accounts.hpp"

#include "state/view.hpp"

namespace zonogon::node {

result<pool::account_state> head_accounts::account(const address& of) const {
    const auto at = present_.now();
    if (!at) {
        return at.why();
    }
    const auto found = state::view{*(*at)->from, (*at)->head, chain_id_}.read_account(of);
    if (!found) {
        return found.why();
    }
    return pool::account_state{found->nonce, found->balance, !found->code_hash.is_zero()};
}

} // namespace zonogon::node
