#include "support/catch.hpp"

#include <string>

#include "../sequencer/rollup_node.hpp"
#include "scene.hpp"

namespace synchronizer_on_anvil_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

using memory_node = rollup_node<store::memory_store>;

rollup_definition definition_of(const devnet& chain) {
    return {chain.placed.contracts, chain.placed.genesis};
}

bytes deposit_call() {
    return l1::abi_writer{}
        .number(1)
        .account({})
        .flag(true)
        .text(byte_view{})
        .call(l1::function_selector("bridgeMessage(uint32,address,bool,bytes)"));
}

/// A transaction of one of anvil's accounts, in a block of its own.
void send_now(devnet& chain, const address& from, const address& to, const bytes& data) {
    const std::uint64_t before = chain.head();
    chain.tell("eth_sendTransaction",
               R"([{"from":")" + to_hex(from) + R"(","to":")" + to_hex(to) + R"(","data":")" + to_hex(data) + R"("}])");
    for (int i = 0; i < 5'000 && chain.head() == before; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    REQUIRE(chain.head() == before + 1);
}
void deposit(devnet& chain) {
    send_now(chain, l1_key(administrator).owner(), chain.placed.contracts.bridge, deposit_call());
}

/// The blocks of L2 with all that belongs to them.
std::vector<std::string> blocks_of(const store::reader& from) {
    using store::family;
    std::vector<std::string> out;
    for (const family f :
         {family::l2_block, family::l2_block_hash, family::transaction, family::receipt, family::log_index}) {
        REQUIRE(from.scan(f, store::key_range::all(), store::order::ascending, [&](byte_view key, byte_view value) {
            out.push_back(std::to_string(static_cast<int>(f)) + to_hex(key) + to_hex(value));
            return true;
        }));
    }
    return out;
}

/// Compares line by line: whole lists are too long to print.
void check_same(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    CHECK(a.size() == b.size());
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        CHECK(a[i] == b[i]);
    }
}

void check_same_as_fresh(devnet& chain, const follower& f) {
    follower fresh{*chain.over, false, definition_of(chain)};
    fresh.sync();
    check_same(content(f.db), content(fresh.db));
}

} // namespace

TEST_CASE("a node rebuilt from L1 alone has the state of the one that made the batches") {
    devnet chain;
    const auto& contracts = chain.placed.contracts;
    store::memory_store memory;
    memory_node n{memory, chain};
    n.make_batch({raw_transfer(1, 0), raw_transfer(2, 0)});
    deposit(chain);
    n.sync();
    // A deposit on L2 makes a local exit root; the bridge has the address that it has on L1.
    rollup::transaction leaving;
    leaving.gas_price = gwei;
    leaving.gas_limit = 500'000;
    leaving.to = contracts.bridge;
    leaving.value = u256{5};
    leaving.data = l1::abi_writer{}
                       .number(0)
                       .account(address{0x77})
                       .number(5)
                       .account({})
                       .flag(true)
                       .text(byte_view{})
                       .call(l1::function_selector("bridgeAsset(uint32,address,uint256,address,bool,bytes)"));
    n.make_batch({raw_transaction(3, leaving), raw_transfer(1, 1)});
    CHECK(n.batch(3).l1_info_index == 1);
    CHECK(!n.batch(3).local_exit_root.is_zero());
    chain.send(contracts.fee_token, l1::abi_writer{}
                                        .account(contracts.rollup)
                                        .word(u256::max())
                                        .call(l1::function_selector("approve(address,uint256)")));
    for (const bytes& data : {forced_transfer(9, 0), bytes{0x77}}) {
        chain.send(contracts.rollup, l1::abi_writer{}.text(byte_view{data}).word(u256::max()).call(l1::force_batch));
    }
    n.sync();
    n.make_batch({raw_transfer(2, 1)});
    n.make_batch({raw_transfer(2, 2)});
    const std::uint64_t last = n.closed_batches();
    REQUIRE(last >= 6);
    REQUIRE(n.post(last));

    follower f{*chain.over, false, definition_of(chain)};
    f.sync();
    REQUIRE(f.last_batch() == last);
    check_same(blocks_of(f.db), blocks_of(n.db));
    std::size_t invalid = 0;
    std::size_t forced = 0;
    for (std::uint64_t i = 1; i <= last; ++i) {
        INFO("batch " << i);
        const state::batch_record there = **state::read_batch(f.db, i);
        const state::batch_record own = n.batch(i);
        CHECK(there.state_root == own.state_root);
        CHECK(there.local_exit_root == own.local_exit_root);
        CHECK(there.data == own.data);
        CHECK(there.valid == own.valid);
        CHECK(there.forced_number == own.forced_number);
        CHECK(there.first_block == own.first_block);
        CHECK(there.last_block == own.last_block);
        CHECK(there.l1_info_index == own.l1_info_index);
        invalid += there.valid ? 0 : 1;
        forced += there.forced_number != 0 ? 1 : 0;
    }
    CHECK(invalid == 1);
    CHECK(forced == 2);
    CHECK(f.events.empty());

    // The last sequence goes with its block, and comes back.
    const std::uint64_t head = f.head().number;
    const auto sequenced = **state::read_virtual_batch(f.db, last);
    const auto call = *need(chain.node->transaction_input(sequenced.l1_transaction));
    chain.tell("anvil_reorg", "[" + std::to_string(chain.head() - sequenced.l1_block + 1) + ", []]");
    f.sync();
    CHECK(f.head().number < head);
    check_same_as_fresh(chain, f);
    n.sync();
    CHECK(n.on_l1() < last);
    send_now(chain, sequenced.sender, contracts.rollup, call);
    n.sync();
    CHECK(n.on_l1() == last);
    n.check_accumulated();
    f.sync();
    CHECK(f.last_batch() == last);
    check_same(blocks_of(f.db), blocks_of(n.db));
    check_same_as_fresh(chain, f);
}

