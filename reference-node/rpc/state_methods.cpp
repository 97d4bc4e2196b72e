#include "rpc/state_methods.hpp"

#include <algorithm>

#include <zonogon/base/hex.hpp>
#include <zonogon/evm/revert_reason.hpp>

#include "rpc/call_request.hpp"

namespace zonogon::rpc {
namespace {

const parameter_info address_parameter{"address", schema::address};
const parameter_info block_parameter{"block", schema::block, false};
const parameter_info call_parameter{"transaction", schema::object};

failure as_failure(const error& why) {
    return {server_error, why.message, {}};
}

/// The state a caller means, or the answer that there is none. Blocks above the first are kept by the roles that make
/// or read them; without them the head is all there is.
std::variant<state::view, failure> view_at(const chain_services& on, const block_reference& which) {
    const auto head = state::read_head(on.db);
    if (!head) {
        return as_failure(head.why());
    }
    if (!*head) {
        return failure{server_error, "this node has no genesis", {}};
    }
    const auto* tag = std::get_if<block_tag>(&which);
    const auto* number = std::get_if<std::uint64_t>(&which);
    const auto* hash = std::get_if<bytes32>(&which);
    const bool newest = tag != nullptr && (*tag == block_tag::latest || *tag == block_tag::pending);
    const bool oldest = tag != nullptr && !newest;
    if (newest || (oldest && (*head)->number == 0) || (number != nullptr && *number == (*head)->number) ||
        (hash != nullptr && *hash == (*head)->state_root.to_bytes())) {
        return state::view{on.db, **head, on.chain_id};
    }
    return failure{server_error, "header not found", {}};
}

/// A method of the form: read one thing of the state at a block.
template <class Read>
answer at_block(const chain_services& on, const block_reference& which, Read&& read) {
    auto view = view_at(on, which);
    if (auto* none = std::get_if<failure>(&view)) {
        return std::move(*none);
    }
    return read(*std::get_if<state::view>(&view));
}

failure call_failure(const state::call_outcome& o) {
    if (o.what != state::call_outcome::kind::reverted) {
        return {server_error, o.message, {}};
    }
    const auto reason = evm::revert_reason(o.output);
    return {reverted, "execution reverted" + (reason ? ": " + *reason : std::string{}), data_text(o.output)};
}

/// A storage key: hex of up to 32 bytes, as callers write numbers or words.
std::optional<std::string> read_slot(const std::string& text, u256& out) {
    if (!text.starts_with("0x") && !text.starts_with("0X")) {
        return "hex string invalid";
    }
    const std::string digits = text.substr(2);
    if (digits.size() > 64) {
        return "hex string too long, want at most 32 bytes";
    }
    const auto number = u256::parse(digits.empty() ? "0x0" : text);
    if (!number) {
        return "hex string invalid";
    }
    out = *number;
    return std::nullopt;
}

void add_constant(registry& to, const char* name, const char* summary, const std::string& text) {
    to.add({name, summary, {}, schema::quantity, [text](parameters&, const caller&) -> answer { return text; }});
}

} // namespace

void add_state_methods(registry& to, const chain_services& on) {
    add_constant(to, "eth_gasPrice", "A gas price that is taken now", quantity_text(on.gas_price));
    add_constant(to, "eth_maxPriorityFeePerGas", "The same: there is no base fee", quantity_text(on.gas_price));
    add_constant(to, "eth_blobBaseFee", "There are no blobs", "\"0x0\"");
    to.add({"eth_blockNumber",
            "The number of the last block",
            {},
            schema::quantity,
            [on](parameters&, const caller&) -> answer {
                const auto head = state::read_head(on.db);
                return head ? answer{quantity_text(*head ? (*head)->number : 0)} : answer{as_failure(head.why())};
            }});
    to.add({"eth_getBalance",
            "Wei of an account",
            {address_parameter, block_parameter},
            schema::quantity,
            [on](parameters& p, const caller&) -> answer {
                const auto who = p.address(0);
                const auto block = p.block(1);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return at_block(on, block, [&](const state::view& v) -> answer {
                    const auto a = v.read_account(who);
                    return a ? answer{quantity_text(a->balance)} : answer{as_failure(a.why())};
                });
            }});
    to.add({"eth_getTransactionCount",
            "The nonce of an account; at \"pending\" after its waiting transactions",
            {address_parameter, block_parameter},
            schema::quantity,
            [on](parameters& p, const caller&) -> answer {
                const auto who = p.address(0);
                const auto block = p.block(1);
                if (p.wrong()) {
                    return *p.wrong();
                }
                if (on.waiting != nullptr && block == block_reference{block_tag::pending}) {
                    const auto next = on.waiting->next_nonce(who);
                    return next ? answer{quantity_text(*next)} : answer{as_failure(next.why())};
                }
                return at_block(on, block, [&](const state::view& v) -> answer {
                    const auto a = v.read_account(who);
                    return a ? answer{quantity_text(a->nonce)} : answer{as_failure(a.why())};
                });
            }});
    to.add({"eth_getCode",
            "The code of an account",
            {address_parameter, block_parameter},
            schema::data,
            [on](parameters& p, const caller&) -> answer {
                const auto who = p.address(0);
                const auto block = p.block(1);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return at_block(on, block, [&](const state::view& v) -> answer {
                    const auto code = v.code(who);
                    return code ? answer{data_text(*code)} : answer{as_failure(code.why())};
                });
            }});
    to.add({"eth_getStorageAt",
            "A word of an account's storage",
            {address_parameter, {"slot", schema::text}, block_parameter},
            schema::hash,
            [on](parameters& p, const caller&) -> answer {
                const auto who = p.address(0);
                const std::string text = p.text(1);
                const auto block = p.block(2);
                u256 slot;
                if (p.wrong()) {
                    return *p.wrong();
                }
                if (const auto why = read_slot(text, slot)) {
                    return failure{invalid_params, "unable to decode storage key: " + *why, {}};
                }
                return at_block(on, block, [&](const state::view& v) -> answer {
                    const auto word = v.storage(who, slot);
                    return word ? answer{data_text(word->to_bytes())} : answer{as_failure(word.why())};
                });
            }});
    to.add({"eth_call",
            "Runs a call without keeping its effects",
            {call_parameter, block_parameter},
            schema::data,
            [on](parameters& p, const caller&) -> answer {
                const state::call what = read_call_request(p, 0);
                const auto block = p.block(1);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return at_block(on, block, [&](const state::view& v) -> answer {
                    const auto done = v.run(what);
                    if (!done) {
                        return as_failure(done.why());
                    }
                    return done->what == state::call_outcome::kind::success ? answer{data_text(done->output)}
                                                                            : answer{call_failure(*done)};
                });
            }});
    to.add({"eth_estimateGas",
            "The least gas limit with which a transaction succeeds",
            {call_parameter, block_parameter},
            schema::quantity,
            [on](parameters& p, const caller&) -> answer {
                const state::call what = read_call_request(p, 0);
                const auto block = p.block(1);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return at_block(on, block, [&](const state::view& v) -> answer {
                    const auto found = v.estimate_gas(what);
                    if (!found) {
                        return as_failure(found.why());
                    }
                    return found->failure ? answer{call_failure(*found->failure)} : answer{quantity_text(found->gas)};
                });
            }});
}

} // namespace zonogon::rpc
