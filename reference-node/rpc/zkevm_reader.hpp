#pragma once

#include <utility>
#include <vector>

#include "rpc/chain_view.hpp"
#include "rpc/registry.hpp"
#include "state/batch_record.hpp"
#include "state/l1_record.hpp"

// What the units of zkevm_* share.

namespace zonogon::rpc {

/// A method over one moment of the chain: `read(chain, p)` gives the answer; faults of parameters are looked for first.
template <class Read>
void add_zkevm_reader(registry& to, const chain_services& on, const char* name, const char* summary,
                      std::vector<parameter_info> parameters, const char* result, Read read) {
    to.add({name, summary, std::move(parameters), result, [on, read](rpc::parameters& p, const caller&) -> answer {
                const auto chain = chain_view::open(on);
                if (!chain) {
                    return as_failure(chain.why());
                }
                answer out = read(*chain, p);
                return p.wrong() ? answer{*p.wrong()} : out;
            }});
}

/// The exit roots that a batch imported last; all zero if it imported none.
result<state::exit_root_record> imported_exit_roots(const chain_view& chain, const state::batch_record& b);

/// The last parameter of the witness methods: there is one kind, that with nothing unneeded.
void read_witness_mode(parameters& p, std::size_t i);

/// zkevm_getLatestGlobalExitRoot, zkevm_getExitRootsByGER, zkevm_getExitRootTable, zkevm_getL2BlockInfoTree.
void add_exit_root_methods(registry& to, const chain_services& on);

} // namespace zonogon::rpc
