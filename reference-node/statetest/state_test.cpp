#include "statetest/state_test.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/read_file.hpp>
#include <zonogon/curve/secp256k1.hpp>
#include <zonogon/hash/keccak.hpp>

namespace zonogon::statetest {
namespace {

using nlohmann::json;

/// A member that is not what it should be; caught where a file is loaded.
struct malformed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

bytes read_bytes(const json& v) {
    auto out = from_hex(v.get<std::string>());
    if (!out) {
        throw malformed(out.why().message);
    }
    return std::move(*out);
}

template <std::size_t Size>
std::array<std::uint8_t, Size> read_fixed(const std::string& text) {
    const auto all = from_hex(text);
    if (!all || all->size() != Size) {
        throw malformed(text + " is not " + std::to_string(Size) + " bytes");
    }
    std::array<std::uint8_t, Size> out{};
    std::ranges::copy(*all, out.begin());
    return out;
}

std::optional<u256> parse_number(const json& v) {
    const std::string text = v.get<std::string>();
    return text == "0x" || text.empty() ? std::optional{u256{}} : u256::parse(text);
}

u256 read_number(const json& v) {
    const auto number = parse_number(v);
    if (!number) {
        throw malformed(v.dump() + " is not a number of 256 bits");
    }
    return *number;
}

std::uint64_t read_u64(const json& v) {
    const u256 number = read_number(v);
    if (!number.fits64()) {
        throw malformed(v.dump() + " is not a number of 64 bits");
    }
    return number.low64();
}

std::map<u256, u256> read_storage(const json& v) {
    std::map<u256, u256> out;
    for (const auto& [key, value] : v.items()) {
        const auto slot = u256::parse(key);
        if (!slot) {
            throw malformed("slot " + key);
        }
        out[*slot] = read_number(value);
    }
    return out;
}

state_change read_change(const json& v) {
    state_change out;
    for (const auto& [where, members] : v.items()) {
        account_change& change = out[read_fixed<20>(where)];
        if (members.is_null()) {
            change.absent = true;
            continue;
        }
        if (members.contains("balance")) {
            change.balance = read_number(members["balance"]);
        }
        if (members.contains("nonce")) {
            change.nonce = read_u64(members["nonce"]);
        }
        if (members.contains("code")) {
            change.code = read_bytes(members["code"]);
        }
        if (members.contains("codeKeccak")) {
            change.code_keccak = read_fixed<32>(members["codeKeccak"].get<std::string>());
        }
        if (members.contains("storage")) {
            change.storage = read_storage(members["storage"]);
        }
    }
    return out;
}

evm::block_env read_block(const json& v) {
    evm::block_env out;
    out.coinbase = read_fixed<20>(v.at("currentCoinbase").get<std::string>());
    out.number = read_u64(v.at("currentNumber"));
    out.timestamp = read_u64(v.at("currentTimestamp"));
    const u256 limit = read_number(v.at("currentGasLimit"));
    out.gas_limit = limit.fits64() ? limit.low64() : ~std::uint64_t{0};
    if (v.contains("currentDifficulty")) {
        out.difficulty = read_number(v["currentDifficulty"]);
    }
    if (v.contains("currentBaseFee")) {
        out.base_fee = read_number(v["currentBaseFee"]);
    }
    // The convention of all runners of these tests: a block's hash is that of its number's decimal digits.
    out.block_hash = [](std::uint64_t number) {
        const std::string digits = std::to_string(number);
        return u256::from_bytes(hash::keccak256(bytes(digits.begin(), digits.end())));
    };
    return out;
}

address read_sender(const json& tx) {
    if (tx.contains("sender")) {
        return read_fixed<20>(tx["sender"].get<std::string>());
    }
    const auto key = read_fixed<32>(tx.at("secretKey").get<std::string>());
    return curve::to_address(curve::multiply(u256::from_bytes(key), curve::secp256k1::point::generator()));
}

/// What a transaction pays per gas, and at most would: a price, or the two fees of EIP-1559. Nothing if unreadable.
struct fees {
    u256 price;
    std::optional<u256> cap;
};
std::optional<fees> read_fees(const json& tx, const u256& base_fee) {
    if (tx.contains("gasPrice")) {
        const auto price = parse_number(tx["gasPrice"]);
        return price ? std::optional{fees{*price, {}}} : std::nullopt;
    }
    const auto cap = parse_number(tx.at("maxFeePerGas"));
    const auto tip = parse_number(tx.at("maxPriorityFeePerGas"));
    if (!cap || !tip || *tip > *cap) {
        return std::nullopt;
    }
    // The cap where the tip on top of the base fee is above it, the sum's overflow included.
    const u256 room = *cap < base_fee ? u256{} : *cap - base_fee;
    return fees{*tip < room ? base_fee + *tip : *cap, *cap};
}

/// The transaction of one case; sets `unreadable` instead where a number does not fit.
void read_transaction(const json& tx, const u256& base_fee, test_case& out) {
    evm::transaction& to = out.transaction;
    to.from = read_sender(tx);
    if (const std::string text = tx.at("to").get<std::string>(); !text.empty() && text != "0x") {
        to.to = read_fixed<20>(text);
    }
    to.data = read_bytes(tx.at("data").at(out.data));
    const auto nonce = parse_number(tx.at("nonce"));
    const auto gas = parse_number(tx.at("gasLimit").at(out.gas));
    const auto value = parse_number(tx.at("value").at(out.value));
    const auto paid = read_fees(tx, base_fee);
    if (!nonce || !gas || !value || !paid || !nonce->fits64() || !gas->fits64()) {
        out.unreadable = true;
        return;
    }
    to.nonce = nonce->low64();
    to.gas_limit = gas->low64();
    to.value = *value;
    to.gas_price = paid->price;
    to.fee_cap = paid->cap;
    if (!tx.contains("accessLists") || tx["accessLists"].size() <= out.data || tx["accessLists"][out.data].is_null()) {
        return;
    }
    for (const json& entry : tx["accessLists"][out.data]) {
        evm::access_entry listed{read_fixed<20>(entry.at("address").get<std::string>()), {}};
        for (const json& slot : entry.at("storageKeys")) {
            listed.slots.push_back(read_number(slot));
        }
        to.access_list.push_back(std::move(listed));
    }
}

test_case read_case(const std::string& fork, const json& tx, const u256& base_fee, const json& v) {
    test_case out;
    out.fork = fork;
    const json& indexes = v.at("indexes");
    out.data = indexes.at("data").get<std::size_t>();
    out.gas = indexes.at("gas").get<std::size_t>();
    out.value = indexes.at("value").get<std::size_t>();
    out.state_root = read_fixed<32>(v.at("hash").get<std::string>());
    out.logs_hash = read_fixed<32>(v.at("logs").get<std::string>());
    out.must_be_rejected = v.contains("expectException") && !v["expectException"].is_null();
    read_transaction(tx, base_fee, out);
    if (v.contains("x")) {
        const json& x = v["x"];
        out.not_applicable = x.value("na", std::vector<std::string>{});
        out.conditions = x.value("cond", std::vector<std::string>{});
        if (x.contains("diff")) {
            out.change = read_change(x["diff"]);
        }
        if (x.contains("clampDiff")) {
            out.clamped_change = read_change(x["clampDiff"]);
        }
    }
    return out;
}

state_test read_test(const std::string& name, const std::string& file, const json& v) {
    state_test out;
    out.name = name;
    out.file = file;
    out.block = read_block(v.at("env"));
    for (const auto& [where, account] : v.at("pre").items()) {
        test_account& to = out.before[read_fixed<20>(where)];
        to.balance = read_number(account.at("balance"));
        to.nonce = read_u64(account.at("nonce"));
        to.code = read_bytes(account.at("code"));
        to.storage = read_storage(account.at("storage"));
    }
    for (const auto& [fork, entries] : v.at("post").items()) {
        for (const json& entry : entries) {
            out.cases.push_back(read_case(fork, v.at("transaction"), out.block.base_fee, entry));
        }
    }
    return out;
}

} // namespace

bool test_case::needs(const std::string& condition) const {
    return std::ranges::find(conditions, condition) != conditions.end();
}

result<std::vector<state_test>> load_state_tests(const std::string& path) {
    const auto text = read_file(path, std::uintmax_t{1} << 30);
    if (!text) {
        return text.why();
    }
    try {
        std::vector<state_test> out;
        const json tests = json::parse(*text);
        if (!tests.is_object()) {
            return error{path + ": not an object of tests"};
        }
        for (const auto& [name, test] : tests.items()) {
            out.push_back(read_test(name, path, test));
        }
        return out;
    } catch (const json::exception& e) {
        return error{path + ": " + e.what()};
    } catch (const malformed& e) {
        return error{path + ": " + e.what()};
    }
}

} // namespace zonogon::statetest
