// L1 and the parts that work on it.
#include "node/services.hpp"

#include <utility>

#include "keys/keystore.hpp"
#include "node/options.hpp"

namespace zonogon::node {
namespace {

constexpr const char* bounds_of_a_batch[] = {"bytes",     "transactions", "steps",      "arith",      "binary",
                                             "mem_align", "keccak_f",     "padding_pg", "poseidon_g", "sha256_f"};

} // namespace

status node::services::open_l1() {
    if (how.l1.url.empty()) {
        return {};
    }
    auto watch = l1_watch::start(how, contracts ? contracts->l1_chain_id : how.l1.chain_id, *db, *lines, numbers);
    if (!watch) {
        return std::move(watch).why();
    }
    l1 = *std::move(watch);
    state.add("l1", [this] { return l1->state(); });
    return {};
}

status node::services::open_synchronizer() {
    if (!how.has_role("synchronizer")) {
        return {};
    }
    auto started = synchronizer::synchronizer::start(synchronizer_options(how, *contracts),
                                                     {*db, l1->client(), *lines, numbers,
                                                      [this](const monitor::event& e) { note(e); },
                                                      [this](std::uint64_t block) { head_moved(block); }});
    if (!started) {
        return std::move(started).why();
    }
    follower = *std::move(started);
    state.add("synchronizer", [this] { return follower->state(); });
    return {};
}

status node::services::open_sequencer() {
    if (!how.has_role("sequencer")) {
        return {};
    }
    l1::transaction_manager* const transactions = l1->take_sender();
    if (transactions == nullptr) {
        return error{"role \"sequencer\" has no key for L1"};
    }
    sequencer::services with{*db,
                             *waiting,
                             [this] { return follower->trusted_l1_block(); },
                             [this] {
                                 if (const auto why = follower->halted()) {
                                     return status{error{*why}};
                                 }
                                 return follower->caught_up() ? status{} : status{error{"L1 is not read to its head"}};
                             },
                             {},
                             [this] { return l1->gas_price(); }};
    const sequencer::options options = sequencer_options(how, transactions->sender());
    sequencer::observers tell;
    tell.on_block = [this](const state::executed_block& b) {
        numbers.set("l2_block_time", {}, static_cast<double>(b.outcome.timestamp));
        block_made(b.outcome.number);
    };
    tell.on_open = [this](const std::shared_ptr<const state::open_block>& b) {
        const std::scoped_lock hold(open_lock);
        open = b;
    };
    tell.on_batch = [this, options](const state::batch_record& b, const sequencer::resources& used) {
        numbers.count("sequencer_batch_closed_total", {{"reason", std::string{state::name(b.closed)}}});
        for (const char* counter : bounds_of_a_batch) {
            numbers.set("sequencer_counters_used_ratio", {{"counter", counter}},
                        options.limits.used_ratio(used, counter));
        }
    };
    tell.on_event = [this](const monitor::event& e) { note(e); };
    auto started = sequencer::sequencer::start(options, with, std::move(tell));
    if (!started) {
        return std::move(started).why();
    }
    producer = *std::move(started);
    state.add("sequencer", [this] { return producer->state(); });

    data.emplace();
    auto posting = sequencer::sequence_sender::start(sender_options(how, *contracts, transactions->sender()),
                                                     {*db,
                                                      l1->client(),
                                                      *transactions,
                                                      *data,
                                                      [this] { return producer->checked_batch(); },
                                                      [this] {
                                                          const auto why = follower->halted();
                                                          return why ? status{error{*why}} : status{};
                                                      },
                                                      [this](const monitor::event& e) { note(e); },
                                                      {}});
    if (!posting) {
        return std::move(posting).why();
    }
    sender = *std::move(posting);
    state.add("sequence sender", [this] { return sender->state(); });
    return {};
}

status node::services::open_bridge() {
    if (!how.has_role("bridge")) {
        return {};
    }
    std::optional<keys::private_key> claimer;
    if (!how.bridge.keystore.empty()) {
        auto key = keys::load_key(how.bridge.keystore, how.bridge.password_file);
        if (!key) {
            return std::move(key).why();
        }
        claimer = *std::move(key);
    }
    std::optional<bridge::own_l2> here;
    if (how.bridge.l2_url.empty()) {
        here = bridge::own_l2{how.chain.id, waiting.get(), how.pool.min_gas_price};
    }
    auto started =
        bridge::bridge_service::start(bridge_options(how, *contracts), *db, *lines, numbers, here, std::move(claimer));
    if (!started) {
        return std::move(started).why();
    }
    deposits = *std::move(started);
    state.add("bridge", [this] { return deposits->state(); });
    return {};
}

} // namespace zonogon::node
