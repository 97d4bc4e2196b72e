#include "synchronizer/l1_effects.hpp"

#include <string>
#include <utility>

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/rollup/l1_info.hpp>

#include "synchronizer/l1_effects_detail.hpp"

namespace zonogon::synchronizer {

using namespace l1_effects_detail;

result<std::vector<block_effects>> l1_effects::run() {
    std::vector<block_effects> out;
    const auto finish = [&](const l1::block_header& header) {
        block_effects one{{header.number, header.hash, header.parent_hash, header.timestamp}, std::move(changes_)};
        state::put_l1_block(one.changes, one.block);
        out.push_back(std::move(one));
        begin_block();
    };
    begin_block();
    for (std::size_t i = 0; i < range_.logs.size(); ++i) {
        const l1::log& l = range_.logs[i];
        const auto event = decode_event(l, contracts_);
        if (!event) {
            return event.why();
        }
        if (status taken = std::visit([&](const auto& e) { return take(l, e); }, *event); !taken) {
            return taken.why();
        }
        if (i + 1 == range_.logs.size() || range_.logs[i + 1].block_number != l.block_number) {
            if (status fits = end_block(l.block_number); !fits) {
                return fits.why();
            }
            finish(range_.header(l.block_number));
        }
    }
    if (out.empty() || out.back().block.number != range_.last().number) {
        finish(range_.last());
    }
    return out;
}

void l1_effects::begin_block() {
    changes_ = {};
    verified_.clear();
    rollup_verified_.clear();
    counted_.reset();
}

status l1_effects::end_block(std::uint64_t number) {
    if (counted_ && *counted_ != at_.last_batch) {
        return error{"L1 block " + std::to_string(number) + " ends with batch " + std::to_string(at_.last_batch) +
                     ", the manager counts " + std::to_string(*counted_)};
    }
    for (const rollup_verified_event& e : rollup_verified_) {
        const auto found = verified_.find(e.number);
        if (found == verified_.end() || found->second != e.state_root) {
            return batch_error(e.number, "manager and rollup do not report the same verified state");
        }
    }
    return {};
}

status l1_effects::take(const l1::log& l, const exit_root_event& e) {
    const l1::block_header& header = range_.header(l.block_number);
    state::exit_root_record r;
    r.index = static_cast<std::uint32_t>(at_.tree.size());
    r.mainnet_exit_root = e.mainnet;
    r.rollup_exit_root = e.rollup;
    r.global_exit_root = u256::from_bytes(hash::keccak256(e.mainnet.to_bytes(), e.rollup.to_bytes()));
    r.parent_block_hash = u256::from_bytes(header.parent_hash);
    r.timestamp = header.timestamp;
    r.l1_block = l.block_number;
    const rollup::l1_info_leaf leaf{r.global_exit_root, r.parent_block_hash, r.timestamp, {}};
    if (status added = at_.tree.append(rollup::l1_info_leaf_hash(leaf)); !added) {
        return added;
    }
    r.l1_info_root = u256::from_bytes(at_.tree.root());
    state::put_exit_root(changes_, r);
    return {};
}

status l1_effects::take(const l1::log& l, const forced_batch_event& e) {
    if (e.number != at_.last_forced + 1) {
        return error{"L1 announces forced batch " + std::to_string(e.number) + " after " +
                     std::to_string(at_.last_forced)};
    }
    const l1::block_header& header = range_.header(l.block_number);
    state::forced_batch_record r;
    r.number = e.number;
    r.global_exit_root = e.global_exit_root;
    r.timestamp = header.timestamp;
    r.parent_block_hash = u256::from_bytes(header.parent_hash);
    r.sender = e.sender;
    r.data = e.data;
    r.l1_block = l.block_number;
    if (e.data.empty()) {
        const auto tx = find_transaction(l.transaction_hash);
        if (!tx) {
            return tx.why();
        }
        // A contract may force an empty batch; a sender without code has the data in the transaction.
        if (tx->from == e.sender) {
            auto data = l1::decode_force_batch(tx->input);
            if (!data) {
                return error{"forced batch " + std::to_string(e.number) + ": " + data.why().message};
            }
            r.data = *std::move(data);
        }
    }
    at_.last_forced = e.number;
    state::put_forced_batch(changes_, r);
    forced_[e.number] = std::move(r);
    return {};
}

status l1_effects::take(const l1::log& l, const verified_event& e) {
    if (e.number == 0 || e.number > at_.last_batch) {
        return batch_error(e.number, "it is verified before it is sequenced");
    }
    state::put_verified_batch(
        changes_, {e.number, e.state_root, e.local_exit_root, e.aggregator, l.block_number, l.transaction_hash});
    verified_[e.number] = e.state_root;
    return {};
}

status l1_effects::take(const l1::log&, const rollup_verified_event& e) {
    rollup_verified_.push_back(e);
    return {};
}

status l1_effects::take(const l1::log&, const counted_event& e) {
    counted_ = e.last_batch;
    return {};
}

status l1_effects::take(const l1::log&, const rollup_event& e) {
    if (e.rollup != contracts_.rollup || e.chain_id != contracts_.chain_id) {
        return error{"rollup " + std::to_string(contracts_.rollup_id) + " of the manager is " + to_hex(e.rollup) +
                     " with chain id " + std::to_string(e.chain_id) + ", not what is configured"};
    }
    return {};
}

status l1_effects::take(const l1::log&, const ignored_event&) {
    return {};
}

status l1_effects::take(const l1::log&, const unknown_event& e) {
    unknown_.insert(e.topic);
    return {};
}

} // namespace zonogon::synchronizer
