#include "rpc/state_methods.hpp"

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>

#include "rpc/chain_view.hpp"
#include "rpc/json_text.hpp"

namespace zonogon::rpc {
namespace {

using nlohmann::json;

const parameter_info address_parameter{"address", schema::address};
const parameter_info block_parameter{"block", schema::block, false};

/// A storage key: hex of up to 32 bytes, as callers write numbers or words.
std::optional<std::string> read_slot(const std::string& text, u256& out) {
    const bool prefixed = text.starts_with("0x") || text.starts_with("0X");
    const std::string digits = prefixed ? text.substr(2) : text;
    if (digits.size() > 64) {
        return "storage key too long (want at most 32 bytes): \"" + text + "\"";
    }
    const auto number = digits.empty() ? std::optional<u256>{} : u256::parse("0x" + digits);
    if (!number) {
        return "invalid hex in storage key: \"" + text + "\"";
    }
    out = *number;
    return std::nullopt;
}

void add_constant(registry& to, const char* name, const char* summary, const std::string& text) {
    to.add({name, summary, {}, schema::quantity, [text](parameters&, const caller&) -> answer { return text; }});
}

/// Adds a method that reads something of an account's state at a block: `read(view, account)` gives the JSON text or an
/// error.
template <class Read>
void add_reader(registry& to, const chain_services& on, const char* name, const char* summary, const char* schema,
                Read read) {
    to.add({name,
            summary,
            {address_parameter, block_parameter},
            schema,
            [on, read](parameters& p, const caller&) -> answer {
                const auto who = p.address(0);
                const auto block = p.block(1);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return at_block(on, block, [&](const chain_view& chain, const state::block_record& b) -> answer {
                    const result<std::string> text = read(chain.state_after(b), who);
                    return text ? answer{*text} : answer{as_failure(text.why())};
                });
            }});
}

void add_nonce(registry& to, const chain_services& on) {
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
                const bool pending = block == block_reference{block_tag::pending};
                if (pending && on.sequencer) {
                    answer there = on.sequencer("eth_getTransactionCount", "[" + data_text(who) + R"(,"pending"])");
                    if (std::holds_alternative<std::string>(there)) {
                        return there;
                    }
                }
                if (on.waiting != nullptr && pending) {
                    const auto next = on.waiting->next_nonce(who);
                    return next ? answer{quantity_text(*next)} : answer{as_failure(next.why())};
                }
                return at_block(on, block, [&](const chain_view& chain, const state::block_record& b) -> answer {
                    const auto a = chain.state_after(b).read_account(who);
                    return a ? answer{quantity_text(a->nonce)} : answer{as_failure(a.why())};
                });
            }});
}

/// The slots of an account that eth_getStorageValues asks for.
struct slot_request {
    std::string name;
    address who{};
    std::vector<u256> slots;
};

std::vector<slot_request> read_slot_requests(parameters& p) {
    constexpr std::size_t most_slots = 1'024;
    std::vector<slot_request> out;
    const json* in = p.raw(0);
    if (in == nullptr || !in->is_object()) {
        p.fail(0, "json: cannot unmarshal non-object into Go value of type map[common.Address][]common.Hash");
        return out;
    }
    std::size_t count = 0;
    for (const auto& [name, slots] : in->items()) {
        slot_request& one = out.emplace_back();
        one.name = name;
        if (const auto why = read_fixed(json(name), one.who.data(), one.who.size(), "common.Address")) {
            p.fail(0, *why);
        }
        count += slots.size();
        if (!slots.is_array() || count > most_slots) {
            p.fail(0, slots.is_array()
                          ? "too many slots (max " + std::to_string(most_slots) + ")"
                          : std::string{"json: cannot unmarshal non-array into Go value of type []common.Hash"});
        }
        if (p.wrong()) {
            return {};
        }
        for (const json& slot : slots) {
            bytes32 key{};
            if (const auto why = read_fixed(slot, key.data(), key.size(), "common.Hash")) {
                p.fail(0, *why);
            }
            one.slots.push_back(u256::from_bytes(key));
        }
    }
    if (count == 0) {
        p.fail(0, "empty request");
    }
    return out;
}

void add_storage(registry& to, const chain_services& on) {
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
                    return failure{invalid_params, *why, {}};
                }
                return at_block(on, block, [&](const chain_view& chain, const state::block_record& b) -> answer {
                    const auto word = chain.state_after(b).storage(who, slot);
                    return word ? answer{data_text(word->to_bytes())} : answer{as_failure(word.why())};
                });
            }});
    to.add({"eth_getStorageValues",
            "Words of several accounts' storage",
            {{"slots", schema::object}, block_parameter},
            schema::object,
            [on](parameters& p, const caller&) -> answer {
                const auto wanted = read_slot_requests(p);
                const auto block = p.block(1);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return at_block(on, block, [&](const chain_view& chain, const state::block_record& b) -> answer {
                    const state::view v = chain.state_after(b);
                    json_object out;
                    for (const slot_request& one : wanted) {
                        json_list words;
                        for (const u256& slot : one.slots) {
                            const auto word = v.storage(one.who, slot);
                            if (!word) {
                                return as_failure(word.why());
                            }
                            words.add(data_text(word->to_bytes()));
                        }
                        out.add(to_hex(one.who), words.take());
                    }
                    return out.take();
                });
            }});
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
                const auto chain = chain_view::open(on);
                return chain ? answer{quantity_text(chain->head().number)} : answer{as_failure(chain.why())};
            }});
    add_reader(to, on, "eth_getBalance", "Wei of an account", schema::quantity,
               [](const state::view& v, const address& who) -> result<std::string> {
                   const auto a = v.read_account(who);
                   return a ? result<std::string>{quantity_text(a->balance)} : result<std::string>{a.why()};
               });
    add_reader(to, on, "eth_getCode", "The code of an account", schema::data,
               [](const state::view& v, const address& who) -> result<std::string> {
                   const auto code = v.code(who);
                   return code ? result<std::string>{data_text(*code)} : result<std::string>{code.why()};
               });
    add_nonce(to, on);
    add_storage(to, on);
    add_call_methods(to, on);
    to.add({"eth_coinbase",
            "Who gets the fees of the last block",
            {},
            schema::address,
            [on](parameters&, const caller&) -> answer {
                return at_block(on, block_tag::latest, [](const chain_view&, const state::block_record& b) -> answer {
                    return data_text(b.coinbase);
                });
            }});
}

} // namespace zonogon::rpc