TEST_CASE("a batch on L1 that runs out of zk-counters changes nothing, and the next one goes on") {
    devnet chain;
    const auto& contracts = chain.placed.contracts;
    deposit(chain);
    follower f{*chain.over, false, definition_of(chain)};
    f.sync();
    const auto leaf = state::read_last_exit_root(f.db)->value();
    const auto before = **state::read_block(f.db, f.head().number);
    const auto importing = [&](std::size_t blocks) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> out(blocks, {0, leaf.index});
        out[0].first = static_cast<std::uint32_t>(leaf.timestamp - before.timestamp);
        return empty_blocks(out);
    };
    const address sequencer = l1_key(trusted_sequencer).owner();
    send_now(chain, sequencer, contracts.fee_token,
             l1::abi_writer{}
                 .account(contracts.rollup)
                 .word(u256::max())
                 .call(l1::function_selector("approve(address,uint256)")));
    // Every block proves its leaf again: eighty take more Keccaks than a proof has room for.
    l1::sequence_call call;
    call.batches = {{importing(80), {}, 0, {}}, {importing(5), {}, 0, {}}};
    call.max_timestamp = leaf.timestamp;
    call.initial_batch = 1;
    call.coinbase = sequencer;
    send_now(chain, sequencer, contracts.rollup, l1::encode_sequence_batches(call));
    f.sync();
    REQUIRE(f.last_batch() == 3);
    const auto over = **state::read_batch(f.db, 2);
    const auto within = **state::read_batch(f.db, 3);
    CHECK(!over.valid);
    CHECK(over.state_root == before.state_root);
    CHECK(within.valid);
    CHECK(within.last_block - within.first_block + 1 == 5);
    CHECK(within.first_block == before.number + 1);
    CHECK(f.events.empty());
    CHECK(within.accumulated_input_hash == chain.last_accumulated_hash());
    check_same_as_fresh(chain, f);
}

TEST_CASE("an L1 that goes back to a snapshot, and one that is reorganised, are followed") {
    devnet chain;
    follower f{*chain.over, false, definition_of(chain)};
    f.sync();
    CHECK(f.last_batch() == 1);
    CHECK((*state::read_batch(f.db, 1))->accumulated_input_hash == chain.placed.first_batch.accumulated_input_hash);
    std::string snapshot;
    need(chain.node->raw().call({"evm_snapshot", "[]"}, [&](const nlohmann::json& j) {
        snapshot = j.get<std::string>();
        return status{};
    }));
    deposit(chain);
    deposit(chain);
    f.sync();
    CHECK(state::read_last_exit_root(f.db)->value().index == 2);
    chain.tell("evm_revert", "[\"" + snapshot + "\"]");
    CHECK(f.round().why().message.find("below block") != std::string::npos);
    chain.mine(4);
    f.sync();
    CHECK(state::read_last_exit_root(f.db)->value().index == 0);
    deposit(chain);
    const std::uint64_t first = chain.head();
    deposit(chain);
    f.sync();
    // The newer deposit goes; then the older one as well, and comes back later.
    chain.tell("anvil_reorg", "[1, []]");
    f.sync();
    CHECK(state::read_last_exit_root(f.db)->value().index == 1);
    chain.tell("anvil_reorg", "[" + std::to_string(chain.head() - first + 1) + ", []]");
    f.sync();
    CHECK(state::read_last_exit_root(f.db)->value().index == 0);
    deposit(chain);
    f.sync();
    CHECK(state::read_last_exit_root(f.db)->value().index == 1);
    CHECK(state::read_last_exit_root(f.db)->value().l1_block > first);
    check_same_as_fresh(chain, f);
}

TEST_CASE("every depth of reorganisation from 1 to 64 on anvil", "[.long]") {
    std::unique_ptr<devnet> chain;
    std::unique_ptr<follower> f;
    for (std::uint64_t depth = 1; depth <= 64; ++depth) {
        INFO("depth " << depth);
        // Anvil 1.7.1 confuses the states of old blocks after some 900 of them.
        if (!chain || chain->head() + depth > 500) {
            if (f) {
                check_same_as_fresh(*chain, *f);
            }
            f.reset();
            chain = std::make_unique<devnet>();
            chain->mine(64);
            f = std::make_unique<follower>(*chain->over, false, definition_of(*chain));
            f->sync();
        }
        // The deposit is in the oldest block that goes.
        deposit(*chain);
        if (depth > 1) {
            chain->mine(static_cast<int>(depth - 1));
        }
        f->sync();
        const auto had = state::read_last_exit_root(f->db)->value();
        chain->tell("anvil_reorg", "[" + std::to_string(depth) + ", []]");
        if (depth % 2 == 1) {
            deposit(*chain);
        }
        f->sync();
        const auto has = state::read_last_exit_root(f->db)->value();
        CHECK(has.index == (depth % 2 == 1 ? had.index : had.index - 1));
        CHECK(has != had);
    }
    check_same_as_fresh(*chain, *f);
}

} // namespace synchronizer_on_anvil_tests
