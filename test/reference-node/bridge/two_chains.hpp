#pragma once

#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include <zonogon/hash/keccak.hpp>
#include <zonogon/rollup/transaction.hpp>

#include "l1/abi.hpp"
#include "l1/client.hpp"
#include "l1/dynamic_fee_transaction.hpp"
#include "reference-node/bridge/support.hpp"
#include "support/anvil.hpp"
#include "support/source_dir.hpp"
#include "support/vectors.hpp"

namespace zonogon::test {

/// The creation code of one of this project's contracts, compiled if it is not yet.
inline bytes creation_code(const std::string& contract) {
    static const bool compiled = [] {
        const std::string tools = "'" + source_dir().string() + "/reference-node/contracts/";
        return std::system((tools + "install' >/dev/null && " + tools + "compile' >/dev/null").c_str()) == 0;
    }();
    REQUIRE(compiled);
    const auto artifact =
        nlohmann::json::parse(read_source_file("reference-node/contracts/build/" + contract + ".json"));
    return take(from_hex(artifact["bytecode"].get<std::string>()));
}

/// An anvil with the bridge of one network; the first account deploys and sends.
struct bridged_chain {
    explicit bridged_chain(bridge::network_id network, std::uint64_t id)
        : chain_id(id), node({"--chain-id", std::to_string(id)}) {
        over = take(l1::http_transport::create(node.url(), {.timeout = std::chrono::seconds(5)}));
        rpc = std::make_unique<l1::client>(*over, l1::json_rpc::options{3, std::chrono::milliseconds(10)});
        const address implementation = create(creation_code("Bridge"));
        bridge = rollup::creation_address(me(), 1);
        exit_roots = rollup::creation_address(me(), 2);
        l1::abi_writer start;
        start.number(network).account({}).number(0).account(exit_roots).account({}).text(bytes{});
        l1::abi_writer proxy;
        proxy.account(implementation).account({0x99});
        proxy.text(
            byte_view{start.call(l1::function_selector("initialize(uint32,address,uint32,address,address,bytes)"))});
        create(creation_code("TransparentUpgradeableProxy"), proxy.take());
        l1::abi_writer managers;
        if (network == bridge::mainnet) {
            managers.account(me());
        }
        managers.account(bridge);
        create(creation_code(network == bridge::mainnet ? "GlobalExitRootManager" : "GlobalExitRootManagerL2"),
               managers.take());
    }

    static keys::private_key key(std::size_t account = 0) {
        return take(keys::private_key::from_bytes(take(from_hex(anvil::key(account)))));
    }
    static address me() { return key().owner(); }

    /// Sends from the first account and waits for the receipt, which must tell success.
    l1::receipt send(const std::optional<address>& to, const bytes& data, const u256& value = {}) {
        l1::dynamic_fee_transaction tx{
            chain_id, take(rpc->nonce(me(), l1::tag::latest)), u256{1}, u256{20'000'000'000}, 8'000'000, to, value,
            data};
        const auto signed_one = l1::sign(tx, key());
        const bytes32 hash = take(rpc->send_raw(signed_one.raw));
        std::optional<l1::receipt> got;
        for (int i = 0; i < 500 && !got; ++i) {
            got = take(rpc->transaction_receipt(hash));
            std::this_thread::sleep_for(std::chrono::milliseconds(got ? 0 : 10));
        }
        REQUIRE(got);
        REQUIRE(got->succeeded);
        return *got;
    }
    address create(bytes code, const bytes& arguments = {}) {
        append(code, arguments);
        return *send(std::nullopt, code).contract;
    }
    bytes call(const address& to, const bytes& data) const {
        return take(rpc->call({std::nullopt, to, {}, data}, l1::tag::latest));
    }
    void tell(const std::string& method, const std::string& parameters) const {
        require(rpc->raw().call({method, parameters}, [](const nlohmann::json&) { return status{}; }));
    }
    void mine() const { tell("anvil_mine", "[1]"); }
    l1::receipt deposit(bridge::network_id to_network, const address& to, const u256& amount,
                        const address& token = {}) {
        l1::abi_writer arguments;
        arguments.number(to_network).account(to).word(amount).account(token).flag(true).text(bytes{});
        return send(bridge,
                    arguments.call(l1::function_selector("bridgeAsset(uint32,address,uint256,address,bool,bytes)")),
                    token == address{} ? amount : u256{});
    }
    bytes32 last_global_exit_root() const {
        const bytes answer = call(exit_roots, l1::abi_writer{}.call(l1::function_selector("getLastGlobalExitRoot()")));
        return word(to_hex(answer));
    }
    /// What the state transition does on an L2 when a block imports an exit root.
    void import_exit_root(const bytes32& ger) const {
        const bytes32 slot = hash::keccak256(ger, bytes32{});
        bytes32 one{};
        one[31] = 1;
        tell("anvil_setStorageAt",
             R"([")" + to_hex(exit_roots) + R"(",")" + to_hex(slot) + R"(",")" + to_hex(one) + R"("])");
        mine();
    }

    std::uint64_t chain_id;
    anvil node;
    std::unique_ptr<l1::transport> over;
    std::unique_ptr<l1::client> rpc;
    address bridge{}, exit_roots{};
};

/// Asks every 20 ms until it is so; false after twenty seconds.
inline bool until(const std::function<bool()>& so) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!so()) {
        if (std::chrono::steady_clock::now() > deadline) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return true;
}

} // namespace zonogon::test
