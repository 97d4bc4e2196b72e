#include "fake_l1.hpp"

#include <algorithm>

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/merkle/append_tree.hpp>
#include <zonogon/rollup/accumulated_hash.hpp>
#include <zonogon/rollup/transaction.hpp>

#include "l1/abi.hpp"
#include "l1/parse.hpp"

namespace zonogon::test {
namespace {

using l1::abi_writer;
using nlohmann::json;

constexpr std::uint64_t genesis_time = 1'700'000'000;

bytes32 word(const u256& v) {
    return v.to_bytes();
}
bytes32 word(const address& a) {
    bytes32 out{};
    std::ranges::copy(a, out.begin() + 12);
    return out;
}
bytes32 root_of(const std::vector<bytes32>& leaves) {
    merkle::append_tree tree;
    for (const bytes32& leaf : leaves) {
        (void)tree.append(leaf);
    }
    return tree.root();
}
std::uint64_t number_of(const json& j) {
    return std::stoull(j.get<std::string>(), nullptr, 16);
}

} // namespace

const l1::rollup_contracts& fake_l1::contracts() {
    static const l1::rollup_contracts out = [] {
        l1::rollup_contracts c;
        c.l1_chain_id = 31337;
        c.chain_id = 1001;
        c.rollup_manager = address{0xa1};
        c.rollup = address{0xa2};
        c.global_exit_root_manager = address{0xa3};
        c.bridge = address{0xa4};
        c.fee_token = address{0xa5};
        c.rollup_id = 1;
        c.first_block = 2;
        return c;
    }();
    return out;
}

fake_l1::fake_l1() {
    chain_.push_back({hash::keccak256(bytes{1}), {}, genesis_time, {}, {}});
    mine();
}

fake_l1::block& fake_l1::open() {
    block b;
    b.parent = chain_.back().hash;
    b.timestamp = chain_.back().timestamp + 12;
    bytes text;
    append(text, b.parent);
    append_big_endian<8>(text, salt_);
    b.hash = hash::keccak256(text);
    b.after = chain_.back().after;
    chain_.push_back(std::move(b));
    return chain_.back();
}

void fake_l1::log(block& b, const address& source, const std::vector<bytes32>& topics, const bytes& data) {
    const std::uint64_t number = chain_.size() - 1;
    json out{{"address", to_hex(source)},
             {"data", to_hex(data)},
             {"blockNumber", l1::quantity(u256{number})},
             {"blockHash", to_hex(b.hash)},
             {"transactionHash", to_hex(hash::keccak256(b.hash, b.hash))},
             {"transactionIndex", "0x0"},
             {"logIndex", l1::quantity(u256{b.logs.size()})},
             {"removed", false},
             {"topics", json::array()}};
    for (const bytes32& t : topics) {
        out["topics"].push_back(to_hex(t));
    }
    b.logs.push_back(std::move(out));
}

void fake_l1::transaction(block& b, const address& from, const address& to, const bytes& input) {
    const std::string name = to_hex(hash::keccak256(b.hash, b.hash));
    transactions_[name] = json{{"hash", name}, {"from", to_hex(from)}, {"to", to_hex(to)}, {"input", to_hex(input)}};
}

void fake_l1::mine(std::uint64_t blocks) {
    const std::scoped_lock hold(lock_);
    for (std::uint64_t i = 0; i < blocks; ++i) {
        open();
    }
}
void fake_l1::mine_to(std::uint64_t head) {
    mine(head - this->head());
}

void fake_l1::drop(std::uint64_t blocks) {
    const std::scoped_lock hold(lock_);
    chain_.resize(chain_.size() - blocks);
    ++salt_;
}

void fake_l1::update_exit_root(block& b) {
    contract_state& s = b.after;
    const u256 ger = u256::from_bytes(hash::keccak256(word(s.mainnet_exit_root), word(s.rollup_exit_root)));
    bytes leaf;
    append(leaf, word(ger));
    append(leaf, b.parent);
    append_big_endian<8>(leaf, b.timestamp);
    s.leaves.push_back(hash::keccak256(leaf));
    log(b, contracts().global_exit_root_manager,
        {l1::event_topic("UpdateL1InfoTree(bytes32,bytes32)"), word(s.mainnet_exit_root), word(s.rollup_exit_root)},
        {});
}

void fake_l1::deposit(std::uint64_t what) {
    const std::scoped_lock hold(lock_);
    block& b = open();
    b.after.mainnet_exit_root = u256::from_bytes(hash::keccak256(word(u256{what})));
    update_exit_root(b);
}

void fake_l1::fold(contract_state& s, const bytes& data, const u256& root, std::uint64_t limit, const address& coinbase,
                   const u256& block_hash) {
    s.accumulated =
        rollup::accumulated_input_hash(s.accumulated, hash::keccak256(data), root, limit, coinbase, block_hash);
    ++s.last_batch;
}

void fake_l1::end_sequence(block& b, std::uint64_t before) {
    b.after.sequences[b.after.last_batch] = {b.after.accumulated, before};
    log(b, contracts().rollup_manager, {l1::event_topic("OnSequenceBatches(uint32,uint64)"), word(u256{1})},
        abi_writer{}.number(b.after.last_batch).take());
}

void fake_l1::create() {
    const std::scoped_lock hold(lock_);
    block& b = open();
    contract_state& s = b.after;
    s.deployed = true;
    s.l2_time = b.timestamp;
    // A call of an address without code, by nobody (price 0).
    rollup::transaction tx;
    tx.gas_limit = 30'000'000;
    tx.to = contracts().bridge;
    tx.data = bytes(4, 0xf8);
    tx.r = *u256::parse("0x5ca1ab1e0");
    tx.s = *u256::parse("0x5ca1ab1e");
    tx.v = 27;
    bytes data;
    rollup::append_to_batch(data, tx);
    const u256 ger = u256::from_bytes(hash::keccak256(word(s.mainnet_exit_root), word(s.rollup_exit_root)));
    fold(s, data, ger, b.timestamp, sequencer(), u256::from_bytes(b.parent));
    transaction(b, address{0xdd}, contracts().rollup_manager, {1, 2, 3, 4});
    end_sequence(b, 0);
    log(b, contracts().rollup, {l1::event_topic("InitialSequenceBatches(bytes,bytes32,address)")},
        abi_writer{}.text(data).word(ger).account(sequencer()).take());
    log(b, contracts().rollup_manager,
        {l1::event_topic("CreateNewRollup(uint32,uint32,address,uint64,address)"), word(u256{1})},
        abi_writer{}.number(1).account(contracts().rollup).number(1001).account({}).take());
}

void fake_l1::force(const bytes& data, bool by_contract) {
    const std::scoped_lock hold(lock_);
    block& b = open();
    contract_state& s = b.after;
    const u256 ger = u256::from_bytes(hash::keccak256(word(s.mainnet_exit_root), word(s.rollup_exit_root)));
    s.queue[++s.last_forced] = {data, ger, b.timestamp, u256::from_bytes(b.parent)};
    const address user{0xee};
    const address contract{0xcc};
    transaction(b, user, by_contract ? contract : contracts().rollup,
                by_contract ? bytes{9, 9, 9, 9} : abi_writer{}.text(data).number(7).call(l1::force_batch));
    log(b, contracts().rollup, {l1::event_topic("ForceBatch(uint64,bytes32,address,bytes)"), word(u256{s.last_forced})},
        abi_writer{}.word(ger).account(by_contract ? contract : user).text(by_contract ? data : bytes{}).take());
}

void fake_l1::sequence(const std::vector<wanted_batch>& batches, std::uint64_t max_timestamp, bool wrapped,
                       std::optional<std::uint64_t> with_deposit) {
    const std::scoped_lock hold(lock_);
    block& b = open();
    contract_state& s = b.after;
    if (with_deposit) {
        s.mainnet_exit_root = u256::from_bytes(hash::keccak256(word(u256{*with_deposit})));
        update_exit_root(b);
    }
    l1::sequence_call call;
    call.max_timestamp = std::min(max_timestamp, b.timestamp + 36);
    call.initial_batch = s.last_batch;
    call.coinbase = sequencer();
    const u256 root = u256::from_bytes(root_of(s.leaves));
    for (const wanted_batch& one : batches) {
        if (one.forced) {
            const forced& f = s.queue.at(++s.last_forced_sequenced);
            call.batches.push_back({f.data, f.global_exit_root, f.timestamp, f.block_hash});
            fold(s, f.data, f.global_exit_root, f.timestamp, call.coinbase, f.block_hash);
        } else {
            call.batches.push_back({one.data, {}, 0, {}});
            fold(s, one.data, root, call.max_timestamp, call.coinbase, {});
        }
    }
    bytes input = l1::encode_sequence_batches(call);
    if (wrapped) {
        // Behind the selector of something else, and once before with other arguments.
        bytes outer = l1::encode_sequence_batches({{{{1}, {}, 0, {}}}, 5, call.initial_batch, {}});
        append(outer, input);
        input = abi_writer{}.text(outer).call(l1::function_selector("execute(bytes)"));
    }
    transaction(b, sequencer(), wrapped ? address{0xcd} : contracts().rollup, input);
    end_sequence(b, call.initial_batch);
    log(b, contracts().rollup, {l1::event_topic("SequenceBatches(uint64,bytes32)"), word(u256{s.last_batch})},
        abi_writer{}.word(root).take());
}

void fake_l1::sequence_forced(std::uint64_t count) {
    const std::scoped_lock hold(lock_);
    block& b = open();
    contract_state& s = b.after;
    const std::uint64_t before = s.last_batch;
    const address user{0xee};
    std::vector<l1::batch_data> batches;
    for (std::uint64_t i = 0; i < count; ++i) {
        const forced& f = s.queue.at(++s.last_forced_sequenced);
        batches.push_back({f.data, f.global_exit_root, f.timestamp, f.block_hash});
        fold(s, f.data, f.global_exit_root, f.timestamp, user, f.block_hash);
    }
    transaction(b, user, contracts().rollup, l1::encode_sequence_force_batches(batches));
    end_sequence(b, before);
    log(b, contracts().rollup, {l1::event_topic("SequenceForceBatches(uint64)"), word(u256{s.last_batch})}, {});
}

void fake_l1::verify(std::uint64_t batch, const u256& state_root, const u256& exit_root) {
    const std::scoped_lock hold(lock_);
    block& b = open();
    const address aggregator{0xab};
    log(b, contracts().rollup,
        {l1::event_topic("VerifyBatches(uint64,bytes32,address)"), word(u256{batch}), word(aggregator)},
        abi_writer{}.word(state_root).take());
    log(b, contracts().rollup_manager,
        {l1::event_topic("VerifyBatchesTrustedAggregator(uint32,uint64,bytes32,bytes32,address)"), word(u256{1}),
         word(aggregator)},
        abi_writer{}.number(batch).word(state_root).word(exit_root).take());
}

void fake_l1::noise() {
    const std::scoped_lock hold(lock_);
    block& b = open();
    log(b, contracts().rollup_manager, {l1::event_topic("EmergencyStateActivated()")}, {});
    log(b, contracts().rollup, {hash::keccak256(bytes{7})}, bytes(5, 5));
    log(b, contracts().rollup_manager, {l1::event_topic("OnSequenceBatches(uint32,uint64)"), word(u256{2})},
        abi_writer{}.number(77).take());
    log(b, contracts().rollup, {}, {});
}

json fake_l1::header(std::uint64_t number) const {
    if (number >= chain_.size()) {
        return nullptr;
    }
    const block& b = chain_[number];
    return {{"number", l1::quantity(u256{number})},
            {"hash", to_hex(b.hash)},
            {"parentHash", to_hex(b.parent)},
            {"timestamp", l1::quantity(u256{b.timestamp})},
            {"gasLimit", "0x1c9c380"}};
}

json fake_l1::logs(const json& filter) const {
    json out = json::array();
    for (std::uint64_t n = number_of(filter["fromBlock"]); n <= number_of(filter["toBlock"]) && n < chain_.size();
         ++n) {
        for (const json& l : chain_[n].logs) {
            const json& sources = filter["address"];
            if (std::ranges::find(sources, l["address"]) != sources.end()) {
                out.push_back(l);
            }
        }
    }
    return out;
}

json fake_l1::call(const json& what, std::uint64_t number) const {
    const contract_state& s = chain_[number].after;
    const bytes input = *from_hex(what["input"].get<std::string>());
    l1::selector function{};
    std::copy_n(input.begin(), 4, function.begin());
    const std::string to = what["to"];
    if (function == l1::function_selector("getRoot()") && to == to_hex(contracts().global_exit_root_manager)) {
        return to_hex(root_of(s.leaves));
    }
    if (!s.deployed) {
        return "0x";
    }
    if (function == l1::function_selector("lastAccInputHash()") && to == to_hex(contracts().rollup)) {
        return to_hex(word(s.accumulated));
    }
    if (function == l1::function_selector("lastForceBatch()") && to == to_hex(contracts().rollup)) {
        return to_hex(word(u256{s.last_forced}));
    }
    if (function == l1::function_selector("getRollupSequencedBatches(uint32,uint64)") &&
        to == to_hex(contracts().rollup_manager)) {
        l1::abi_reader in{byte_view{input}.subspan(4)};
        in.number();
        const auto found = s.sequences.find(in.number());
        const auto [hash, before] = found == s.sequences.end() ? std::pair<u256, std::uint64_t>{} : found->second;
        return to_hex(abi_writer{}.word(hash).number(5).number(before).take());
    }
    return nullptr;
}

json fake_l1::answer(const std::string& method, const json& parameters) {
    const auto block_of = [this](const json& name) {
        if (name == "latest") {
            return head();
        }
        if (name == "finalized") {
            return head() < 10 ? 0 : head() - 10;
        }
        return number_of(name);
    };
    if (method == "eth_getBlockByNumber") {
        return header(block_of(parameters[0]));
    }
    if (method == "eth_getLogs") {
        return logs(parameters[0]);
    }
    if (method == "eth_getTransactionByHash") {
        const auto found = transactions_.find(parameters[0]);
        return found == transactions_.end() ? json{} : found->second;
    }
    return call(parameters[0], block_of(parameters[1]));
}

l1::reply fake_l1::post(const std::string& body) {
    const std::scoped_lock hold(lock_);
    const json asked_for = json::parse(body);
    const auto one = [this](const json& q) {
        const std::string method = q["method"];
        ++asked[method];
        json out{{"jsonrpc", "2.0"}, {"id", q["id"]}};
        if (method == "eth_call" && q["params"][1] != "latest") {
            const std::uint64_t number = number_of(q["params"][1]);
            if (number > head() || head() - number > kept_states) {
                out["error"] = {{"code", -32000},
                                {"message", number > head() ? "header not found" : "missing trie node"}};
                return out;
            }
        }
        out["result"] = answer(method, q["params"]);
        if (tamper) {
            tamper(method, q["params"], out["result"]);
        }
        return out;
    };
    std::string text;
    if (asked_for.is_array()) {
        json out = json::array();
        for (const json& q : asked_for) {
            out.push_back(one(q));
        }
        text = out.dump();
    } else {
        text = one(asked_for).dump();
    }
    if (cut) {
        cut(text);
    }
    return {l1::reply::kind::body, text};
}

} // namespace zonogon::test
