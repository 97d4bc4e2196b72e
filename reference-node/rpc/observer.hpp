#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <zonogon/base/result.hpp>
#include <zonogon/evm/rules.hpp>
#include <zonogon/evm/trace/call_tracer.hpp>
#include <zonogon/evm/trace/four_byte_tracer.hpp>
#include <zonogon/evm/trace/prestate_tracer.hpp>
#include <zonogon/evm/trace/struct_log.hpp>

#include "rpc/trace_request.hpp"
#include "rpc/trace_text.hpp"

namespace zonogon::rpc {

/// Any of the tracers of calls and accounts, so that the machine is compiled once for all of them.
class observer {
public:
    static constexpr bool steps = true;
    static constexpr bool calls = true;

    explicit observer(const trace_request& how) : how_(how) {
        if (how.what == trace_request::kind::prestate) {
            inner_.emplace<evm::prestate_tracer>(how.differences);
        } else if (how.what == trace_request::kind::four_byte) {
            inner_.emplace<evm::four_byte_tracer>(evm::fork9_rules::precompiles.size());
        } else if (how.what == trace_request::kind::call || how.what == trace_request::kind::flat_call) {
            inner_.emplace<evm::call_tracer>(how.calls);
        }
    }

    template <class ReadSlot>
    void step(const evm::step_view& view, const ReadSlot& read_slot) {
        if (auto* t = std::get_if<evm::call_tracer>(&inner_)) {
            t->step(view, read_slot);
        }
    }
    void spent(std::int64_t) {}
    void fault(evm::halt) {}
    void enter(const evm::call_view& view) {
        to_calls([&](auto& t) { t.enter(view); });
    }
    void leave(evm::halt how, std::int64_t gas_left, byte_view output) {
        to_calls([&](auto& t) { t.leave(how, gas_left, output); });
    }
    void logged(const evm::log& entry) {
        to_calls([&](auto& t) { t.logged(entry); });
    }
    void destroyed(const address& account, const address& receiver, const u256& amount, unsigned depth) {
        to_calls([&](auto& t) { t.destroyed(account, receiver, amount, depth); });
    }
    template <evm::state_source Source>
    void finish(evm::journal<Source>& state, const evm::transaction& tx, const address& coinbase) {
        if (auto* t = std::get_if<evm::prestate_tracer>(&inner_)) {
            t->finish(state, tx, coinbase);
        }
    }

    /// The trace's text when all is over.
    result<std::string> text(std::uint64_t gas_limit, const traced_outcome& o, const trace_place& at) {
        if (const auto* t = std::get_if<evm::prestate_tracer>(&inner_)) {
            return prestate_text(*t, how_.differences);
        }
        if (const auto* t = std::get_if<evm::four_byte_tracer>(&inner_)) {
            return four_byte_text(*t);
        }
        auto* t = std::get_if<evm::call_tracer>(&inner_);
        if (t == nullptr) {
            return std::string{"{}"};
        }
        if (t->overflowed()) {
            return error{"the trace is larger than " + std::to_string(how_.calls.max_bytes) +
                         " bytes; ask for the top call only, or without logs"};
        }
        evm::transaction tx;
        tx.gas_limit = gas_limit;
        evm::receipt done;
        done.gas_used = o.gas_used;
        t->settle(tx, done);
        return how_.what == trace_request::kind::call
                   ? call_text(t->root())
                   : flat_calls_text(t->root(), at, how_.precompiles, how_.parity_errors);
    }

private:
    template <class Tell>
    void to_calls(Tell&& tell) {
        if (auto* t = std::get_if<evm::call_tracer>(&inner_)) {
            tell(*t);
        } else if (auto* counter = std::get_if<evm::four_byte_tracer>(&inner_)) {
            tell(*counter);
        }
    }

    trace_request how_;
    std::variant<std::monostate, evm::call_tracer, evm::prestate_tracer, evm::four_byte_tracer> inner_;
};

/// The text of a list of instructions, unless it lacks some.
inline result<std::string> steps_text(const evm::struct_log_tracer& t, const traced_outcome& o) {
    if (t.overflowed()) {
        return error{"the trace is larger than " + std::to_string(t.options().max_bytes) +
                     " bytes; ask for fewer instructions by limit, or without stack, memory and storage"};
    }
    return struct_log_text(t, o);
}

} // namespace zonogon::rpc
