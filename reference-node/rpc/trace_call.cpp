#include "rpc/observer.hpp"
#include "rpc/simulated_call.hpp"
#include "rpc/traced_run.hpp"

namespace zonogon::rpc {

result<std::string> trace_call(const simulation& on, const state::call& what, const trace_request& how) {
    const evm::transaction tx = as_transaction(what);
    const auto finish = [&](const result<simulated_call>& done, const auto& show) -> result<std::string> {
        if (!done) {
            return done.why();
        }
        if (!done->receipt.valid()) {
            return error{done->refused};
        }
        return show(traced_outcome{done->receipt.gas_used, done->receipt.success(), done->receipt.output});
    };
    if (how.what == trace_request::kind::struct_log) {
        evm::struct_log_tracer tracer{how.steps};
        return finish(run_simulated(on, tx, tracer), [&](const traced_outcome& o) { return steps_text(tracer, o); });
    }
    observer tracer{how};
    return finish(run_simulated(on, tx, tracer),
                  [&](const traced_outcome& o) { return tracer.text(tx.gas_limit, o, {}); });
}

} // namespace zonogon::rpc
