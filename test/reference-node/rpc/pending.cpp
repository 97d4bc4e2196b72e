#include "support/catch.hpp"

#include <memory>

#include "chain_scene.hpp"
#include "rpc/pending_moments.hpp"
#include "state/open_block.hpp"

namespace rpc_pending_tests {

using namespace zonogon;
using namespace zonogon::test;
using nlohmann::json;

namespace {

/// The methods of a chain whose sequencer has a block open.
struct scene : chain_scene {
    scene() {
        add_batch({rollup::change_l2_block{10, 0}, to_contract(1, 0, creator)});
        rpc::chain_services on{db, id_, u256{1'000'000'000}, waiting.get(), &events};
        on.pending = std::make_shared<const rpc::pending_moments>(id_, [this] { return open; });
        rpc::add_chain_methods(methods, on);
    }
    /// Opens a block of these on the last one.
    void begin(const std::vector<rollup::transaction>& all) {
        const auto head = **state::read_head(db);
        auto made = std::make_shared<state::open_block>();
        made->parent_state_root = head.state_root;
        made->opening.timestamp = u256{head.timestamp + 3};
        made->opening.coinbase = address{0xc0};
        for (rollup::transaction tx : all) {
            tx.percentage = 0xff;
            const auto decoded = pool::decode_transaction(pool::encode_transaction(tx));
            REQUIRE(decoded);
            made->transactions.push_back(std::make_shared<const state::open_block::item>(
                state::open_block::item{tx, decoded->hash, decoded->from}));
        }
        open = made;
    }
    json slot(const char* block) const {
        return get("eth_getStorageAt", {to_hex(contract_number(creator)), "0x0", block});
    }

    std::shared_ptr<const state::open_block> open;
};

std::string word(std::uint64_t n) {
    return u256{n}.to_hex_full();
}

} // namespace

TEST_CASE("pending is the last block while none is open, and where the open one does not stand on it") {
    scene s;
    CHECK(s.get("eth_getBlockByNumber", {"pending", false}) == s.get("eth_getBlockByNumber", {"latest", false}));
    s.begin({to_contract(1, 1, creator)});
    s.add_batch({rollup::change_l2_block{10, 0}, to_contract(2, 0, creator)});
    CHECK(s.get("eth_getBlockByNumber", {"pending", false}) == s.get("eth_getBlockByNumber", {"latest", false}));
    CHECK(s.slot("pending") == word(2));
}

TEST_CASE("pending is the open block: header, transactions, receipts, state") {
    scene s;
    s.begin({to_contract(1, 1, creator), to_contract(2, 0, emitter, two_words(1, 2))});
    const json latest = s.get("eth_getBlockByNumber", {"latest", true});
    const json block = s.get("eth_getBlockByNumber", {"pending", true});
    CHECK(latest["number"] == "0x1");
    CHECK(block["number"] == "0x2");
    CHECK(block["parentHash"] == latest["hash"]);
    for (const char* unknown : {"hash", "nonce", "miner"}) {
        CHECK(block[unknown].is_null());
    }
    REQUIRE(block["transactions"].size() == 2);
    CHECK(block["transactions"][0]["blockHash"].is_null());
    CHECK(block["transactions"][0]["from"] == to_hex(key_number(1).owner()));
    CHECK(block["transactions"][1]["transactionIndex"] == "0x1");
    CHECK(block["gasUsed"] != "0x0");
    CHECK(block["logsBloom"] != latest["logsBloom"]);
    CHECK(s.get("eth_getBlockTransactionCountByNumber", {"pending"}) == "0x2");
    const json receipts = s.get("eth_getBlockReceipts", {"pending"});
    REQUIRE(receipts.size() == 2);
    CHECK(receipts[0]["status"] == "0x1");
    CHECK(receipts[0]["blockHash"].is_null());
    REQUIRE(receipts[1]["logs"].size() == 2);
    CHECK(receipts[1]["logs"][0]["blockHash"].is_null());
    CHECK(s.get("eth_getTransactionByBlockNumberAndIndex", {"pending", "0x1"})["hash"] ==
          block["transactions"][1]["hash"]);

    CHECK(s.slot("latest") == word(1));
    CHECK(s.slot("pending") == word(2));
    const std::string sender = to_hex(key_number(1).owner());
    CHECK(s.get("eth_getBalance", {sender, "pending"}) != s.get("eth_getBalance", {sender, "latest"}));
    CHECK(s.get("eth_getBalance", {to_hex(address{0xc0}), "pending"}) != "0x0");
    // The contract answers with what it counted: a call there sees the open block.
    const json call{{"to", to_hex(contract_number(creator))}};
    CHECK(s.get("eth_estimateGas", {call, "pending"}) == s.get("eth_estimateGas", {call, "latest"}));
    // Only this tag means it.
    CHECK(s.get("eth_blockNumber") == "0x1");
    CHECK(s.get("eth_getBlockByNumber", {"0x2", false}).is_null());

    // Closed, the block is the same one with its hash.
    s.add_batch(
        {rollup::change_l2_block{3, 0}, to_contract(1, 1, creator), to_contract(2, 0, emitter, two_words(1, 2))});
    const json closed = s.get("eth_getBlockByNumber", {"latest", true});
    for (const char* same : {"number", "parentHash", "gasUsed", "logsBloom", "transactionsRoot", "receiptsRoot"}) {
        CHECK(closed[same] == block[same]);
    }
    CHECK(s.slot("pending") == word(2));
}

TEST_CASE("the open block is executed again when it has grown, but not all the time") {
    scene s;
    const rpc::pending_moments pending{chain_id, [&] { return s.open; }};
    const state::moments present{s.db};
    const auto base = *present.now();
    CHECK(*pending.over(base) == base);
    s.begin({to_contract(1, 1, creator)});
    const auto first = pending.over(base);
    REQUIRE(first);
    CHECK((*first)->head.number == 2);
    CHECK(*pending.over(base) == *first);
    s.begin({to_contract(1, 1, creator), to_contract(2, 0, creator)});
    const auto until = rpc::pending_moments::clock::now() + std::chrono::seconds(10);
    auto grown = pending.over(base);
    while (grown && *grown == *first && rpc::pending_moments::clock::now() < until) {
        grown = pending.over(base);
    }
    REQUIRE(grown);
    CHECK((*grown)->head.state_root != (*first)->head.state_root);
    CHECK(state::read_receipts(*(*grown)->from, 2)->size() == 2);
}

} // namespace rpc_pending_tests
