#include "support/catch.hpp"

#include <algorithm>

#include <zonogon/base/hex.hpp>

#include "l1/parse.hpp"
#include "scene.hpp"
#include "synchronizer/trusted_follower.hpp"

namespace synchronizer_trusted_tests {

using namespace zonogon;
using nlohmann::json;
using test::content;
using test::empty_blocks;
using test::fake_l1;
using test::follower;

namespace {

/// What another node answers about the batches in its store.
class trusted_node final : public l1::transport {
public:
    explicit trusted_node(const follower& of) : of_(of) {}

    l1::reply post(const std::string& body) override {
        const json q = json::parse(body);
        json out{{"jsonrpc", "2.0"}, {"id", q["id"]}, {"result", nullptr}};
        if (q["method"] == "zkevm_batchNumber") {
            out["result"] = l1::quantity(u256{most ? std::min(*most, of_.last_batch()) : of_.last_batch()});
        } else {
            const auto row = state::read_batch(of_.db, std::stoull(q["params"][0].get<std::string>(), nullptr, 16));
            REQUIRE(row);
            if (*row) {
                const state::batch_record& b = **row;
                out["result"] = {{"number", l1::quantity(u256{b.number})},
                                 {"coinbase", to_hex(b.coinbase)},
                                 {"stateRoot", b.state_root.to_hex_full()},
                                 {"timestamp", l1::quantity(u256{b.timestamp})},
                                 {"closed", !b.is_open()},
                                 {"batchL2Data", to_hex(b.data)}};
                if (b.forced_number != 0) {
                    out["result"]["forcedBatchNumber"] = l1::quantity(u256{b.forced_number});
                }
            }
        }
        if (tamper) {
            tamper(out["result"]);
        }
        return {l1::reply::kind::body, out.dump()};
    }

