#include "rpc/trace_request.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace zonogon::rpc {
namespace {

using nlohmann::json;
using kind = trace_request::kind;

constexpr std::array<std::pair<std::string_view, kind>, 5> tracers{{
    {"callTracer", kind::call},
    {"prestateTracer", kind::prestate},
    {"4byteTracer", kind::four_byte},
    {"flatCallTracer", kind::flat_call},
    {"noopTracer", kind::nothing},
}};

class request_reader {
public:
    request_reader(parameters& p, std::size_t i) : p_(p), i_(i) {}

    const json* member(const json& in, const char* name) {
        const auto found = in.find(name);
        return found == in.end() || found->is_null() ? nullptr : &*found;
    }
    bool truth(const json& in, const char* name, bool otherwise) {
        const json* j = member(in, name);
        if (j == nullptr) {
            return otherwise;
        }
        if (!j->is_boolean()) {
            p_.fail(i_, std::string{"json: cannot unmarshal non-boolean into Go struct field .config."} + name +
                            " of type bool");
            return otherwise;
        }
        return j->get<bool>();
    }
    void steps(const json& in, evm::struct_log_options& out) {
        out.stack = !truth(in, "disableStack", false);
        out.storage = !truth(in, "disableStorage", false);
        out.memory = truth(in, "enableMemory", false);
        out.return_data = truth(in, "enableReturnData", false);
        if (const json* limit = member(in, "limit")) {
            if (!limit->is_number_unsigned()) {
                p_.fail(i_, "json: cannot unmarshal into Go struct field .config.limit of type int");
                return;
            }
            out.limit = limit->get<std::size_t>();
        }
    }
    void tracer(const json& in, trace_request& out) {
        const json* name = member(in, "tracer");
        if (name == nullptr) {
            return;
        }
        const auto* text = name->get_ptr<const std::string*>();
        const auto found = std::ranges::find_if(tracers, [&](const auto& t) { return text && t.first == *text; });
        if (found == tracers.end()) {
            p_.fail(i_, "tracer not found, want callTracer, prestateTracer, 4byteTracer, flatCallTracer or noopTracer");
            return;
        }
        out.what = found->second;
        const json* config = member(in, "tracerConfig");
        if (config == nullptr) {
            return;
        }
        if (!config->is_object()) {
            p_.fail(i_, "json: cannot unmarshal non-object into Go struct field .config.tracerConfig");
            return;
        }
        out.calls.only_top_call = truth(*config, "onlyTopCall", false);
        out.calls.with_logs = truth(*config, "withLog", false);
        out.differences = truth(*config, "diffMode", false);
        out.precompiles = truth(*config, "includePrecompiles", false);
        out.parity_errors = truth(*config, "convertParityErrors", false);
    }

private:
    parameters& p_;
    std::size_t i_;
};

} // namespace

trace_request read_trace_request(parameters& p, std::size_t i, std::size_t max_bytes) {
    trace_request out;
    const json* in = p.raw(i);
    if (in != nullptr && !in->is_object()) {
        p.fail(i, "json: cannot unmarshal non-object into Go value of type tracers.TraceConfig");
    } else if (in != nullptr) {
        request_reader read{p, i};
        read.steps(*in, out.steps);
        read.tracer(*in, out);
    }
    out.steps.max_bytes = max_bytes;
    out.calls.max_bytes = max_bytes;
    return out;
}

} // namespace zonogon::rpc
