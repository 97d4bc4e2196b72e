#include "bridge/chain.hpp"

#include "bridge/follower.hpp"
#include "l1/abi.hpp"
#include "reference-node/bridge/support.hpp"
#include "state/block_record.hpp"
#include "state/head.hpp"

namespace bridge_own_chain_tests {

using namespace zonogon;
using namespace zonogon::bridge;
using test::require;
using test::take;

namespace {

const address bridge_address{0xbb};

evm::log deposit_log(std::uint32_t count) {
    l1::abi_writer data;
    data.number(0).number(0).account({}).number(0).account({5}).word(u256{9}).text(bytes{}).number(count);
    return {bridge_address,
            {l1::event_topic("BridgeEvent(uint8,uint32,address,uint32,address,uint256,bytes,uint32)")},
            data.take()};
}

/// A node's database with blocks that deposit.
struct scene : test::books {
    state::database_state_store nodes{db};
    own_chain chain{db, {test::rollup, bridge_address, std::nullopt, std::nullopt}};
    follower f{*of, side::l2, chain, {0, 4}};
    u256 root = take(state::ensure_genesis(db, {}));
    std::uint32_t count = 0;

    void block(std::uint64_t number, const std::vector<evm::log>& logs, const u256& imported = {},
               std::uint64_t branch = 1) {
        state::executed_block b;
        b.outcome.number = number;
        b.outcome.timestamp = 1'000 + number;
        b.outcome.parent_state_root = root;
        b.outcome.state_root = root = u256{1'000'000 * branch + number};
        b.outcome.global_exit_root = imported;
        b.batch = number;
        if (!logs.empty()) {
            state::executed_transaction t;
            t.what.nonce = number;
            t.hash = test::hash_number(number, 3);
            t.outcome.success = true;
            t.outcome.logs = logs;
            b.transactions.push_back(t);
        }
        require(state::append_block(db, nodes, b));
    }
};

} // namespace

TEST_CASE("the node's own L2 is followed from its receipts, and back when blocks are undone") {
    scene s;
    require(s.f.catch_up());
    const deposit first = s.next(side::l1, 3);
    require(s.apply(side::l1, 3, {first, s.roots()}));
    s.block(1, {});
    s.block(2, {deposit_log(0), {{9}, {}, {}}, deposit_log(1)});
    s.block(3, {}, u256::from_bytes(global_exit_root(s.roots())));
    for (std::uint64_t n = 4; n < 12; ++n) {
        s.block(n, n == 11 ? std::vector{deposit_log(2)} : std::vector<evm::log>{});
    }
    require(s.f.catch_up());
    CHECK(s.of->tree_size(test::rollup) == 3);
    const deposit d = *take(s.of->find_deposit(test::rollup, 1));
    CHECK(d.where == place{2, 1'002, test::hash_number(2, 3)});
    CHECK(d.destination == address{5});
    CHECK(s.of->ready(0, 0, test::rollup));
    CHECK(take(s.of->last(side::l2))->number == 11);

    store::write_batch back;
    require(state::collect_block_unwind(s.db, 2, back));
    require(s.db.write(back));
    s.root = u256{1'000'002};
    s.block(3, {deposit_log(2)}, {}, 2);
    require(s.f.catch_up());
    CHECK(take(s.of->last(side::l2)) == store::checkpoint{3, u256{2'000'003}.to_bytes()});
    CHECK(take(s.of->find_deposit(test::rollup, 2))->where.block == 3);
    CHECK(!s.of->ready(0, 0, test::rollup));
}

} // namespace bridge_own_chain_tests
