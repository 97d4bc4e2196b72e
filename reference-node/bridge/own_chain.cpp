#include "bridge/chain.hpp"
#include "state/block_record.hpp"
#include "state/head.hpp"

namespace zonogon::bridge {

result<store::checkpoint> own_chain::head() {
    const auto found = state::read_head(from_);
    if (!found) {
        return found.why();
    }
    if (!*found) {
        return error{"this node has no genesis"};
    }
    return store::checkpoint{(*found)->number, (*found)->state_root.to_bytes()};
}

result<std::optional<bytes32>> own_chain::hash_of(std::uint64_t number) {
    const auto found = state::read_block(from_, number);
    if (!found) {
        return found.why();
    }
    return *found ? std::optional{(*found)->hash()} : std::optional<bytes32>{};
}

result<std::vector<event_block>> own_chain::read(std::uint64_t from, std::uint64_t to) {
    // One moment's view: the synchronizer may undo blocks meanwhile.
    const auto moment = from_.view();
    std::vector<event_block> out;
    for (std::uint64_t number = from; number <= to; ++number) {
        auto block = read_one(*moment, number);
        if (!block) {
            return error{"L2 block " + std::to_string(number) + ": " + block.why().message};
        }
        if (number == to || !block->events.empty() || !block->imported.empty()) {
            out.push_back(*std::move(block));
        }
    }
    return out;
}

result<event_block> own_chain::read_one(const store::reader& from, std::uint64_t number) const {
    const auto found = state::read_block(from, number);
    if (!found) {
        return found.why();
    }
    if (!*found) {
        return error{"is not there any more"};
    }
    const state::block_record& block = **found;
    event_block out{number, block.hash(), {}, {}};
    if (!block.global_exit_root.is_zero()) {
        out.imported.push_back(block.global_exit_root.to_bytes());
    }
    if (block.transactions.empty()) {
        return out;
    }
    const auto receipts = state::read_receipts(from, number);
    if (!receipts) {
        return receipts.why();
    }
    for (const state::receipt_record& receipt : *receipts) {
        const place where{number, block.timestamp, receipt.transaction_hash};
        for (const evm::log& one : receipt.logs) {
            auto read = read_event(of_, one.where, one.topics, one.data, where);
            if (!read) {
                return std::move(read).why();
            }
            if (*read) {
                out.events.push_back(**std::move(read));
            }
        }
    }
    return out;
}

result<std::optional<std::uint64_t>> own_chain::deposit_count(std::uint64_t) {
    return std::optional<std::uint64_t>{};
}

} // namespace zonogon::bridge
