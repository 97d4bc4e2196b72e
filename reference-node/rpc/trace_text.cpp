#include "rpc/trace_text.hpp"

#include <zonogon/base/hex.hpp>
#include <zonogon/evm/opcode.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/evm/rules.hpp>
#include <zonogon/evm/trace/flat_calls.hpp>
#include <zonogon/evm/trace/halt_words.hpp>

#include "rpc/call_failure.hpp"
#include "rpc/json_text.hpp"
#include "rpc/parameters.hpp"

namespace zonogon::rpc {
namespace {

std::string slots_text(const std::map<u256, u256>& slots) {
    json_object out;
    for (const auto& [slot, value] : slots) {
        out.add(to_hex(slot.to_bytes()), data_text(value.to_bytes()));
    }
    return out.take();
}

std::string entry_text(const evm::struct_log_entry& e, bool stack, bool memory) {
    json_object out;
    out.add("pc", std::to_string(e.pc))
        .add("op", json_string(evm::opcode_name(e.op)))
        .add("gas", std::to_string(e.gas))
        .add("gasCost", std::to_string(e.gas_cost))
        .add("depth", std::to_string(e.depth));
    if (e.error != evm::halt::success) {
        out.add("error", json_string(evm::halt_words<evm::fork9_rules>(e.error, {e.op, e.height})));
    }
    if (stack) {
        json_list words;
        for (const u256& word : e.stack) {
            words.add(quantity_text(word));
        }
        out.add("stack", words.take());
    }
    if (!e.return_data.empty()) {
        out.add("returnData", data_text(e.return_data));
    }
    if (memory) {
        json_list words;
        for (std::size_t i = 0; i < e.memory.size(); i += 32) {
            words.add(data_text(byte_view{e.memory}.subspan(i, 32)));
        }
        out.add("memory", words.take());
    }
    if (e.storage) {
        out.add("storage", slots_text(*e.storage));
    }
    if (e.refund != 0) {
        out.add("refund", std::to_string(e.refund));
    }
    return out.take();
}

/// Appends a call with those inside it. Texts of trees are not joined level by level, which would copy the innermost as
/// often as the tree is deep.
void append_call(std::string& out, const evm::call_frame& f) {
    const bool failed = f.how != evm::halt::success;
    json_object own;
    own.add("from", data_text(f.from)).add("gas", quantity_text(f.gas)).add("gasUsed", quantity_text(f.gas_used));
    if (!failed || !evm::is_create(f.kind) || f.selfdestruct) {
        own.add("to", data_text(f.to));
    }
    own.add("input", data_text(f.input));
    if (!f.output.empty()) {
        own.add("output", data_text(f.output));
    }
    if (failed) {
        own.add("error", json_string(evm::halt_words<evm::fork9_rules>(f.how, f.last)));
    }
    if (f.how == evm::halt::revert) {
        if (const auto words = revert_words(f.output)) {
            own.add("revertReason", json_string(*words));
        }
    }
    if (!f.logs.empty()) {
        json_list logs;
        for (const evm::call_log& l : f.logs) {
            json_list topics;
            for (const bytes32& topic : l.entry.topics) {
                topics.add(data_text(topic));
            }
            logs.add(json_object{}
                         .add("address", data_text(l.entry.where))
                         .add("topics", topics.take())
                         .add("data", data_text(l.entry.data))
                         .add("position", quantity_text(l.position))
                         .take());
        }
        own.add("logs", logs.take());
    }
    if (f.kind != evm::call_kind::staticcall || f.selfdestruct) {
        own.add("value", quantity_text(f.value));
    }
    own.add("type", json_string(f.type()));
    std::string text = own.take();
    if (f.calls.empty()) {
        out += text;
        return;
    }
    text.pop_back();
    out += text + R"(,"calls":[)";
    for (std::size_t i = 0; i < f.calls.size(); ++i) {
        out += i == 0 ? "" : ",";
        append_call(out, f.calls[i]);
    }
    out += "]}";
}

std::string state_text(const evm::traced_state& state) {
    json_object out;
    for (const auto& [who, a] : state) {
        json_object one;
        if (a.balance) {
            one.add("balance", quantity_text(*a.balance));
        }
        if (a.code) {
            one.add("code", data_text(*a.code));
        }
        if (a.nonce) {
            one.add("nonce", std::to_string(*a.nonce));
        }
        if (!a.storage.empty()) {
            one.add("storage", slots_text(a.storage));
        }
        out.add(to_hex(who), one.take());
    }
    return out.take();
}

std::string parity_words(evm::halt how) {
    switch (how) {
    case evm::halt::revert:
        return "Reverted";
    case evm::halt::out_of_gas:
        return "Out of gas";
    case evm::halt::invalid_opcode:
        return "Bad instruction";
    case evm::halt::bad_jump:
        return "Bad jump destination";
    case evm::halt::write_protection:
        return "Mutable Call In Static Context";
    case evm::halt::stack_underflow:
        return "Stack underflow";
    case evm::halt::stack_overflow:
        return "Out of stack";
    case evm::halt::precompile_failure:
    case evm::halt::precompile_refused:
        return "Built-in failed";
    default:
        return std::string{evm::describe(how)};
    }
}

/// Whether Parity's traces leave a call out: one of a precompiled contract.
bool is_hidden(const evm::call_frame& f) {
    return !f.selfdestruct && (f.kind == evm::call_kind::call || f.kind == evm::call_kind::staticcall) &&
           evm::precompile_number(f.to, evm::fork9_rules::precompiles.size()) != 0;
}

void hide_precompiles(evm::call_frame& f) {
    std::erase_if(f.calls, is_hidden);
    for (evm::call_frame& inner : f.calls) {
        hide_precompiles(inner);
    }
}

std::string call_type(evm::call_kind k) {
    switch (k) {
    case evm::call_kind::callcode:
        return "\"callcode\"";
    case evm::call_kind::delegatecall:
        return "\"delegatecall\"";
    case evm::call_kind::staticcall:
        return "\"staticcall\"";
    default:
        return "\"call\"";
    }
}

std::string action_text(const evm::call_frame& f) {
    json_object out;
    if (f.selfdestruct) {
        out.add("address", data_text(f.from)).add("balance", quantity_text(f.value));
        return out.add("refundAddress", data_text(f.to)).take();
    }
    if (evm::is_create(f.kind)) {
        out.add("creationMethod", f.kind == evm::call_kind::create2 ? "\"create2\"" : "\"create\"");
        out.add("from", data_text(f.from)).add("gas", quantity_text(f.gas)).add("init", data_text(f.input));
        return out.add("value", quantity_text(f.value)).take();
    }
    out.add("callType", call_type(f.kind)).add("from", data_text(f.from)).add("gas", quantity_text(f.gas));
    return out.add("input", data_text(f.input)).add("to", data_text(f.to)).add("value", quantity_text(f.value)).take();
}

std::string flat_result_text(const evm::call_frame& f) {
    json_object out;
    if (f.selfdestruct) {
        return "null";
    }
    if (evm::is_create(f.kind)) {
        out.add("address", data_text(f.to)).add("code", data_text(f.output));
        return out.add("gasUsed", quantity_text(f.gas_used)).take();
    }
    return out.add("gasUsed", quantity_text(f.gas_used)).add("output", data_text(f.output)).take();
}

} // namespace

std::string struct_log_text(const evm::struct_log_tracer& t, const traced_outcome& o) {
    json_list steps;
    for (const evm::struct_log_entry& e : t.entries()) {
        steps.add(entry_text(e, t.options().stack, t.options().memory));
    }
    return json_object{}
        .add("gas", std::to_string(o.gas_used))
        .add("failed", o.success ? "false" : "true")
        .add("returnValue", data_text(o.output))
        .add("structLogs", steps.take())
        .take();
}

std::string call_text(const evm::call_frame& root) {
    std::string out;
    append_call(out, root);
    return out;
}

std::string prestate_text(const evm::prestate_tracer& t, bool differences) {
    if (!differences) {
        return state_text(t.before());
    }
    return json_object{}.add("post", state_text(t.after())).add("pre", state_text(t.before())).take();
}

std::string four_byte_text(const evm::four_byte_tracer& t) {
    json_object out;
    for (const auto& [shape, count] : t.counts()) {
        out.add(to_hex(shape.first) + "-" + std::to_string(shape.second), std::to_string(count));
    }
    return out.take();
}

std::string flat_calls_text(const evm::call_frame& root, const trace_place& at, bool precompiles, bool parity_errors) {
    evm::call_frame shown = root;
    if (!precompiles) {
        hide_precompiles(shown);
    }
    json_list out;
    for (const evm::flat_call& one : evm::flatten(shown)) {
        const evm::call_frame& f = *one.frame;
        json_object o;
        o.add("action", action_text(f));
        if (at.in_block) {
            o.add("blockHash", data_text(at.block_hash)).add("blockNumber", std::to_string(at.block));
        }
        if (f.how != evm::halt::success) {
            o.add("error",
                  json_string(parity_errors ? parity_words(f.how) : evm::halt_words<evm::fork9_rules>(f.how, f.last)));
        }
        if (f.how == evm::halt::success || f.how == evm::halt::revert) {
            o.add("result", flat_result_text(f));
        }
        json_list place;
        for (const std::size_t i : one.trace_address) {
            place.add(std::to_string(i));
        }
        o.add("subtraces", std::to_string(f.calls.size())).add("traceAddress", place.take());
        if (at.in_block) {
            o.add("transactionHash", data_text(at.hash)).add("transactionPosition", std::to_string(at.index));
        }
        o.add("type", f.selfdestruct ? "\"suicide\"" : evm::is_create(f.kind) ? "\"create\"" : "\"call\"");
        out.add(o.take());
    }
    return out.take();
}

} // namespace zonogon::rpc
