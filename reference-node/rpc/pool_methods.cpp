#include <zonogon/base/hex.hpp>

#include "rpc/state_methods.hpp"
#include "rpc/transaction_text.hpp"

namespace zonogon::rpc {
namespace {

using by_sender = std::map<address, std::map<std::uint64_t, pool::entry_pointer>>;

/// {"0xSender": {"nonce": ...}}
template <class Show>
std::string sender_object(const by_sender& half, Show&& show) {
    std::string out = "{";
    for (const auto& [who, queue] : half) {
        out += (out.size() > 1 ? "," : "") + json_string(checksum_address(who)) + ":{";
        bool first = true;
        for (const auto& [nonce, e] : queue) {
            out += (first ? "" : ",") + json_string(std::to_string(nonce)) + ":" + show(*e);
            first = false;
        }
        out += "}";
    }
    return out + "}";
}

template <class Show>
std::string both_halves(const pool::transaction_pool::content& all, Show&& show) {
    return R"({"pending":)" + sender_object(all.pending, show) + R"(,"queued":)" + sender_object(all.queued, show) +
           "}";
}

/// One sender's half without the sender.
std::string one_sender(const by_sender& half, const address& who) {
    std::string out = "{";
    if (const auto found = half.find(who); found != half.end()) {
        for (const auto& [nonce, e] : found->second) {
            out +=
                (out.size() > 1 ? "," : "") + json_string(std::to_string(nonce)) + ":" + waiting_transaction_text(*e);
        }
    }
    return out + "}";
}

std::string summary(const pool::entry& e) {
    const rollup::transaction& tx = e.what.tx;
    return json_string((tx.to ? checksum_address(*tx.to) : std::string{"contract creation"}) + ": " +
                       tx.value.to_decimal() + " wei + " + std::to_string(tx.gas_limit) + " gas × " +
                       tx.gas_price.to_decimal() + " wei");
}

std::uint64_t now() {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
}

} // namespace

void add_pool_methods(registry& to, const chain_services& on) {
    to.add({"eth_sendRawTransaction",
            "Takes a signed transaction into the pool; returns its hash",
            {{"transaction", schema::data}},
            schema::hash,
            [on](parameters& p, const caller& who) -> answer {
                const bytes raw = p.data(0);
                if (p.wrong()) {
                    return *p.wrong();
                }
                const auto hash = on.waiting->add(raw, who.host, now());
                return hash ? answer{data_text(*hash)} : answer{failure{server_error, hash.why().message, {}}};
            }});
    to.add(
        {"txpool_status", "How many transactions wait", {}, schema::object, [on](parameters&, const caller&) -> answer {
             const pool::counts n = on.waiting->count();
             return R"({"pending":)" + quantity_text(n.pending) + R"(,"queued":)" + quantity_text(n.queued) + "}";
         }});
    to.add({"txpool_content",
            "Every waiting transaction by sender and nonce",
            {},
            schema::object,
            [on](parameters&, const caller&) -> answer {
                return both_halves(on.waiting->list(std::nullopt), waiting_transaction_text);
            }});
    to.add({"txpool_contentFrom",
            "The waiting transactions of one sender by nonce",
            {{"address", schema::address}},
            schema::object,
            [on](parameters& p, const caller&) -> answer {
                const address who = p.address(0);
                if (p.wrong()) {
                    return *p.wrong();
                }
                const auto all = on.waiting->list(who);
                return R"({"pending":)" + one_sender(all.pending, who) + R"(,"queued":)" + one_sender(all.queued, who) +
                       "}";
            }});
    to.add(
        {"txpool_inspect",
         "A line about every waiting transaction",
         {},
         schema::object,
         [on](parameters&, const caller&) -> answer { return both_halves(on.waiting->list(std::nullopt), summary); }});
}

} // namespace zonogon::rpc
