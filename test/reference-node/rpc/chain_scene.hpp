#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "pool/pool.hpp"
#include "reference-node/state/chain.hpp"
#include "rpc/chain_events.hpp"
#include "rpc/dispatcher.hpp"
#include "rpc/node_methods.hpp"
#include "rpc/state_methods.hpp"
#include "state/view.hpp"
#include "store/memory_store.hpp"

namespace zonogon::test {

/// Accounts after the last block.
class head_accounts final : public pool::account_source {
public:
    explicit head_accounts(const store::reader& from) : from_(from) {}

    result<pool::account_state> account(const address& of) const override {
        const auto found = state::view{from_, **state::read_head(from_), chain_id}.read_account(of);
        if (!found) {
            return found.why();
        }
        return pool::account_state{found->nonce, found->balance, !found->code_hash.is_zero()};
    }

private:
    const store::reader& from_;
};

/// A WebSocket peer that remembers what it was told.
class listener final : public rpc::push_channel {
public:
    explicit listener(std::uint64_t id) : id_(id) {}

    void push(std::shared_ptr<const std::string> message) override {
        messages.push_back(nlohmann::json::parse(*message));
    }
    std::uint64_t id() const override { return id_; }

    std::vector<nlohmann::json> messages;

private:
    std::uint64_t id_;
};

/// A chain in memory that the methods serve; blocks are made by the real executor.
struct chain_scene {
    explicit chain_scene(std::vector<rollup::genesis_account> accounts = test_accounts(),
                         rpc::chain_services::limits limits = {}, std::uint64_t id = chain_id,
                         const rpc::chain_events::options& how = {})
        : id_(id), genesis_root(make_genesis(std::move(accounts))), waiting(open_pool(id)),
          events(db, waiting.get(), how) {
        waiting->on_added([this](const pool::entry_pointer& e) { events.on_pending(e->what.hash); });
        rpc::add_node_methods(methods, {id, "zonogon/test"});
        rpc::add_chain_methods(methods, {db, id, u256{1'000'000'000}, waiting.get(), &events, limits});
    }

    std::unique_ptr<pool::transaction_pool> open_pool(std::uint64_t id) {
        pool::options how;
        how.chain_id = id;
        return *pool::transaction_pool::open(db, known, how, 1'000);
    }
    u256 make_genesis(std::vector<rollup::genesis_account> accounts) {
        const auto root = state::ensure_genesis(db, std::move(accounts));
        REQUIRE(root);
        return *root;
    }
    /// Executes a batch of these items; tells of its blocks.
    void add_batch(const std::vector<rollup::batch_item>& items, state::counting counters = state::counting::yes) {
        const std::uint64_t before = (*state::read_head(db))->number;
        rollup::batch_input batch = next_batch(db, rollup::encode_batch(items));
        batch.chain_id = id_;
        const status done = run_batch(db, batch, counters);
        INFO((done ? std::string{} : done.why().message));
        REQUIRE(done);
        for (std::uint64_t n = before + 1; n <= (*state::read_head(db))->number; ++n) {
            events.on_new_block(n);
        }
    }
    void unwind(std::uint64_t block) {
        store::write_batch changes;
        REQUIRE(state::collect_block_unwind(db, block, changes));
        REQUIRE(db.write(changes));
        events.on_unwound(block);
    }

    nlohmann::json ask(const nlohmann::json& body, const std::shared_ptr<rpc::push_channel>& channel = {}) const {
        const std::string text = calls.handle(body.dump(), {"1.2.3.4", channel});
        return text.empty() ? nlohmann::json{} : nlohmann::json::parse(text);
    }
    nlohmann::json call(const std::string& name, const nlohmann::json& parameters = nlohmann::json::array(),
                        const std::shared_ptr<rpc::push_channel>& channel = {}) const {
        // The library takes {j} for a copy of j, not for a list with it.
        const nlohmann::json list = parameters.is_array() ? parameters : nlohmann::json::array({parameters});
        return ask({{"jsonrpc", "2.0"}, {"id", 1}, {"method", name}, {"params", list}}, channel);
    }
    nlohmann::json get(const std::string& name, const nlohmann::json& parameters = nlohmann::json::array(),
                       const std::shared_ptr<rpc::push_channel>& channel = {}) const {
        const nlohmann::json out = call(name, parameters, channel);
        INFO(name << " " << parameters.dump() << " -> " << out.dump().substr(0, 2'000));
        REQUIRE(out.contains("result"));
        return out["result"];
    }
    nlohmann::json why(const std::string& name, const nlohmann::json& parameters = nlohmann::json::array(),
                       const std::shared_ptr<rpc::push_channel>& channel = {}) const {
        const nlohmann::json out = call(name, parameters, channel);
        INFO(name << " " << parameters.dump() << " -> " << out.dump().substr(0, 2'000));
        REQUIRE(out.contains("error"));
        return out["error"];
    }

    std::uint64_t id_;
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    head_accounts known{db};
    u256 genesis_root;
    std::unique_ptr<pool::transaction_pool> waiting;
    rpc::chain_events events;
    rpc::registry methods;
    rpc::dispatcher calls{methods, {}};
};

inline std::string text_of(const bytes32& hash) {
    return to_hex(hash);
}
inline std::string text_of(const address& a) {
    return to_hex(a);
}

} // namespace zonogon::test
