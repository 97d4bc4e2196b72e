#include <string>

#include <zonogon/merkle/sparse_tree.hpp>
#include <zonogon/rollup/block_info.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

namespace rollup_block_info_tests {

using namespace zonogon;

namespace {

u256 word(const nlohmann::json& j) {
    if (j.is_number()) {
        return u256{j.get<std::uint64_t>()};
    }
    const std::string text = j.get<std::string>();
    return u256::parse(text.starts_with("0x") ? text : "0x" + text).value();
}
/// Topics stand in lists of lists of any depth.
void read_topics(const nlohmann::json& j, std::vector<bytes32>& out) {
    if (j.is_array()) {
        for (const auto& inner : j) {
            read_topics(inner, out);
        }
    } else {
        out.push_back(word(j).to_bytes());
    }
}

rollup::block_header header_of(const nlohmann::json& j) {
    rollup::block_header header;
    header.parent_state_root = word(j["oldStateRoot"]);
    const bytes coinbase = *from_hex(j["sequencerAddress"].get<std::string>());
    std::copy(coinbase.begin(), coinbase.end(), header.coinbase.begin());
    header.number = j["newBlockNumber"].get<std::uint64_t>();
    header.gas_limit = word(j["blockGasLimit"]).low64();
    header.timestamp = j["finalTimestamp"].get<std::uint64_t>();
    header.global_exit_root = word(j["finalGER"]);
    header.l1_block_hash = word(j["finalBlockHash"]);
    return header;
}

} // namespace

TEST_CASE("block info trees have the roots that the reference gives", "[rollup][block-info]") {
    const auto file = test::load_vector("receipts/block-info-tree.json");
    CHECK(file.size() == 4);
    for (const auto& j : file) {
        merkle::memory_node_store store;
        rollup::block_info info(header_of(j));
        std::uint64_t gas = 0;
        std::uint64_t log = 0;
        std::uint64_t index = 0;
        for (const auto& t : j["txs"]) {
            rollup::transaction_outcome tx;
            tx.index = index++;
            tx.success = t["status"] == 1;
            tx.l2_hash = word(t["l2TxHash"]);
            gas += t["gasUsed"].get<std::uint64_t>();
            tx.cumulative_gas = gas;
            tx.first_log = log;
            for (const auto& l : t["logs"]) {
                evm::log& entry = tx.logs.emplace_back();
                entry.data = *from_hex("0x" + l[2].get<std::string>()); // address, topics, data
                read_topics(l[1], entry.topics);
            }
            log += tx.logs.size();
            info.add(tx, static_cast<std::uint8_t>(word(t["effectivePercentage"]).low64()));
        }
        const auto root = info.finish(store, gas);
        REQUIRE(root);
        CHECK(hash::to_word(*root) == word(j["finalBlockInfoRoot"]));
    }
}

TEST_CASE("the leaves of a block info tree can be read by their keys", "[rollup][block-info]") {
    rollup::block_header header;
    header.parent_state_root = u256{77};
    header.number = 5;
    header.timestamp = 9;
    merkle::memory_node_store store;
    rollup::block_info info(header);
    rollup::transaction_outcome tx;
    tx.index = 2;
    tx.success = true;
    tx.l2_hash = u256{1234};
    tx.cumulative_gas = 50000;
    tx.first_log = 3;
    evm::log entry;
    entry.where[0] = 1; // does not count
    entry.topics.push_back(u256{8}.to_bytes());
    entry.data = {1, 2, 3};
    tx.logs = {entry, entry};
    info.add(tx, 0);
    const auto root = info.finish(store, 60000);
    REQUIRE(root);
    const auto value = [&](std::uint64_t first, merkle::leaf_type type, std::uint64_t second = 0) {
        return *merkle::tree_value(store, *root, merkle::leaf_key(u256{first}, type, u256{second}));
    };
    using merkle::leaf_type;
    CHECK(value(0, leaf_type::block_parameter) == u256{77});
    CHECK(value(1, leaf_type::block_parameter) == u256{});
    CHECK(value(2, leaf_type::block_parameter) == u256{5});
    CHECK(value(3, leaf_type::block_parameter) == u256{std::uint64_t{1} << 50});
    CHECK(value(4, leaf_type::block_parameter) == u256{9});
    CHECK(value(7, leaf_type::block_parameter) == u256{60000});
    CHECK(value(2, leaf_type::transaction_hash) == u256{1234});
    CHECK(value(2, leaf_type::transaction_status) == u256{1});
    CHECK(value(2, leaf_type::transaction_cumulative_gas) == u256{50000});
    CHECK(value(2, leaf_type::transaction_effective_percentage) == u256{});
    bytes hashed{1, 2, 3};
    append(hashed, u256{8}.to_bytes());
    CHECK(value(2, leaf_type::transaction_log, 3) == hash::to_word(hash::linear_hash(hashed)));
    CHECK(value(2, leaf_type::transaction_log, 4) == hash::to_word(hash::linear_hash(hashed)));
    CHECK(value(2, leaf_type::transaction_log, 5) == u256{});
    CHECK(value(2, leaf_type::transaction_log) == u256{});
}

} // namespace rollup_block_info_tests