    std::function<void(json& answer)> tamper;
    std::optional<std::uint64_t> most;

private:
    const follower& of_;
};

/// Executes data as the batch that follows, as a sequencer would have made it; open, or closed.
void make(follower& f, std::uint64_t number, const bytes& data, bool closed = true) {
    rollup::batch_input input;
    input.old_num_batch = number - 1;
    input.chain_id = f.how.contracts.chain_id;
    input.batch_l2_data = data;
    input.sequencer = fake_l1::sequencer();
    input.timestamp_limit = ~std::uint64_t{0};
    input.old_state_root = (*state::read_batch(f.db, number - 1))->state_root;
    input.l1_info_unchecked = true;
    for (std::uint32_t i = 1; i < 3; ++i) {
        if (const auto leaf = *state::read_exit_root(f.db, i)) {
            input.l1_info_tree[i] = {leaf->global_exit_root, leaf->parent_block_hash, leaf->timestamp, {}};
        }
    }
    synchronizer::batch_entry entry;
    entry.closed = closed ? state::closing_reason::time : state::closing_reason::open;
    entry.on_l1 = false;
    entry.timestamp = closed ? 99 : 0;
    const auto made = synchronizer::bring_batch(f.db, input, entry);
    REQUIRE(made);
    REQUIRE(made->row.valid);
}

bytes join(bytes a, const bytes& b) {
    append(a, b);
    return a;
}

} // namespace

TEST_CASE("batches of a trusted node are executed before they are on L1") {
    fake_l1 l1;
    l1.deposit(1);
    l1.create();
    l1.deposit(2);
    l1.mine(3);
    const auto delta = static_cast<std::uint32_t>(l1.time(l1.head()) - l1.l2_time());
    follower sequencer{l1, true};
    sequencer.sync();
    follower f{l1};
    f.how.trusted_url = "http://unused";
    trusted_node node{sequencer};
    synchronizer::trusted_follower trusted{f.how, *f.with, node};
    const auto poll = [&] {
        for (;;) {
            const auto more = trusted.step();
            if (!more) {
                return more.why().message;
            }
            if (!*more) {
                return std::string{};
            }
        }
    };
    const auto same = [&] {
        CHECK(f.head() == sequencer.head());
        CHECK(f.last_batch() == sequencer.last_batch());
    };

    // Batch 1 is L1's.
    CHECK(poll().empty());
    CHECK(f.last_batch() == 0);
    f.sync();
    CHECK(poll().empty());
    CHECK(f.last_batch() == 1);

    const bytes first = empty_blocks({{delta, 1}});
    make(sequencer, 2, first, false);
    CHECK(poll().empty());
    same();
    CHECK((*state::read_batch(f.db, 2))->is_open());
    f.heads.clear();
    CHECK(poll().empty());
    CHECK(f.heads.empty());
    // It grows, and closes without a further block.
    const bytes second = join(first, empty_blocks({{1, 0}, {2, 0}}));
    make(sequencer, 2, second, false);
    CHECK(poll().empty());
    same();
    make(sequencer, 2, second, true);
    CHECK(poll().empty());
    same();
    const auto row = **state::read_batch(f.db, 2);
    CHECK(row.closed == state::closing_reason::from_l1);
    CHECK(row.timestamp == 99);
    CHECK(row.accumulated_input_hash.is_zero());
    CHECK(row.data == second);

    SECTION("then L1 has the same") {
        l1.sequence({{second, false}});
        f.sync();
        CHECK(f.events.empty());
        CHECK(f.head() == sequencer.head());
    }
    SECTION("then L1 has another") {
        make(sequencer, 3, empty_blocks({{1, 0}}));
        CHECK(poll().empty());
        l1.sequence({{join(first, empty_blocks({{3, 0}})), false}});
        f.sync();
        REQUIRE(f.events.size() == 1);
        CHECK(f.events[0].id == "TRUSTED REORG");
        CHECK(f.last_batch() == 2);
        // What the trusted node says about batch 3 does not fit to that.
        const auto before = content(f.db);
        CHECK(poll().find("expected is") != std::string::npos);
        CHECK(content(f.db) == before);
    }
    SECTION("several at once, some lie behind") {
        for (std::uint64_t n = 3; n < 9; ++n) {
            make(sequencer, n, empty_blocks({{1, 0}, {0, static_cast<std::uint32_t>(n % 2)}}));
        }
        CHECK(poll().empty());
        same();
        node.most = 4;
        CHECK(poll().empty());
        same();
        CHECK(f.events.empty());
    }
    SECTION("it replaces what it had") {
        make(sequencer, 3, empty_blocks({{1, 0}}));
        make(sequencer, 4, empty_blocks({{1, 0}}));
        CHECK(poll().empty());
        make(sequencer, 3, empty_blocks({{7, 0}}));
        REQUIRE(sequencer.last_batch() == 3);
        CHECK(poll().empty());
        same();
        REQUIRE(f.events.size() == 1);
        CHECK(f.events[0].id == "TRUSTED REORG");
    }
    SECTION("a reorganisation of L1 leaves them") {
        l1.sequence({{second, false}});
        f.sync();
        l1.drop(2);
        l1.mine(3);
        f.sync();
        CHECK(f.last_batch() == 2);
        CHECK(poll().empty());
        same();
    }
    SECTION("an exit root, a forced batch that this node has not heard of") {
        l1.deposit(3);
        l1.force({});
        sequencer.sync();
        const auto forced = **state::read_forced_batch(sequencer.db, 1);
        make(sequencer, 3, empty_blocks({{100, 2}}));
        CHECK(poll().find("an exit root that is not known") != std::string::npos);
        CHECK(f.last_batch() == 2);
        f.sync();
        CHECK(poll().empty());
        same();
        rollup::batch_input input;
        input.old_num_batch = 3;
        input.chain_id = 1001;
        input.sequencer = fake_l1::sequencer();
        input.old_state_root = (*state::read_batch(sequencer.db, 3))->state_root;
        input.l1_info_root = forced.global_exit_root;
        input.timestamp_limit = forced.timestamp;
        input.forced_block_hash_l1 = forced.parent_block_hash;
        synchronizer::batch_entry entry;
        entry.closed = state::closing_reason::forced_batch;
        entry.forced_number = 1;
        entry.on_l1 = false;
        REQUIRE(synchronizer::bring_batch(sequencer.db, input, entry));
        CHECK(poll().empty());
        same();
        CHECK((*state::read_batch(f.db, 4))->forced_number == 1);
        l1.mine(10);
        l1.sequence({{second, false}, {(*state::read_batch(f.db, 3))->data, false}, {{}, true}});
        f.sync();
        CHECK(f.events.empty());
        make(sequencer, 5, empty_blocks({{0, 0}}));
        node.tamper = [](json& answer) {
            if (answer.is_object()) {
                answer["forcedBatchNumber"] = "0x2";
            }
        };
        CHECK(poll().find("forced batch 2 of the trusted node is not known") != std::string::npos);
    }
    SECTION("answers that are none") {
        make(sequencer, 3, empty_blocks({{1, 0}}));
        const auto before = content(f.db);
        const auto refused = [&](const std::string& reason, const std::function<void(json&)>& change) {
            node.tamper = change;
            const std::string why = poll();
            INFO(why);
            CHECK(why.starts_with("the trusted node: "));
            CHECK(why.find(reason) != std::string::npos);
            CHECK(content(f.db) == before);
        };
        const auto member = [](const char* name, const json& value) {
            return [name, value](json& answer) {
                if (answer.is_object() && answer["number"] == "0x3") {
                    answer[name] = value;
                }
            };
        };
        refused("is not a number", [](json& answer) { answer = answer.is_string() ? json{"x"} : answer; });
        refused("not an object", [](json& answer) { answer = answer.is_object() ? json{"x"} : answer; });
        refused("another batch", member("number", "0x4"));
        refused("expected is", member("stateRoot", "0x" + std::string(64, '1')));
        refused("expected is", member("batchL2Data", "0x77"));
        refused("stateRoot", member("stateRoot", 5));
        refused("coinbase", member("coinbase", "0x11"));
        refused("closed", member("closed", "yes"));
        refused("batchL2Data", member("batchL2Data", "0x1"));
        refused("forcedBatchNumber", member("forcedBatchNumber", "one"));
        node.tamper = nullptr;
        CHECK(poll().empty());
        same();
    }
}

} // namespace synchronizer_trusted_tests
