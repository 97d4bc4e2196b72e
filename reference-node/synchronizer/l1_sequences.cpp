// How l1_effects reads the batches that a transaction brought to L1.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/hash/keccak.hpp>
#include <zonogon/rollup/accumulated_hash.hpp>

#include "store/record.hpp"
#include "synchronizer/l1_effects.hpp"
#include "synchronizer/l1_effects_detail.hpp"

namespace zonogon::synchronizer {

using namespace l1_effects_detail;

namespace {

constexpr l1::selector get_sequenced = l1::function_selector("getRollupSequencedBatches(uint32,uint64)");

/// The calldata from every place on where a call of the function may begin: the transaction's own first, then those
/// that a contract may have passed on.
std::vector<byte_view> calls_within(byte_view calldata, const l1::selector& function) {
    std::vector<byte_view> out;
    auto at = calldata.begin();
    while ((at = std::search(at, calldata.end(), function.begin(), function.end())) != calldata.end()) {
        out.push_back(calldata.subspan(static_cast<std::size_t>(at - calldata.begin())));
        ++at;
    }
    return out;
}

} // namespace

/// The batches of a call as they follow the position.
l1_effects::records l1_effects::fold(const l1::sequence_call& call, const u256& l1_info_root, const l1::log& l,
                                     const address& from) const {
    records out;
    u256 accumulated = at_.accumulated_input_hash;
    std::uint64_t forced = at_.last_forced_sequenced;
    for (const l1::batch_data& given : call.batches) {
        state::virtual_batch_record& r = out.emplace_back();
        r.number = at_.last_batch + out.size();
        r.l1_block = l.block_number;
        r.l1_transaction = l.transaction_hash;
        r.sender = from;
        r.coinbase = call.coinbase;
        r.l1_info_root = given.is_forced() ? given.forced_global_exit_root : l1_info_root;
        r.timestamp_limit = given.is_forced() ? given.forced_timestamp : call.max_timestamp;
        r.forced_block_hash_l1 = given.is_forced() ? given.forced_block_hash : u256{};
        r.forced_number = given.is_forced() ? ++forced : 0;
        r.data = given.transactions;
        accumulated = rollup::accumulated_input_hash(accumulated, hash::keccak256(r.data), r.l1_info_root,
                                                     r.timestamp_limit, r.coinbase, r.forced_block_hash_l1);
        r.accumulated_input_hash = accumulated;
    }
    return out;
}

/// Whether forced batches are those of the queue.
status l1_effects::check_forced(const records& batches) const {
    for (const state::virtual_batch_record& b : batches) {
        if (b.forced_number == 0) {
            continue;
        }
        // Its number stays 0 when nobody announced it.
        state::forced_batch_record announced;
        if (const auto here = forced_.find(b.forced_number); here != forced_.end()) {
            announced = here->second;
        } else {
            auto stored = state::read_forced_batch(store_, b.forced_number);
            if (!stored) {
                return stored.why();
            }
            if (*stored) {
                announced = std::move(**stored);
            }
        }
        if (announced.number != b.forced_number || announced.data != b.data ||
            announced.global_exit_root != b.l1_info_root || announced.timestamp != b.timestamp_limit ||
            announced.parent_block_hash != b.forced_block_hash_l1) {
            return batch_error(b.number,
                               "it is not forced batch " + std::to_string(b.forced_number) + " as that was announced");
        }
    }
    return {};
}

status l1_effects::accept(const records& batches) {
    if (status fine = check_forced(batches); !fine) {
        return fine;
    }
    for (const state::virtual_batch_record& b : batches) {
        state::put_virtual_batch(changes_, b);
        if (b.forced_number != 0) {
            at_.last_forced_sequenced = b.forced_number;
            changes_.put(store::family::meta, forced_key(), store::number_key(b.forced_number));
        }
    }
    at_.last_batch = batches.back().number;
    at_.accumulated_input_hash = batches.back().accumulated_input_hash;
    return {};
}

/// The batches that a transaction sequenced. `read` gives the calls that a piece of calldata may be, with nothing but
/// the L1 info root still to be known; of all pieces that begin with the selector, that which gives the accumulated
/// input hash of L1 is the right one.
template <class Read>
status l1_effects::take_call(const l1::log& l, std::uint64_t last_batch, const u256& l1_info_root,
                             const l1::selector& function, const char* name, Read&& read) {
    const auto kept = find_sequence(last_batch);
    if (!kept) {
        return kept.why();
    }
    const auto tx = find_transaction(l.transaction_hash);
    if (!tx) {
        return tx.why();
    }
    std::string why = std::string{"its transaction does not call "} + name;
    for (const byte_view one : calls_within(tx->input, function)) {
        const result<std::vector<l1::sequence_call>> calls = read(one, *tx);
        if (!calls) {
            why = calls.why().message;
            continue;
        }
        why = "its data do not give the accumulated input hash of L1";
        for (const l1::sequence_call& call : *calls) {
            const records batches = fold(call, l1_info_root, l, tx->from);
            if (batches.back().number == last_batch &&
                batches.back().accumulated_input_hash == kept->accumulated_input_hash) {
                return accept(batches);
            }
        }
    }
    return batch_error(last_batch, why);
}

status l1_effects::take(const l1::log& l, const sequence_event& e) {
    if (e.l1_info_root != u256::from_bytes(at_.tree.root())) {
        return batch_error(e.last_batch, "its L1 info root is not that of the exit roots so far");
    }
    return take_call(l, e.last_batch, e.l1_info_root, l1::sequence_batches, "sequenceBatches",
                     [](byte_view calldata, const transaction&) -> result<std::vector<l1::sequence_call>> {
                         auto call = l1::decode_sequence_batches(calldata);
                         if (!call) {
                             return call.why();
                         }
                         return std::vector<l1::sequence_call>{*std::move(call)};
                     });
}

status l1_effects::take(const l1::log& l, const forced_sequence_event& e) {
    return take_call(l, e.last_batch, {}, l1::sequence_force_batches, "sequenceForceBatches",
                     [](byte_view calldata, const transaction& tx) -> result<std::vector<l1::sequence_call>> {
                         const auto batches = l1::decode_sequence_force_batches(calldata);
                         if (!batches) {
                             return batches.why();
                         }
                         // The coinbase is who called the rollup: the sender, or the contract that it called.
                         std::vector<l1::sequence_call> out(2);
                         out[0].coinbase = tx.from;
                         out[1].coinbase = tx.to.value_or(tx.from);
                         out[0].batches = out[1].batches = *batches;
                         return out;
                     });
}

status l1_effects::take(const l1::log& l, const given_batch_event& e) {
    const l1::block_header& header = range_.header(l.block_number);
    const auto kept = find_sequence(e.number);
    if (!kept) {
        return kept.why();
    }
    const auto tx = find_transaction(l.transaction_hash);
    if (!tx) {
        return tx.why();
    }
    // It is chained like a forced batch, but stands in no queue.
    l1::sequence_call call;
    call.batches.push_back({e.data, e.global_exit_root, header.timestamp, u256::from_bytes(header.parent_hash)});
    call.coinbase = e.sequencer;
    records batches = fold(call, {}, l, tx->from);
    batches.front().forced_number = 0;
    if (batches.front().number != e.number || batches.front().accumulated_input_hash != kept->accumulated_input_hash) {
        return batch_error(e.number, "the event does not give the accumulated input hash of L1");
    }
    return accept(batches);
}

result<l1_effects::sequence> l1_effects::find_sequence(std::uint64_t last_batch) {
    const bytes call = l1::abi_writer{}.number(contracts_.rollup_id).number(last_batch).call(get_sequenced);
    auto answer = call_contract(contracts_.rollup_manager, call, range_.last().number);
    if (!answer && is_answer(answer.why())) {
        // Nodes forget old states; what a sequence left behind does not change.
        answer = call_contract(contracts_.rollup_manager, call, l1::tag::latest);
    }
    if (!answer) {
        return answer.why();
    }
    l1::abi_reader in{*answer};
    sequence out;
    out.accumulated_input_hash = in.word();
    in.number();
    out.last_before = in.number();
    if (const status whole = in.outcome("manager's answer about a sequence"); !whole) {
        return whole.why();
    }
    if (out.last_before != at_.last_batch) {
        return batch_error(last_batch, "L1 sequences it after batch " + std::to_string(out.last_before) +
                                           ", known are those up to " + std::to_string(at_.last_batch));
    }
    return out;
}

} // namespace zonogon::synchronizer
