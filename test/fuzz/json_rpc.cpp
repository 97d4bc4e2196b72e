#include <cstddef>
#include <cstdint>
#include <string_view>

#include <nlohmann/json.hpp>

#include "rpc/call_request.hpp"
#include "rpc/dispatcher.hpp"
#include "rpc/log_filter.hpp"
#include "rpc/node_methods.hpp"
#include "rpc/trace_request.hpp"

namespace {

using namespace zonogon;

const rpc::parameter_info anything{"a", "{}", false};

/// A method of as many parameters as there are readers of single values.
rpc::answer read_values(rpc::parameters& p, const rpc::caller&) {
    (void)p.address(0);
    (void)p.block(1);
    (void)p.quantity(2);
    (void)p.number(3);
    (void)p.hash(4);
    return p.wrong() ? rpc::answer{*p.wrong()} : rpc::answer{rpc::data_text(p.data(0))};
}

/// The readers of objects: calls, overrides, filters, options of traces.
rpc::answer read_call(rpc::parameters& p, const rpc::caller&) {
    const state::call what = rpc::read_call_request(p, 0);
    (void)p.block(1);
    const rpc::call_overrides otherwise = rpc::read_overrides(p, 2, 3);
    if (p.wrong()) {
        return *p.wrong();
    }
    return std::to_string(what.data.size() + otherwise.accounts.size());
}
rpc::answer read_filter(rpc::parameters& p, const rpc::caller&) {
    const rpc::log_filter f = rpc::read_log_filter(p, 0);
    (void)rpc::read_number_or_quantity(p, 1);
    return p.wrong() ? rpc::answer{*p.wrong()} : rpc::answer{std::to_string(f.what.topics.size())};
}
rpc::answer read_trace(rpc::parameters& p, const rpc::caller&) {
    const rpc::trace_request how = rpc::read_trace_request(p, 0, 1'000);
    (void)rpc::read_override_members(p, 0);
    return p.wrong() ? rpc::answer{*p.wrong()} : rpc::answer{std::to_string(static_cast<int>(how.what))};
}

} // namespace

// Any body gets either nothing or one JSON text: a response or a list of them. Every reader of parameters is behind a
// method here.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const rpc::registry* methods = [] {
        auto* out = new rpc::registry;
        rpc::add_node_methods(*out, {1001, "fuzz"});
        out->add({"f", "", {anything, anything, anything, anything, anything}, "{}", read_values});
        out->add({"call", "", {anything, anything, anything, anything}, "{}", read_call});
        out->add({"filter", "", {anything, anything}, "{}", read_filter});
        out->add({"trace", "", {anything}, "{}", read_trace});
        return out;
    }();
    static const rpc::dispatcher calls{*methods, {}};
    const std::string_view body{reinterpret_cast<const char*>(data), size};
    const std::string text = calls.handle(body, {"fuzz", nullptr, {}});
    if (calls.count(body) == 0 || (!text.empty() && nlohmann::json::parse(text, nullptr, false).is_discarded())) {
        __builtin_trap();
    }
    return 0;
}
