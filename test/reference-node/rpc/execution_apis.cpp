#include "chain_scene.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "support/source_dir.hpp"

namespace rpc_execution_apis_tests {

using namespace zonogon;
using namespace zonogon::test;
using nlohmann::json;
namespace files = std::filesystem;

namespace {

const files::path folder = zonogon::test::source_dir() / "test/vectors/execution-apis";

/// Requests with their expected responses.
struct io_file {
    bool shape_only = false;
    std::vector<std::pair<json, json>> exchanges;
};

io_file read_io(const files::path& path) {
    io_file out;
    std::ifstream in(path);
    REQUIRE(in);
    std::string line;
    json request;
    while (std::getline(in, line)) {
        if (line.starts_with("//")) {
            out.shape_only = out.shape_only || line.find("speconly:") != std::string::npos;
        } else if (line.starts_with(">> ")) {
            request = json::parse(line.substr(3));
        } else if (line.starts_with("<< ")) {
            out.exchanges.emplace_back(request, json::parse(line.substr(3)));
        }
    }
    REQUIRE(!out.exchanges.empty());
    return out;
}

bool is_address(const std::string& name) {
    return name.size() == 42 && name.starts_with("0x");
}

/// Same kinds of values, and every member that is not named by an address.
bool same_shape(const json& expected, const json& got) {
    if (expected.type() != got.type()) {
        return false;
    }
    return !expected.is_object() || std::ranges::all_of(expected.items(), [&](const auto& member) {
        return is_address(member.key()) ||
               (got.contains(member.key()) && same_shape(member.value(), got[member.key()]));
    });
}

/// Equal but for the hashes of blocks.
bool same_but_hashes(const json& expected, const json& got) {
    if (expected.type() != got.type() || expected.size() != got.size()) {
        return false;
    }
    if (expected.is_array()) {
        return std::ranges::equal(expected, got, same_but_hashes);
    }
    if (expected.is_object()) {
        return std::ranges::all_of(expected.items(), [&](const auto& member) {
            return got.contains(member.key()) &&
                   (member.key() == "blockHash" || same_but_hashes(member.value(), got[member.key()]));
        });
    }
    return expected == got;
}

json expected_result(const files::path& path) {
    return read_io(path).exchanges.at(0).second.at("result");
}

u256 number_of(const json& j) {
    return *u256::parse(j.get<std::string>());
}
bytes bytes_of(const json& j) {
    return *from_hex(j.get<std::string>());
}

/// Runs every file of a folder; returns how many there are. Members that hash a block differ by design, as the rollup's
/// hashes are state roots.
std::size_t run_folder(const chain_scene& s, const files::path& where) {
    std::size_t count = 0;
    for (const auto& entry : files::recursive_directory_iterator(where)) {
        if (entry.path().extension() != ".io") {
            continue;
        }
        ++count;
        INFO(entry.path().string());
        const io_file file = read_io(entry.path());
        for (const auto& [request, expected] : file.exchanges) {
            const json got = s.ask(request);
            INFO(request.dump() << "\nexpected " << expected.dump() << "\ngot      " << got.dump());
            if (expected.contains("error")) {
                REQUIRE(got.contains("error"));
                CHECK(got["error"]["code"] == expected["error"]["code"]);
                continue;
            }
            REQUIRE(got.contains("result"));
            CHECK((file.shape_only ? same_shape(expected["result"], got["result"])
                                   : same_but_hashes(expected["result"], got["result"])));
        }
    }
    return count;
}

constexpr std::uint64_t their_chain = 3'503'995'874'084'926;

/// The accounts that their chain starts with.
std::vector<rollup::genesis_account> their_accounts(const json& alloc) {
    std::vector<rollup::genesis_account> out;
    for (const auto& [name, a] : alloc.items()) {
        rollup::genesis_account& one = out.emplace_back();
        std::ranges::copy(*from_hex("0x" + name), one.address.begin());
        one.balance = number_of(a["balance"]);
        if (a.contains("nonce")) {
            one.nonce = number_of(a["nonce"]).low64();
        }
        if (a.contains("code")) {
            one.code = bytes_of(a["code"]);
        }
        const json storage = a.value("storage", json::object());
        for (const auto& [slot, value] : storage.items()) {
            one.storage.emplace_back(u256::from_bytes(*from_hex(slot)), u256::from_bytes(bytes_of(value)));
        }
    }
    return out;
}

} // namespace

TEST_CASE("the tests of Ethereum's execution API that need no chain of theirs") {
    const chain_scene s{test_accounts(), {}, their_chain};
    CHECK(run_folder(s, folder / "no-chain") == 40);
}

TEST_CASE("those that need the beginning of their chain, executed by the rollup's rules") {
    std::ifstream in(folder / "chain/chain.json");
    REQUIRE(in);
    const json chain = json::parse(in);
    chain_scene s{their_accounts(chain["alloc"]), {}, their_chain};
    std::uint32_t time = 0;
    for (const json& block : chain["blocks"]) {
        const auto now = block["timestamp"].get<std::uint32_t>();
        std::vector<rollup::batch_item> items{rollup::change_l2_block{now - time, 0}};
        time = now;
        for (const json& raw : block["transactions"]) {
            const auto tx = pool::decode_transaction(bytes_of(raw));
            REQUIRE(tx);
            items.emplace_back(tx->tx);
        }
        // Ethereum's blocks may hold more than a batch of the rollup.
        s.add_batch(items, state::counting::no);
        CHECK((*state::read_block(s.db, (*state::read_head(s.db))->number))->transactions.size() == items.size() - 1);
    }
    CHECK(run_folder(s, folder / "chain") == 24);
}

TEST_CASE("roots and Bloom filter of a block of the main network's kind") {
    const json block = expected_result(folder / "known/block.io");
    const json receipts = expected_result(folder / "known/receipts.io");
    rpc::whole_block all;
    for (const json& t : block["transactions"]) {
        REQUIRE(t["type"] == "0x0");
        state::transaction_record& record = all.transactions.emplace_back();
        rollup::transaction& tx = record.what;
        tx.nonce = number_of(t["nonce"]).low64();
        tx.gas_price = number_of(t["gasPrice"]);
        tx.gas_limit = number_of(t["gas"]).low64();
        if (!t["to"].is_null()) {
            std::ranges::copy(bytes_of(t["to"]), tx.to.emplace().begin());
        }
        tx.value = number_of(t["value"]);
        tx.data = bytes_of(t["input"]);
        tx.r = number_of(t["r"]);
        tx.s = number_of(t["s"]);
        const std::uint64_t v = number_of(t["v"]).low64();
        if (t.contains("chainId")) {
            tx.chain_id = number_of(t["chainId"]).low64();
            tx.v = static_cast<std::uint8_t>(v - 2 * *tx.chain_id - 8);
        } else {
            tx.v = static_cast<std::uint8_t>(v);
        }
        std::ranges::copy(bytes_of(t["hash"]), all.block.transactions.emplace_back().begin());
    }
    for (const json& r : receipts) {
        state::receipt_record& record = all.receipts.emplace_back();
        record.success = r["status"] == "0x1";
        record.cumulative_gas = number_of(r["cumulativeGasUsed"]).low64();
        for (const json& l : r["logs"]) {
            evm::log& entry = record.logs.emplace_back();
            std::ranges::copy(bytes_of(l["address"]), entry.where.begin());
            for (const json& topic : l["topics"]) {
                std::ranges::copy(bytes_of(topic), entry.topics.emplace_back().begin());
            }
            entry.data = bytes_of(l["data"]);
        }
        CHECK(to_hex(rpc::bloom_of(record)) == r["logsBloom"].get<std::string>());
    }
    REQUIRE(all.receipts.size() == 4);
    const json got = json::parse(rpc::block_text(all, rpc::show_transactions::whole, false));
    CHECK(got["transactionsRoot"] == block["transactionsRoot"]);
    CHECK(got["receiptsRoot"] == block["receiptsRoot"]);
    CHECK(got["logsBloom"] == block["logsBloom"]);
    for (std::size_t i = 0; i < all.transactions.size(); ++i) {
        for (const char* name : {"hash", "input", "gas", "gasPrice", "nonce", "v", "r", "s", "to", "value", "type"}) {
            CHECK(got["transactions"][i][name] == block["transactions"][i][name]);
        }
    }
}

} // namespace rpc_execution_apis_tests
