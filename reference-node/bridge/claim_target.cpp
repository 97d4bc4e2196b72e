#include "bridge/claim_target.hpp"

#include <chrono>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>

#include "l1/parse.hpp"
#include "state/head.hpp"
#include "state/view.hpp"

namespace zonogon::bridge {
namespace {

bool answered(const error& why) {
    return why.message.find("no answer from L1") == std::string::npos;
}
bool is_known(const std::string& why) {
    return why.find("already known") != std::string::npos || why.find("already imported") != std::string::npos;
}

result<state::head> head_of(const store::reader& from) {
    const auto found = state::read_head(from);
    if (!found) {
        return found.why();
    }
    return *found ? result<state::head>{**found} : result<state::head>{error{"this node has no genesis"}};
}

} // namespace

result<std::uint64_t> own_target::nonce(const address& of) {
    const auto head = head_of(from_);
    if (!head) {
        return head.why();
    }
    const auto account = state::view{from_, *head, chain_id_}.read_account(of);
    return account ? result<std::uint64_t>{account->nonce} : result<std::uint64_t>{account.why()};
}

result<claim_trial> own_target::try_call(const address& from, const address& to, const bytes& data) {
    const auto head = head_of(from_);
    if (!head) {
        return head.why();
    }
    state::call what;
    what.from = from;
    what.to = to;
    what.data = data;
    const auto found = state::view{from_, *head, chain_id_}.estimate_gas(what);
    if (!found) {
        return found.why();
    }
    if (found->failure) {
        return claim_trial{std::nullopt, found->failure->what == state::call_outcome::kind::reverted
                                             ? "reverts with " + to_hex(found->failure->output)
                                             : found->failure->message};
    }
    return claim_trial{found->gas, {}};
}

claim_target::sent own_target::send(const bytes& raw) {
    const auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
    const auto taken = waiting_.add(raw, "bridge", static_cast<std::uint64_t>(now.count()));
    if (taken || is_known(taken.why().message)) {
        return {};
    }
    return {sending::refused, taken.why().message};
}

result<std::uint64_t> rpc_target::chain_id() {
    if (!chain_id_) {
        const auto id = node_.chain_id();
        if (!id) {
            return id.why();
        }
        chain_id_ = *id;
    }
    return *chain_id_;
}

result<std::uint64_t> rpc_target::nonce(const address& of) {
    return node_.nonce(of, l1::tag::latest);
}

result<u256> rpc_target::gas_price() {
    u256 out;
    const status asked = node_.raw().call({"eth_gasPrice", "[]"}, [&](const nlohmann::json& answer) -> status {
        const auto price = l1::parse_quantity(answer);
        if (!price) {
            return price.why();
        }
        out = *price;
        return {};
    });
    return asked ? result<u256>{out} : result<u256>{asked.why()};
}

result<claim_trial> rpc_target::try_call(const address& from, const address& to, const bytes& data) {
    const auto gas = node_.estimate_gas({from, to, {}, data}, l1::tag::latest);
    if (gas) {
        return claim_trial{*gas, {}};
    }
    return answered(gas.why()) ? result<claim_trial>{claim_trial{std::nullopt, gas.why().message}}
                               : result<claim_trial>{gas.why()};
}

claim_target::sent rpc_target::send(const bytes& raw) {
    const auto taken = node_.send_raw(raw);
    if (taken || is_known(taken.why().message)) {
        return {};
    }
    return {answered(taken.why()) ? sending::refused : sending::unknown, taken.why().message};
}

} // namespace zonogon::bridge
