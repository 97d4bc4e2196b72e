#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include <zonogon/base/result.hpp>

#include "rpc/block_text.hpp"
#include "rpc/chain_services.hpp"
#include "rpc/parameters.hpp"
#include "state/block_record.hpp"
#include "state/head.hpp"
#include "state/view.hpp"

namespace zonogon::rpc {

/// The chain as one call sees it: a moment of the database, so that what a call reads belongs together even while
/// blocks come and go.
class chain_view {
public:
    static result<chain_view> open(const chain_services& on);
    /// The same for a call about this block only: at `pending` the last block is the sequencer's open one.
    static result<chain_view> open(const chain_services& on, const block_reference& which);

    const store::reader& from() const noexcept { return *at_->from; }
    const state::head& head() const noexcept { return at_->head; }

    /// Whether the last block is one that is not closed.
    bool is_pending() const noexcept { return pending_; }

    /// Nothing where there is no such block. `pending` is the last block here; `safe` the last of the last batch that
    /// was sequenced on L1, `finalized` of the last that was verified there (the genesis, if there is none).
    result<std::optional<std::uint64_t>> number(const block_reference& which) const;
    result<std::optional<state::block_record>> block(const block_reference& which) const;
    result<std::optional<state::block_record>> block(std::uint64_t number) const;
    /// The block without its transactions, which costs less than with them.
    result<std::optional<state::block_record>> header(const block_reference& which) const;
    /// The block with its transactions and receipts.
    result<whole_block> whole(const state::block_record& b) const;
    result<whole_block> whole_with_transactions(const state::block_record& b) const;

    /// The state after a block. This object must outlive it.
    state::view state_after(const state::block_record& b) const;

    struct found_transaction {
        state::block_record block;
        state::transaction_record transaction;
    };
    /// An included transaction.
    result<std::optional<found_transaction>> transaction(const bytes32& hash) const;

private:
    chain_view(std::shared_ptr<const state::moment> at, std::uint64_t chain_id, bool pending)
        : at_(std::move(at)), chain_id_(chain_id), pending_(pending) {}
    result<std::uint64_t> last_block_of(std::uint64_t batch) const;

    std::shared_ptr<const state::moment> at_;
    std::uint64_t chain_id_;
    bool pending_;
};

/// A receipt's text, or null; a raw transaction's (of a block or the pool), or null.
answer receipt_answer(const chain_services& on, const bytes32& hash, bool extra);
answer raw_transaction_answer(const chain_services& on, const bytes32& hash);

/// An error of the node as an answer.
failure as_failure(const error& why);
/// What calls about a block that does not exist are told.
failure no_such_block(const block_reference& which);

/// What most methods do once their parameters are read. `find(chain)` looks for something in the moment that was opened
/// and gives a result of an optional; what is there goes to `read(chain, it)`, and where nothing is `otherwise()`
/// answers.
template <class Find, class Read, class Otherwise>
answer look_up(const result<chain_view>& chain, Find&& find, Read&& read, Otherwise&& otherwise) {
    if (!chain) {
        return as_failure(chain.why());
    }
    const auto found = find(*chain);
    if (!found) {
        return as_failure(found.why());
    }
    return *found ? answer{read(*chain, **found)} : answer{otherwise()};
}
/// The same where callers get null for what is not there.
template <class Find, class Read>
answer look_up(const result<chain_view>& chain, Find&& find, Read&& read) {
    return look_up(chain, find, read, [] { return answer{std::string{"null"}}; });
}

/// `read(chain, header)` for the block that a caller means, or the answer that there is none. The header is a block
/// without its transactions.
template <class Read>
answer at_block(const chain_services& on, const block_reference& which, Read&& read) {
    return look_up(
        chain_view::open(on, which), [&](const chain_view& chain) { return chain.header(which); }, read,
        [&] { return answer{no_such_block(which)}; });
}

} // namespace zonogon::rpc
