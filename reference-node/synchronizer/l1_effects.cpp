#include "synchronizer/l1_effects.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/rollup/accumulated_hash.hpp>
#include <zonogon/rollup/l1_info.hpp>

#include "l1/parse.hpp"
#include "store/record.hpp"

namespace zonogon::synchronizer {
namespace {

constexpr l1::selector get_root = l1::function_selector("getRoot()");
constexpr l1::selector last_acc_input_hash = l1::function_selector("lastAccInputHash()");
constexpr l1::selector last_force_batch = l1::function_selector("lastForceBatch()");
constexpr l1::selector get_sequenced = l1::function_selector("getRollupSequencedBatches(uint32,uint64)");

/// Key of the number of the last forced batch that was sequenced.
const bytes& forced_key() {
    static const bytes key{'l', '1', 'f', 'o', 'r', 'c', 'e', 'd'};
    return key;
}

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

error batch_error(std::uint64_t number, const std::string& what) {
    return error{"batch " + std::to_string(number) + " on L1: " + what};
}

bool is_answer(const error& why) {
    return why.message.find(": L1 answers") != std::string::npos;
}

} // namespace

result<l1_position> read_position(const store::reader& from) {
    l1_position out;
    const auto batch = state::read_last_virtual_batch(from);
    const auto forced = state::read_last_forced_batch(from);
    const auto leaf = state::read_last_exit_root(from);
    const auto taken = from.get(store::family::meta, forced_key());
    if (!batch || !forced || !leaf || !taken) {
        return !batch ? batch.why() : !forced ? forced.why() : !leaf ? leaf.why() : taken.why();
    }
    if (*batch) {
        out.last_batch = (*batch)->number;
        out.accumulated_input_hash = (*batch)->accumulated_input_hash;
    }
    out.last_forced = *forced ? (*forced)->number : 0;
    out.last_forced_sequenced = *taken ? store::record_reader{**taken}.number() : 0;
    for (std::uint64_t i = 0; *leaf && i <= (*leaf)->index; ++i) {
        const auto one = state::read_exit_root(from, static_cast<std::uint32_t>(i));
        if (!one) {
            return one.why();
        }
        if (!*one) {
            return error{"the store lacks leaf " + std::to_string(i) + " of the L1 info tree"};
        }
        const rollup::l1_info_leaf value{(*one)->global_exit_root, (*one)->parent_block_hash, (*one)->timestamp, {}};
        if (status added = out.tree.append(rollup::l1_info_leaf_hash(value)); !added) {
            return added.why();
        }
    }
    if (*leaf && u256::from_bytes(out.tree.root()) != (*leaf)->l1_info_root) {
        return error{"the stored leaves of the L1 info tree do not give the stored root"};
    }
    return out;
}

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

status l1_effects::take(const l1::log& l, const sequence_event& e) {
    if (e.l1_info_root != u256::from_bytes(at_.tree.root())) {
        return batch_error(e.last_batch, "its L1 info root is not that of the exit roots so far");
    }
    const auto kept = find_sequence(e.last_batch);
    if (!kept) {
        return kept.why();
    }
    const auto tx = find_transaction(l.transaction_hash);
    if (!tx) {
        return tx.why();
    }
    std::string why = "its transaction does not call sequenceBatches";
    for (const byte_view one : calls_within(tx->input, l1::sequence_batches)) {
        const auto call = l1::decode_sequence_batches(one);
        if (!call) {
            why = call.why().message;
            continue;
        }
        why = "its data do not give the accumulated input hash of L1";
        const records batches = fold(*call, e.l1_info_root, l, tx->from);
        if (batches.back().number == e.last_batch &&
            batches.back().accumulated_input_hash == kept->accumulated_input_hash) {
            return accept(batches);
        }
    }
    return batch_error(e.last_batch, why);
}

status l1_effects::take(const l1::log& l, const forced_sequence_event& e) {
    const auto kept = find_sequence(e.last_batch);
    if (!kept) {
        return kept.why();
    }
    const auto tx = find_transaction(l.transaction_hash);
    if (!tx) {
        return tx.why();
    }
    std::string why = "its transaction does not call sequenceForceBatches";
    for (const byte_view one : calls_within(tx->input, l1::sequence_force_batches)) {
        auto batches = l1::decode_sequence_force_batches(one);
        if (!batches) {
            why = batches.why().message;
            continue;
        }
        why = "its data do not give the accumulated input hash of L1";
        // The coinbase is who called the rollup: the sender, or the contract that it called.
        for (const address& coinbase : {tx->from, tx->to.value_or(tx->from)}) {
            l1::sequence_call call;
            call.batches = *batches;
            call.coinbase = coinbase;
            const records folded = fold(call, {}, l, tx->from);
            if (folded.back().number == e.last_batch &&
                folded.back().accumulated_input_hash == kept->accumulated_input_hash) {
                return accept(folded);
            }
        }
    }
    return batch_error(e.last_batch, why);
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

result<l1_effects::transaction> l1_effects::find_transaction(const bytes32& hash) {
    if (const auto known = transactions_.find(hash); known != transactions_.end()) {
        return known->second;
    }
    transaction out;
    const std::string name = to_hex(hash);
    const status done =
        node_.raw().call({"eth_getTransactionByHash", "[\"" + name + "\"]"}, [&](const nlohmann::json& j) -> status {
            const bool whole = j.is_object() && j.contains("hash") && j.contains("from") && j.contains("input");
            const auto known = whole ? l1::parse_hash(j["hash"]) : result<bytes32>{error{"it is not there"}};
            const auto from = whole ? l1::parse_address(j["from"]) : result<address>{error{"it is not there"}};
            auto input = whole ? l1::parse_data(j["input"]) : result<bytes>{error{"it is not there"}};
            if (!known || !from || !input || *known != hash) {
                return error{"L1 does not give transaction " + name + ", which has an event"};
            }
            out.from = *from;
            out.input = *std::move(input);
            if (const auto to = j.find("to"); to != j.end() && !to->is_null()) {
                const auto receiver = l1::parse_address(*to);
                if (!receiver) {
                    return error{"the receiver " + receiver.why().message};
                }
                out.to = *receiver;
            }
            return {};
        });
    if (!done) {
        return done.why();
    }
    return transactions_.emplace(hash, std::move(out)).first->second;
}

result<bytes> l1_effects::call_contract(const address& contract, const bytes& data, const l1::block_id& at) {
    return node_.call({std::nullopt, contract, {}, data}, at);
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

result<std::optional<u256>> l1_effects::contract_word(const address& contract, const l1::selector& function,
                                                      bool at_head) {
    const auto answer = call_contract(contract, bytes{function.begin(), function.end()}, range_.last().number);
    if (!answer) {
        return at_head || !is_answer(answer.why()) ? result<std::optional<u256>>{answer.why()} : std::optional<u256>{};
    }
    if (answer->empty()) {
        // There is no contract yet.
        return std::optional<u256>{u256{}};
    }
    l1::abi_reader in{*answer};
    const u256 word = in.word();
    const status whole = in.outcome("answer of a contract");
    return whole ? result<std::optional<u256>>{std::optional{word}} : whole.why();
}

status l1_effects::check_contracts(bool at_head) {
    struct question {
        const address& contract;
        const l1::selector& function;
        u256 expected;
        const char* what;
    };
    const u256 root = at_.tree.size() == 0 ? u256{} : u256::from_bytes(at_.tree.root());
    const u256 empty_root = u256::from_bytes(merkle::zero_hashes()[merkle::append_tree_depth]);
    for (const question& q : {question{contracts_.global_exit_root_manager, get_root, root, "exit roots"},
                              question{contracts_.rollup, last_acc_input_hash, at_.accumulated_input_hash, "sequences"},
                              question{contracts_.rollup, last_force_batch, u256{at_.last_forced}, "forced batches"}}) {
        const auto said = contract_word(q.contract, q.function, at_head);
        if (!said) {
            return said.why();
        }
        const bool none_yet = *said && **said == empty_root && at_.tree.size() == 0;
        if (*said && **said != q.expected && !none_yet) {
            return error{"at block " + std::to_string(range_.last().number) + " L1 has other " + q.what +
                         " than its logs tell"};
        }
    }
    return {};
}

} // namespace zonogon::synchronizer
