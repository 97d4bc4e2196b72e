#include <zonogon/rollup/block_executor.hpp>

#include "rpc/json_text.hpp"
#include "rpc/observer.hpp"
#include "rpc/traced_run.hpp"
#include "state/database_state_store.hpp"

namespace zonogon::rpc {
namespace {

/// A block in execution again, from the state before it. Nothing of it is kept.
class replay {
public:
    replay(const store::reader& from, const state::block_record& b, std::uint64_t chain_id)
        : nodes_(from), block_(b), executor_(nodes_, hash::to_hash4(b.parent_state_root), chain_id) {}

    status open() {
        return executor_.open({block_.coinbase, u256{block_.timestamp}, block_.global_exit_root, block_.l1_block_hash});
    }
    template <class Tracer>
    result<rollup::transaction_outcome> run(const state::transaction_record& t, Tracer&& tracer) {
        auto out = executor_.run(t.what, t.from, std::forward<Tracer>(tracer));
        if (out && !out->included()) {
            return error{"transaction " + std::to_string(t.index) + " of block " + std::to_string(block_.number) +
                         " does not run again: " + std::string{rollup::describe(out->skipped)}};
        }
        return out;
    }

private:
    state::database_state_store nodes_;
    const state::block_record& block_;
    rollup::block_executor<state::database_state_store> executor_;
};

result<std::string> trace_next(replay& r, const whole_block& all, std::size_t i, const trace_request& how) {
    const state::transaction_record& t = all.transactions[i];
    const auto finish = [](const result<rollup::transaction_outcome>& done, const auto& show) -> result<std::string> {
        return done ? show(traced_outcome{done->gas_used, done->success, done->output})
                    : result<std::string>{done.why()};
    };
    if (how.what == trace_request::kind::struct_log) {
        evm::struct_log_tracer tracer{how.steps};
        return finish(r.run(t, tracer), [&](const traced_outcome& o) { return steps_text(tracer, o); });
    }
    observer tracer{how};
    const trace_place at{all.block.number, all.block.hash(), i, all.block.transactions[i], true};
    return finish(r.run(t, tracer), [&](const traced_outcome& o) { return tracer.text(t.what.gas_limit, o, at); });
}

} // namespace

result<std::string> trace_transaction(const chain_view& chain, const chain_services& on, const state::block_record& b,
                                      std::size_t index, const trace_request& how) {
    const auto all = chain.whole_with_transactions(b);
    if (!all) {
        return all.why();
    }
    replay r{chain.from(), b, on.chain_id};
    if (status opened = r.open(); !opened) {
        return opened.why();
    }
    for (std::size_t i = 0; i < index; ++i) {
        if (const auto done = r.run(all->transactions[i], evm::no_tracer{}); !done) {
            return done.why();
        }
    }
    return trace_next(r, *all, index, how);
}

result<std::vector<std::string>> trace_block(const chain_view& chain, const chain_services& on,
                                             const state::block_record& b, const trace_request& how) {
    const auto all = chain.whole_with_transactions(b);
    if (!all) {
        return all.why();
    }
    replay r{chain.from(), b, on.chain_id};
    if (status opened = r.open(); !opened) {
        return opened.why();
    }
    std::vector<std::string> out;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < all->transactions.size(); ++i) {
        const auto text = trace_next(r, *all, i, how);
        if (!text) {
            return text.why();
        }
        bytes += text->size();
        if (bytes > on.limit.max_trace_bytes) {
            return error{"the traces of block " + std::to_string(b.number) + " are larger than " +
                         std::to_string(on.limit.max_trace_bytes) + " bytes; trace single transactions"};
        }
        out.push_back(json_object{}.add("txHash", data_text(b.transactions[i])).add("result", *text).take());
    }
    return out;
}

} // namespace zonogon::rpc
