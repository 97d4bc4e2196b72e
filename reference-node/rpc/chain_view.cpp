#include "rpc/chain_view.hpp"

#include <algorithm>

#include "rpc/pending_moments.hpp"
#include "state/batch_record.hpp"
#include "state/l1_record.hpp"

namespace zonogon::rpc {

failure as_failure(const error& why) {
    return {server_error, why.message, {}};
}

failure no_such_block(const block_reference& which) {
    return {
        server_error, std::holds_alternative<bytes32>(which) ? "header for hash not found" : "header not found", {}};
}

result<chain_view> chain_view::open(const chain_services& on) {
    auto at = on.present->now();
    return at ? result<chain_view>{chain_view{*std::move(at), on.chain_id, false}} : std::move(at).why();
}

result<chain_view> chain_view::open(const chain_services& on, const block_reference& which) {
    auto last = on.present->now();
    if (!last) {
        return std::move(last).why();
    }
    if (on.pending == nullptr || which != block_reference{block_tag::pending}) {
        return chain_view{*std::move(last), on.chain_id, false};
    }
    auto at = on.pending->over(*last);
    if (!at) {
        return std::move(at).why();
    }
    const bool pending = *at != *last;
    return chain_view{*std::move(at), on.chain_id, pending};
}

result<std::uint64_t> chain_view::last_block_of(std::uint64_t batch) const {
    // What L1 has may be ahead of what this node has executed.
    const auto newest = state::read_last_batch(from());
    if (!newest) {
        return newest.why();
    }
    if (batch == 0 || !*newest) {
        return std::uint64_t{0};
    }
    const auto row = state::read_batch(from(), std::min(batch, (*newest)->number));
    if (!row) {
        return row.why();
    }
    return *row ? std::min((*row)->last_block, head().number) : std::uint64_t{0};
}

result<std::optional<std::uint64_t>> chain_view::number(const block_reference& which) const {
    using answer_type = result<std::optional<std::uint64_t>>;
    if (const auto* tag = std::get_if<block_tag>(&which)) {
        result<std::uint64_t> out = head().number;
        if (*tag == block_tag::earliest) {
            out = std::uint64_t{0};
        } else if (*tag == block_tag::safe) {
            const auto last = state::read_last_virtual_batch(from());
            out = last ? last_block_of(*last ? (*last)->number : 0) : result<std::uint64_t>{last.why()};
        } else if (*tag == block_tag::finalized) {
            const auto last = state::read_last_verified_batch(from());
            out = last ? last_block_of(*last ? (*last)->number : 0) : result<std::uint64_t>{last.why()};
        }
        return out ? answer_type{std::optional{*out}} : answer_type{out.why()};
    }
    if (const auto* number = std::get_if<std::uint64_t>(&which)) {
        return *number <= head().number ? std::optional{*number} : std::optional<std::uint64_t>{};
    }
    return state::find_block(from(), *std::get_if<bytes32>(&which));
}

result<std::optional<state::block_record>> chain_view::block(std::uint64_t number) const {
    return state::read_block(from(), number);
}

result<std::optional<state::block_record>> chain_view::block(const block_reference& which) const {
    const auto n = number(which);
    if (!n) {
        return n.why();
    }
    return *n ? block(**n) : result<std::optional<state::block_record>>{std::optional<state::block_record>{}};
}

result<std::optional<state::block_record>> chain_view::header(const block_reference& which) const {
    const auto n = number(which);
    if (!n) {
        return n.why();
    }
    if (*n == head().number) {
        return std::optional{at_->header};
    }
    return *n ? state::read_block_header(from(), **n)
              : result<std::optional<state::block_record>>{std::optional<state::block_record>{}};
}

result<whole_block> chain_view::whole_with_transactions(const state::block_record& b) const {
    whole_block out{b, {}, {}, pending_ && b.number == head().number};
    for (std::size_t i = 0; i < b.transactions.size(); ++i) {
        auto t = state::read_transaction(from(), b.transactions[i]);
        if (!t) {
            return t.why();
        }
        if (!*t) {
            return error{"a transaction of block " + std::to_string(b.number) + " is not in the database"};
        }
        out.transactions.push_back(**std::move(t));
        // Of transactions with one hash (a signature can be spelled again in batch data) the first is kept.
        out.transactions.back().block = b.number;
        out.transactions.back().index = i;
    }
    return out;
}

result<whole_block> chain_view::whole(const state::block_record& b) const {
    auto out = whole_with_transactions(b);
    if (!out) {
        return out;
    }
    auto receipts = state::read_receipts(from(), b.number);
    if (!receipts) {
        return receipts.why();
    }
    if (receipts->size() != b.transactions.size()) {
        return error{"receipts of block " + std::to_string(b.number) + " are not in the database"};
    }
    out->receipts = *std::move(receipts);
    return out;
}

state::view chain_view::state_after(const state::block_record& b) const {
    return {from(), state::head{b.number, b.timestamp, b.state_root}, chain_id_};
}

result<std::optional<chain_view::found_transaction>> chain_view::transaction(const bytes32& hash) const {
    auto t = state::read_transaction(from(), hash);
    if (!t) {
        return t.why();
    }
    if (!*t) {
        return std::optional<found_transaction>{};
    }
    auto b = block((*t)->block);
    if (!b) {
        return b.why();
    }
    if (!*b) {
        return error{"block " + std::to_string((*t)->block) + " is not in the database"};
    }
    return std::optional{found_transaction{**std::move(b), **std::move(t)}};
}

} // namespace zonogon::rpc
