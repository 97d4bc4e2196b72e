#include <zonogon/base/hex.hpp>

#include "rpc/call_request.hpp"
#include "rpc/json_text.hpp"
#include "rpc/state_methods.hpp"
#include "rpc/traced_run.hpp"
#include "state/batch_record.hpp"

namespace zonogon::rpc {
namespace {

const parameter_info options_parameter{"options", schema::object, false};

/// What is recorded while a trace is made takes about half of what its text does.
std::size_t recorded_bytes(const chain_services& on) {
    return on.limit.max_trace_bytes / 2;
}

failure not_found(const block_reference& which) {
    if (const auto* hash = std::get_if<bytes32>(&which)) {
        return {server_error, "block " + to_hex(*hash) + " not found", {}};
    }
    const auto* number = std::get_if<std::uint64_t>(&which);
    return {server_error, "block #" + std::to_string(number == nullptr ? 0 : *number) + " not found", {}};
}

/// `read(chain, block)` for a block, or the words of debug_* that there is none.
template <class Read>
answer debug_block(const chain_services& on, const block_reference& which, Read&& read) {
    return look_up(
        chain_view::open(on), [&](const chain_view& chain) { return chain.block(which); }, read,
        [&] { return not_found(which); });
}

void add_trace_block(registry& to, const chain_services& on, const char* name, bool by_hash) {
    to.add(
        {name,
         "The traces of a block's transactions",
         {by_hash ? parameter_info{"hash", schema::hash} : parameter_info{"block", schema::block}, options_parameter},
         schema::list,
         [on, by_hash](parameters& p, const caller&) -> answer {
             const block_reference which = by_hash ? block_reference{p.hash(0)} : p.block(0);
             const trace_request how = read_trace_request(p, 1, recorded_bytes(on));
             if (p.wrong()) {
                 return *p.wrong();
             }
             return debug_block(on, which, [&](const chain_view& chain, const state::block_record& b) -> answer {
                 if (b.number == 0) {
                     return failure{server_error, "genesis is not traceable", {}};
                 }
                 const auto all = trace_block(chain, on, b, how);
                 if (!all) {
                     return as_failure(all.why());
                 }
                 json_list out;
                 for (const std::string& one : *all) {
                     out.add(one);
                 }
                 return out.take();
             });
         }});
}

void add_trace_transaction(registry& to, const chain_services& on) {
    to.add({"debug_traceTransaction",
            "The trace of a transaction",
            {{"hash", schema::hash}, options_parameter},
            schema::object,
            [on](parameters& p, const caller&) -> answer {
                const bytes32 hash = p.hash(0);
                const trace_request how = read_trace_request(p, 1, recorded_bytes(on));
                if (p.wrong()) {
                    return *p.wrong();
                }
                return look_up(
                    chain_view::open(on), [&](const chain_view& chain) { return chain.transaction(hash); },
                    [&](const chain_view& chain, const chain_view::found_transaction& t) -> answer {
                        const auto text = trace_transaction(chain, on, t.block, t.transaction.index, how);
                        return text ? answer{*text} : answer{as_failure(text.why())};
                    },
                    [] { return failure{server_error, "transaction not found", {}}; });
            }});
    to.add({"debug_traceCall",
            "The trace of a call that changes nothing",
            {{"transaction", schema::object}, {"block", schema::block, false}, options_parameter},
            schema::object,
            [on](parameters& p, const caller&) -> answer {
                const state::call what = read_call_request(p, 0);
                const block_reference which = p.block(1);
                const trace_request how = read_trace_request(p, 2, recorded_bytes(on));
                call_overrides otherwise = read_override_members(p, 2);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return at_block(on, which, [&](const chain_view& chain, const state::block_record& b) -> answer {
                    const auto text =
                        trace_call(simulation{chain.from(), b, on.chain_id, std::move(otherwise)}, what, how);
                    return text ? answer{*text} : answer{as_failure(text.why())};
                });
            }});
}

answer trace_batch(const chain_view& chain, const chain_services& on, const state::batch_record& batch,
                   const trace_request& how) {
    json_list out;
    for (std::uint64_t n = batch.first_block; n <= batch.last_block; ++n) {
        const auto b = chain.block(n);
        if (!b || !*b) {
            return as_failure(b ? error{"a block of the batch is not in the database"} : b.why());
        }
        const auto all = trace_block(chain, on, **b, how);
        if (!all) {
            return as_failure(all.why());
        }
        for (const std::string& one : *all) {
            out.add(one);
        }
        if (out.size() > on.limit.max_trace_bytes) {
            return failure{server_error,
                           "the traces of the batch are larger than " + std::to_string(on.limit.max_trace_bytes) +
                               " bytes; trace single blocks",
                           {}};
        }
    }
    return out.take();
}

void add_trace_batch(registry& to, const chain_services& on) {
    to.add({"debug_traceBatchByNumber",
            "The traces of a batch's transactions",
            {{"batch", schema::quantity}, options_parameter},
            schema::list,
            [on](parameters& p, const caller&) -> answer {
                const std::uint64_t number = p.number(0);
                const trace_request how = read_trace_request(p, 1, recorded_bytes(on));
                if (p.wrong()) {
                    return *p.wrong();
                }
                return look_up(
                    chain_view::open(on),
                    [&](const chain_view& chain) { return state::read_batch(chain.from(), number); },
                    [&](const chain_view& chain, const state::batch_record& batch) {
                        return trace_batch(chain, on, batch, how);
                    },
                    [&] { return failure{server_error, "batch #" + std::to_string(number) + " not found", {}}; });
            }});
}

/// A method that encodes something of a block.
template <class Encode>
void add_raw(registry& to, const chain_services& on, const char* name, const char* summary, const char* schema,
             Encode encode) {
    to.add({name, summary, {{"block", schema::block}}, schema, [on, encode](parameters& p, const caller&) -> answer {
                const block_reference which = p.block(0);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return debug_block(on, which, [&](const chain_view& chain, const state::block_record& b) -> answer {
                    const auto all = chain.whole(b);
                    return all ? answer{encode(*all)} : answer{as_failure(all.why())};
                });
            }});
}

} // namespace

void add_debug_methods(registry& to, const chain_services& on) {
    add_trace_transaction(to, on);
    add_trace_block(to, on, "debug_traceBlockByNumber", false);
    add_trace_block(to, on, "debug_traceBlockByHash", true);
    add_trace_batch(to, on);
    add_raw(to, on, "debug_getRawHeader", "A block's header in RLP", schema::data,
            [](const whole_block& b) { return data_text(header_rlp(b)); });
    add_raw(to, on, "debug_getRawBlock", "A block in RLP", schema::data,
            [](const whole_block& b) { return data_text(block_rlp(b)); });
    add_raw(to, on, "debug_getRawReceipts", "A block's receipts in RLP", schema::list, [](const whole_block& b) {
        json_list out;
        for (const state::receipt_record& r : b.receipts) {
            out.add(data_text(receipt_rlp(r)));
        }
        return out.take();
    });
    to.add({"debug_getRawTransaction",
            "A transaction of a block or of the pool as it was sent",
            {{"hash", schema::hash}},
            schema::data,
            [on](parameters& p, const caller&) -> answer {
                const bytes32 hash = p.hash(0);
                return p.wrong() ? answer{*p.wrong()} : raw_transaction_answer(on, hash);
            }});
}

} // namespace zonogon::rpc
