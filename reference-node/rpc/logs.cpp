#include "rpc/logs.hpp"

#include "rpc/chain_view.hpp"
#include "rpc/json_text.hpp"
#include "state/log_search.hpp"

namespace zonogon::rpc {
namespace {

struct block_range {
    std::uint64_t first = 0, last = 0;
};

/// The blocks that a filter means, or why there are none.
std::variant<block_range, failure> range_of(const chain_services& on, const chain_view& chain, const log_filter& what) {
    const std::uint64_t newest = chain.head().number;
    const auto* asked_from = what.from ? std::get_if<std::uint64_t>(&*what.from) : nullptr;
    const auto* asked_to = what.to ? std::get_if<std::uint64_t>(&*what.to) : nullptr;
    if (asked_from != nullptr && asked_to != nullptr && *asked_from > *asked_to) {
        return failure{invalid_params, "invalid block range params", {}};
    }
    if ((asked_from != nullptr && *asked_from > newest) || (asked_to != nullptr && *asked_to > newest)) {
        return failure{invalid_params, "block range extends beyond current head block", {}};
    }
    const auto first = chain.number(what.from.value_or(block_tag::latest));
    const auto last = chain.number(what.to.value_or(block_tag::latest));
    if (!first || !last) {
        return as_failure(first ? last.why() : first.why());
    }
    if (!*first || !*last || **first > **last) {
        return failure{invalid_params, "invalid block range params", {}};
    }
    if (**last - **first >= on.limit.max_log_blocks) {
        return failure{limit_exceeded,
                       "query exceeds the limit of " + std::to_string(on.limit.max_log_blocks) + " blocks; blocks " +
                           std::to_string(**first) + " to " + std::to_string(**first + on.limit.max_log_blocks - 1) +
                           " would fit",
                       {}};
    }
    return block_range{**first, **last};
}

} // namespace

answer find_logs(const chain_services& on, const log_filter& what) {
    const auto chain = chain_view::open(on);
    if (!chain) {
        return as_failure(chain.why());
    }
    block_range range;
    if (what.block_hash) {
        const auto n = chain->number(block_reference{*what.block_hash});
        if (!n) {
            return as_failure(n.why());
        }
        if (!*n) {
            return failure{server_error, "unknown block", {}};
        }
        range = {**n, **n};
    } else {
        const auto asked = range_of(on, *chain, what);
        if (const auto* why = std::get_if<failure>(&asked)) {
            return *why;
        }
        range = *std::get_if<block_range>(&asked);
    }
    state::log_filter wanted = what.what;
    wanted.from = range.first;
    wanted.to = range.last;
    const auto found = state::find_logs(chain->from(), wanted, {on.limit.max_logs, on.limit.max_log_blocks});
    if (!found) {
        return failure{limit_exceeded, found.why().message, {}};
    }
    json_list out;
    for (const state::found_log& l : *found) {
        out.add(log_text(l.what,
                         {l.block, l.block_hash, l.block_timestamp, l.transaction_hash, l.transaction_index, l.index},
                         false));
    }
    return out.take();
}

} // namespace zonogon::rpc
