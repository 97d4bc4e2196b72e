#include <array>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include <zonogon/hash/keccak.hpp>

#include "pool/decode.hpp"
#include "rpc/call_failure.hpp"
#include "rpc/call_request.hpp"
#include "rpc/chain_view.hpp"
#include "rpc/json_text.hpp"
#include "rpc/simulation.hpp"
#include "rpc/state_methods.hpp"

namespace zonogon::rpc {
namespace {

using nlohmann::json;

/// What the caller has set itself.
struct given {
    std::optional<std::uint64_t> nonce, chain_id;
    bool gas = false;
    bool price = false;
    /// Members that only typed transactions have.
    bool typed = false;
};

given read_given(parameters& p) {
    given out;
    const json* in = p.raw(0);
    if (in == nullptr || !in->is_object()) {
        return out; // read_call_request complains
    }
    const auto member = [&](const char* name) -> const json* {
        const auto found = in->find(name);
        return found == in->end() || found->is_null() ? nullptr : &*found;
    };
    const auto number = [&](const char* name) -> std::optional<std::uint64_t> {
        const json* j = member(name);
        if (j == nullptr) {
            return std::nullopt;
        }
        u256 read;
        if (const auto why = read_quantity(*j, read, "hexutil.Uint64")) {
            p.fail(0, *why);
        }
        return read.low64();
    };
    out.nonce = number("nonce");
    out.chain_id = number("chainId");
    out.gas = member("gas") != nullptr;
    out.price = member("gasPrice") != nullptr;
    for (const char* name : {"maxFeePerGas", "maxPriorityFeePerGas", "accessList", "maxFeePerBlobGas",
                             "blobVersionedHashes", "blobs", "authorizationList"}) {
        out.typed = out.typed || member(name) != nullptr;
    }
    const json* type = member("type");
    out.typed = out.typed || (type != nullptr && *type != "0x0");
    return out;
}

result<std::uint64_t> next_nonce(const chain_services& on, const chain_view& chain, const state::block_record& b,
                                 const address& of) {
    if (on.waiting != nullptr) {
        return on.waiting->next_nonce(of);
    }
    const auto a = chain.state_after(b).read_account(of);
    return a ? result<std::uint64_t>{a->nonce} : a.why();
}

/// An unsigned transaction as geth shows it.
std::string filled_text(const rollup::transaction& tx, std::uint64_t chain_id) {
    rollup::transaction bare = tx;
    bare.chain_id.reset();
    bare.v = 0;
    const bytes raw = pool::encode_transaction(bare);
    const std::string zero = "\"0x0\"";
    const std::string shown = json_object{}
                                  .add("type", zero)
                                  .add("chainId", quantity_text(chain_id))
                                  .add("nonce", quantity_text(tx.nonce))
                                  .add("to", tx.to ? data_text(*tx.to) : "null")
                                  .add("gas", quantity_text(tx.gas_limit))
                                  .add("gasPrice", quantity_text(tx.gas_price))
                                  .add("maxPriorityFeePerGas", "null")
                                  .add("maxFeePerGas", "null")
                                  .add("value", quantity_text(tx.value))
                                  .add("input", data_text(tx.data))
                                  .add("v", zero)
                                  .add("r", zero)
                                  .add("s", zero)
                                  .add("hash", data_text(hash::keccak256(raw)))
                                  .take();
    return json_object{}.add("raw", data_text(raw)).add("tx", shown).take();
}

answer fill(const chain_services& on, const chain_view& chain, const state::block_record& b, const state::call& what,
            const given& own) {
    rollup::transaction tx;
    const auto nonce = own.nonce ? result<std::uint64_t>{*own.nonce} : next_nonce(on, chain, b, what.from);
    if (!nonce) {
        return as_failure(nonce.why());
    }
    tx.nonce = *nonce;
    tx.gas_price = own.price ? what.gas_price : on.gas_price;
    tx.gas_limit = what.gas_limit;
    tx.to = what.to;
    tx.value = what.value;
    tx.data = what.data;
    if (!own.gas) {
        state::call trial = what;
        trial.gas_price = tx.gas_price;
        const auto found = simulation{chain.from(), b, on.chain_id}.estimate_gas(trial);
        if (!found) {
            return as_failure(found.why());
        }
        if (found->failure) {
            return call_failure(*found->failure);
        }
        tx.gas_limit = found->gas;
    }
    return filled_text(tx, on.chain_id);
}

} // namespace

void add_fill_method(registry& to, const chain_services& on) {
    to.add({"eth_fillTransaction",
            "The transaction with nonce, gas and price filled in, not signed",
            {{"transaction", schema::object}},
            schema::object,
            [on](parameters& p, const caller&) -> answer {
                const state::call what = read_call_request(p, 0);
                const given own = read_given(p);
                if (p.wrong()) {
                    return *p.wrong();
                }
                if (own.typed) {
                    return failure{
                        server_error,
                        "transaction type not supported: only legacy transactions (type 0) with gasPrice can "
                        "stand in a batch of this rollup",
                        {}};
                }
                if (own.chain_id && *own.chain_id != on.chain_id) {
                    return failure{server_error,
                                   "chainId does not match node's (have=" + std::to_string(*own.chain_id) +
                                       ", want=" + std::to_string(on.chain_id) + ")",
                                   {}};
                }
                if (!what.to && what.data.empty()) {
                    return failure{server_error, "contract creation without any data provided", {}};
                }
                return at_block(on, block_tag::pending, [&](const chain_view& chain, const state::block_record& b) {
                    return fill(on, chain, b, what, own);
                });
            }});
}

} // namespace zonogon::rpc
