#include "scene.hpp"

#include "support/catch.hpp"

#include <zonogon/base/hex.hpp>
#include <zonogon/rollup/batch_items.hpp>

namespace zonogon::test {

bytes empty_blocks(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& blocks) {
    std::vector<rollup::batch_item> items;
    for (const auto& [delta, index] : blocks) {
        items.emplace_back(rollup::change_l2_block{delta, index});
    }
    return rollup::encode_batch(items);
}

void act(fake_l1& l1, std::uint64_t i, std::uint64_t variant) {
    // The next block's time, which blocks of a batch in it may have.
    const std::uint64_t now = l1.time(l1.head()) + 12;
    const auto batch = [&](std::uint32_t index) {
        const auto delta = static_cast<std::uint32_t>(now - l1.l2_time());
        return fake_l1::wanted_batch{empty_blocks({{delta - 1, 0}, {1, index}}), false};
    };
    const auto newest = static_cast<std::uint32_t>(l1.leaves() - 1);
    switch ((i * 7 + variant) % 11) {
    case 0:
    case 4:
        l1.deposit(1000 * variant + i);
        break;
    case 1:
        l1.sequence({batch(newest)});
        l1.set_l2_time(now);
        break;
    case 2:
        l1.force(bytes{}, i % 2 == 0);
        break;
    case 3:
        l1.mine(1 + i % 3);
        break;
    case 5:
        // Garbage: an invalid batch, then one that imports a leaf that is not there yet, and a good one.
        l1.sequence({{bytes{0x77, 1}, false}, {empty_blocks({{0, newest + 1}}), false}, batch(0)});
        l1.set_l2_time(now);
        break;
    case 6:
        l1.force(bytes{0x0b, 0, 0, 0, 0, 0, 0, 0, 0}, true);
        break;
    case 7:
        if (l1.queued() > 0) {
            l1.sequence({{{}, true}, batch(1)});
            l1.set_l2_time(now);
            break;
        }
        l1.noise();
        break;
    case 8:
        if (l1.queued() > 1) {
            l1.sequence_forced(2);
            break;
        }
        l1.mine();
        break;
    case 9:
        l1.sequence({batch(newest)}, ~std::uint64_t{0}, true, 5000 * variant + i);
        l1.set_l2_time(now);
        break;
    default:
        l1.noise();
        break;
    }
}

std::vector<std::string> content(const store::reader& from) {
    using store::family;
    std::vector<std::string> out;
    for (const family f :
         {family::batch, family::virtual_batch, family::verified_batch, family::forced_batch, family::exit_root,
          family::l2_block, family::l2_block_hash, family::transaction, family::receipt, family::log_index}) {
        const status done =
            from.scan(f, store::key_range::all(), store::order::ascending, [&](byte_view key, byte_view value) {
                out.push_back(std::to_string(static_cast<int>(f)) + to_hex(key) + to_hex(value));
                return true;
            });
        REQUIRE(done);
    }
    const auto head = state::read_head(from);
    REQUIRE(head);
    out.push_back(std::to_string((*head)->number) + (*head)->state_root.to_hex_full());
    return out;
}

rollup_definition rollup_definition::fake() {
    return {fake_l1::contracts(), {{address{0x11}, 0, u256{1'000'000}, {}, {}}}};
}

follower::follower(l1::transport& node, bool own_sequencer, const rollup_definition& of)
    : db(own_db), client(node, l1::json_rpc::options{2, std::chrono::milliseconds{1}}) {
    set_up(own_sequencer, of);
}
follower::follower(l1::transport& node, store::database& in, bool own_sequencer, const rollup_definition& of)
    : db(in), client(node, l1::json_rpc::options{2, std::chrono::milliseconds{1}}) {
    set_up(own_sequencer, of);
}

void follower::set_up(bool own_sequencer, const rollup_definition& of) {
    const auto root = state::ensure_genesis(db, of.genesis);
    REQUIRE(root);
    how.contracts = of.contracts;
    how.contracts.genesis_root = *root;
    how.own_sequencer = own_sequencer;
    monitor::log::options quiet;
    quiet.terminal = false;
    lines = *monitor::log::create(quiet);
    with.reset(new synchronizer::services{db, client, *lines, numbers,
                                          [this](const monitor::event& e) { events.push_back(e); },
                                          [this](std::uint64_t n) { heads.push_back(n); }});
    restart();
}

void follower::restart() {
    l1 = std::make_unique<synchronizer::l1_follower>(how, *with);
    batches = std::make_unique<synchronizer::batch_follower>(how, *with);
}

status follower::round() {
    const auto step = l1->step();
    at_head = step && step->at_head;
    if (step && step->unwound_to) {
        batches->back_to(step->last_batch);
    }
    for (;;) {
        const auto more = batches->step(at_head);
        if (!more) {
            return more.why();
        }
        if (!*more) {
            break;
        }
    }
    return step ? status{} : step.why();
}

void follower::sync() {
    at_head = false;
    for (int i = 0; i < 1'000 && !at_head; ++i) {
        const status done = round();
        INFO((done ? std::string{} : done.why().message));
        REQUIRE(done);
    }
    REQUIRE(at_head);
}

std::uint64_t follower::last_batch() const {
    const auto last = state::read_last_batch(db);
    REQUIRE(last);
    return *last ? (*last)->number : 0;
}
state::head follower::head() const {
    const auto head = state::read_head(db);
    REQUIRE((head && *head));
    return **head;
}

} // namespace zonogon::test
