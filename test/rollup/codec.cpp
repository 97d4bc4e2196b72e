#include <string>

#include <zonogon/base/hex.hpp>
#include <zonogon/curve/secp256k1.hpp>
#include <zonogon/rollup/accumulated_hash.hpp>
#include <zonogon/rollup/batch_items.hpp>
#include <zonogon/rollup/genesis.hpp>
#include <zonogon/rollup/vector_file.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

namespace rollup_codec_tests {

using namespace zonogon;

namespace {

u256 number(const nlohmann::json& j) {
    return j.is_string() ? u256::parse(j.get<std::string>()).value() : u256{j.get<std::uint64_t>()};
}
bytes hex(const nlohmann::json& j) {
    return *from_hex(j.get<std::string>());
}
address to_address(const nlohmann::json& j) {
    address out{};
    const bytes text = hex(j);
    REQUIRE(text.size() == 20);
    std::copy(text.begin(), text.end(), out.begin());
    return out;
}
bytes32 text32(const nlohmann::json& j) {
    return number(j).to_bytes();
}

rollup::transaction read_transaction(const nlohmann::json& j) {
    rollup::transaction tx;
    tx.nonce = number(j["nonce"]).low64();
    tx.gas_price = number(j["gasPrice"]);
    tx.gas_limit = number(j["gasLimit"]).low64();
    if (j["to"].is_string() && j["to"].get<std::string>().size() == 42) {
        tx.to = to_address(j["to"]);
    }
    tx.value = number(j["value"]);
    tx.data = hex(j["data"]);
    if (j.contains("chainId") && !j["chainId"].is_null()) {
        tx.chain_id = number(j["chainId"]).low64();
    }
    tx.r = number(j["r"]);
    tx.s = number(j["s"]);
    tx.v = static_cast<std::uint8_t>(number(j["vBatch"]).low64());
    tx.percentage = static_cast<std::uint8_t>(number(j["effectivePercentage"]).low64());
    return tx;
}

} // namespace

TEST_CASE("transactions are encoded, hashed and decoded as the reference does", "[rollup][codec]") {
    for (const auto& j : test::load_vector("batch-encoding/tx-encoding.json")) {
        const rollup::transaction tx = read_transaction(j);
        bytes encoded;
        rollup::append_to_batch(encoded, tx);
        CHECK(to_hex(encoded) == j["batchBytes"].get<std::string>());
        CHECK(rollup::signing_hash(tx) == text32(j["signingHash"]));
        CHECK(rollup::ethereum_hash(tx) == text32(j["ethereumTxHash"]));
        CHECK(hash::to_word(rollup::l2_hash(tx, to_address(j["from"]))) == number(j["l2TxHash"]));
        CHECK(rollup::effective_gas_price(tx.gas_price, tx.percentage) == number(j["effectiveGasPrice"]));
        CHECK(*curve::recover_address(u256::from_bytes(rollup::signing_hash(tx)), tx.r, tx.s, tx.v) ==
              to_address(j["from"]));
        const auto decoded = rollup::decode_batch(encoded);
        REQUIRE(decoded);
        REQUIRE(decoded->size() == 1);
        CHECK(std::get<rollup::transaction>(decoded->front()) == tx);
        // Nothing shorter is a batch.
        for (std::size_t length = 1; length < encoded.size(); ++length) {
            CHECK_FALSE(rollup::decode_batch(byte_view{encoded}.first(length)));
        }
    }
}

TEST_CASE("batches are encoded as the reference does", "[rollup][codec]") {
    const auto transactions = test::load_vector("batch-encoding/tx-encoding.json");
    for (const auto& j : test::load_vector("batch-encoding/batches.json")) {
        std::vector<rollup::batch_item> items;
        for (const auto& item : j["items"]) {
            if (item["type"] == "changeL2Block") {
                items.emplace_back(rollup::change_l2_block{item["deltaTimestamp"].get<std::uint32_t>(),
                                                           item["indexL1InfoTree"].get<std::uint32_t>()});
            } else {
                items.emplace_back(read_transaction(transactions[item["encodingVector"].get<std::size_t>()]));
            }
        }
        const bytes encoded = rollup::encode_batch(items);
        CHECK(to_hex(encoded) == j["batchL2Data"].get<std::string>());
        CHECK(hash::keccak256(encoded) == text32(j["batchHashData"]));
        const auto decoded = rollup::decode_batch(encoded);
        REQUIRE(decoded);
        CHECK(*decoded == items);
    }
}

TEST_CASE("the effective gas price is rounded as the reference does", "[rollup][codec]") {
    for (const auto& j : test::load_vector("effective-gas/effective-gas-price.json")) {
        const auto percentage = static_cast<std::uint8_t>(number(j["effectivePercentage"]).low64());
        CHECK(rollup::effective_gas_price(number(j["gasPrice"]), percentage) == number(j["expectedOutput"]));
    }
    CHECK(rollup::effective_gas_price(u256::max(), 255) == u256::max());
}

TEST_CASE("accumulated input hashes chain as the reference's do", "[rollup][codec]") {
    for (const auto& j : test::load_vector("acc-input-hash/acc-input-hash.json")) {
        rollup::batch_input batch;
        batch.old_acc_input_hash = number(j["oldAccInputHash"]);
        batch.batch_l2_data = hex(j["batchL2Data"]);
        batch.l1_info_root = number(j["l1InfoRootOrForcedGER"]);
        batch.timestamp_limit = number(j["timestampLimit"]).low64();
        batch.sequencer = to_address(j["sequencerAddr"]);
        batch.forced_block_hash_l1 = number(j["forcedBlockHashL1"]);
        CHECK(rollup::accumulated_input_hash(batch) == number(j["newAccInputHash"]));
    }
}

TEST_CASE("the node's genesis has the root that the reference gives", "[rollup][genesis]") {
    const auto j = test::load_vector("smt/node-local-genesis.json");
    std::vector<rollup::genesis_account> accounts;
    for (const auto& a : j["genesis"]) {
        rollup::genesis_account account;
        account.address = to_address(a["address"]);
        account.nonce = a.contains("nonce") ? number(a["nonce"]).low64() : 0;
        account.balance = a.contains("balance") ? number(a["balance"]) : u256{};
        if (a.contains("bytecode") && a["bytecode"].is_string()) {
            account.code = hex(a["bytecode"]);
        }
        if (a.contains("storage") && a["storage"].is_object()) {
            for (const auto& item : a["storage"].items()) {
                account.storage.emplace_back(u256::parse(item.key()).value(), number(item.value()));
            }
        }
        accounts.push_back(account);
    }
    merkle::memory_node_store store;
    const auto root = rollup::build_genesis(store, accounts);
    REQUIRE(root);
    CHECK(hash::to_word(*root) == *u256::parse("0xcc9ec17819f4ac7f282949ca8c379c4d3ee1b8b7908c51b9b405b6319af67b32"));
}

} // namespace rollup_codec_tests
