#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <zonogon/base/json_reader.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/rollup/genesis.hpp>

namespace zonogon::rollup {

/// Reads the list of accounts of a genesis (protocol section 10): {address, nonce, balance, bytecode?, storage?}, with
/// members that only people and test tools read. What is wrong is kept by the reader; the outcome counts only if it has
/// not failed.
inline std::vector<genesis_account> read_genesis_accounts(json_reader& in, const json_reader::json& list,
                                                          const std::string& path) {
    std::vector<genesis_account> accounts;
    if (!in.array(list, path)) {
        return accounts;
    }
    for (std::size_t i = 0; i < list.size() && !in.failed(); ++i) {
        const std::string element = json_reader::element(path, i);
        const json_reader::json& a = list[i];
        if (!in.object(a, element)) {
            return accounts;
        }
        in.only(a, element,
                {"address", "nonce", "balance", "pvtKey", "bytecode", "storage", "contractName", "accountName", "abi",
                 "deployerAddress", "isSmartContract", "paramsDeploy"});
        genesis_account account;
        account.address = in.address(in.need(a, element, "address"), json_reader::member(element, "address"));
        account.nonce = in.number64(in.need(a, element, "nonce"), json_reader::member(element, "nonce"));
        account.balance = in.number(in.need(a, element, "balance"), json_reader::member(element, "balance"));
        if (const auto* code = json_reader::find(a, "bytecode")) {
            account.code = in.hex(*code, json_reader::member(element, "bytecode"));
        }
        const auto* storage = json_reader::find(a, "storage");
        const std::string storage_path = json_reader::member(element, "storage");
        if (storage != nullptr && in.object(*storage, storage_path)) {
            for (const auto& item : storage->items()) {
                const std::string slot_path = json_reader::member(storage_path, item.key());
                const auto slot = item.key().size() > 80 ? std::nullopt : u256::parse(item.key());
                if (!slot) {
                    in.fail(slot_path, "is not named by a slot");
                }
                account.storage.emplace_back(slot.value_or(u256{}), in.number(item.value(), slot_path));
            }
        }
        accounts.push_back(std::move(account));
    }
    return accounts;
}

/// A genesis file: the accounts and, where it says so, the root that they must have.
struct genesis_file {
    std::vector<genesis_account> accounts;
    std::optional<u256> root;
};

/// Reads {"genesis": [...], "root": "0x..."?, ...}; other members are for other readers. Refuses accounts that come
/// twice, because a later one would silently win.
inline result<genesis_file> read_genesis_file(std::string_view text) {
    const auto parsed = json_reader::parse(text);
    if (!parsed) {
        return parsed.why();
    }
    json_reader in;
    genesis_file out;
    if (in.object(*parsed, "")) {
        out.accounts = read_genesis_accounts(in, in.need(*parsed, "", "genesis"), "genesis");
        if (const auto* root = json_reader::find(*parsed, "root")) {
            out.root = in.word(*root, "root");
        }
    }
    for (std::size_t i = 0; i < out.accounts.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (out.accounts[i].address == out.accounts[j].address) {
                in.fail(json_reader::element("genesis", i), "has the address of an earlier account");
            }
        }
    }
    if (in.failed()) {
        return in.outcome().why();
    }
    return out;
}

} // namespace zonogon::rollup
