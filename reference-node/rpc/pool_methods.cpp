#include <atomic>
#include <memory>

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/keccak.hpp>

#include "rpc/chain_events.hpp"
#include "rpc/chain_view.hpp"
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

/// Gives a transaction to the pool, or to the sequencer's node, whose answer is the caller's.
answer send(const chain_services& on, const bytes& raw, const caller& who) {
    if (on.sequencer) {
        return on.sequencer("eth_sendRawTransaction", "[" + data_text(raw) + "]");
    }
    const auto hash = on.waiting->add(raw, who.host, now());
    return hash ? answer{data_text(*hash)} : answer{failure{server_error, hash.why().message, {}}};
}

/// EIP-7966: the transaction was taken but is in no block yet.
constexpr int not_yet_included = 4;

/// One of a few places; whoever gets none must not wait.
class waiting_place {
public:
    waiting_place(std::atomic<std::size_t>& taken, std::size_t most) : taken_(taken), got_(taken.fetch_add(1) < most) {}
    waiting_place(const waiting_place&) = delete;
    waiting_place& operator=(const waiting_place&) = delete;
    ~waiting_place() { --taken_; }
    explicit operator bool() const noexcept { return got_; }

private:
    std::atomic<std::size_t>& taken_;
    bool got_;
};

answer wait_for_receipt(const chain_services& on, const bytes32& hash, std::chrono::milliseconds patience) {
    const auto until = chain_events::clock::now() + patience;
    for (;;) {
        const std::uint64_t seen = on.events->blocks_seen();
        answer found = receipt_answer(on, hash, false);
        const auto* text = std::get_if<std::string>(&found);
        if (text == nullptr || *text != "null") {
            return found;
        }
        if (!on.events->wait_for_block(seen, until)) {
            return failure{not_yet_included,
                           "the transaction was added to the pool but was not in a block within " +
                               std::to_string(patience.count()) + " ms",
                           data_text(hash)};
        }
    }
}

void add_send_and_wait(registry& to, const chain_services& on) {
    const auto waiting = std::make_shared<std::atomic<std::size_t>>(0);
    to.add({"eth_sendRawTransactionSync",
            "Takes a signed transaction and waits for its receipt (EIP-7966)",
            {{"transaction", schema::data}, {"timeout", schema::anything, false}},
            schema::object,
            [on, waiting](parameters& p, const caller& who) -> answer {
                const bytes raw = p.data(0);
                auto patience = on.limit.receipt_timeout;
                if (p.has(1)) {
                    const std::uint64_t asked = read_number_or_quantity(p, 1);
                    const auto most = static_cast<std::uint64_t>(on.limit.max_receipt_timeout.count());
                    patience = std::chrono::milliseconds{std::min(asked, most)};
                }
                if (p.wrong()) {
                    return *p.wrong();
                }
                const waiting_place place{*waiting, on.limit.max_waiting_calls};
                if (!place) {
                    return failure{limit_exceeded,
                                   "too many calls wait for a receipt, at most " +
                                       std::to_string(on.limit.max_waiting_calls) + "; use eth_sendRawTransaction",
                                   {}};
                }
                const answer sent = send(on, raw, who);
                if (std::holds_alternative<failure>(sent)) {
                    return sent;
                }
                // Of a legacy transaction the text that was sent is what is hashed.
                return wait_for_receipt(on, hash::keccak256(raw), patience);
            }});
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
                return send(on, raw, who);
            }});
    if (on.events != nullptr) {
        add_send_and_wait(to, on);
    }
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
