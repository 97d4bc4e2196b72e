#include <zonogon/base/hex.hpp>

#include "rpc/call_failure.hpp"
#include "rpc/call_request.hpp"
#include "rpc/chain_view.hpp"
#include "rpc/json_text.hpp"
#include "rpc/simulation.hpp"
#include "rpc/state_methods.hpp"

namespace zonogon::rpc {
namespace {

const parameter_info call_parameter{"transaction", schema::object};
const parameter_info block_parameter{"block", schema::block, false};
const parameter_info state_overrides_parameter{"stateOverrides", schema::object, false};
const parameter_info block_overrides_parameter{"blockOverrides", schema::object, false};

/// A method whose parameters are a call, a block and overrides: `run(simulation, call)` gives the answer.
template <class Run>
void add_call_method(registry& to, const chain_services& on, const char* name, const char* summary, const char* schema,
                     Run run) {
    to.add({name,
            summary,
            {call_parameter, block_parameter, state_overrides_parameter, block_overrides_parameter},
            schema,
            [on, run](parameters& p, const caller&) -> answer {
                const state::call what = read_call_request(p, 0);
                const auto block = p.block(1);
                call_overrides otherwise = read_overrides(p, 2, 3);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return at_block(on, block, [&](const chain_view& chain, const state::block_record& b) -> answer {
                    return run(simulation{chain.from(), b, on.chain_id, std::move(otherwise)}, what);
                });
            }});
}

std::string access_text(const std::vector<evm::access_entry>& list) {
    json_list out;
    for (const evm::access_entry& entry : list) {
        json_list keys;
        for (const u256& slot : entry.slots) {
            keys.add(data_text(slot.to_bytes()));
        }
        out.add(json_object{}.add("address", data_text(entry.where)).add("storageKeys", keys.take()).take());
    }
    return out.take();
}

} // namespace

void add_call_methods(registry& to, const chain_services& on) {
    add_call_method(to, on, "eth_call", "Runs a call without keeping its effects", schema::data,
                    [](const simulation& s, const state::call& what) -> answer {
                        const auto done = s.run(what);
                        if (!done) {
                            return as_failure(done.why());
                        }
                        return done->what == state::call_outcome::kind::success ? answer{data_text(done->output)}
                                                                                : answer{call_failure(*done)};
                    });
    add_call_method(to, on, "eth_estimateGas", "The least gas limit with which a transaction succeeds",
                    schema::quantity, [](const simulation& s, const state::call& what) -> answer {
                        const auto found = s.estimate_gas(what);
                        if (!found) {
                            return as_failure(found.why());
                        }
                        return found->failure ? answer{call_failure(*found->failure)}
                                              : answer{quantity_text(found->gas)};
                    });
    add_call_method(to, on, "eth_createAccessList",
                    "The accounts and slots that a transaction touches; the rollup's transactions cannot carry them",
                    schema::object, [](const simulation& s, const state::call& what) -> answer {
                        const auto found = s.access_list(what);
                        if (!found) {
                            return as_failure(found.why());
                        }
                        const state::call_outcome& o = found->outcome;
                        if (o.what == state::call_outcome::kind::invalid) {
                            return call_failure(o);
                        }
                        json_object out;
                        out.add("accessList", access_text(found->list));
                        if (o.what != state::call_outcome::kind::success) {
                            out.add("error", json_string(o.what == state::call_outcome::kind::reverted
                                                             ? std::string{"execution reverted"}
                                                             : o.message));
                        }
                        return out.add("gasUsed", quantity_text(o.gas_used)).take();
                    });
}

} // namespace zonogon::rpc
