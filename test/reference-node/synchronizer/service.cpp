#include "support/catch.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "scene.hpp"
#include "synchronizer/synchronizer.hpp"

namespace synchronizer_service_tests {

using namespace zonogon;
using namespace std::chrono_literals;
using test::act;
using test::content;
using test::empty_blocks;
using test::fake_l1;
using test::follower;

namespace {

/// Waits for at most ten seconds.
bool comes(const std::function<bool()>& what) {
    for (int i = 0; i < 10'000 && !what(); ++i) {
        std::this_thread::sleep_for(1ms);
    }
    return what();
}

std::unique_ptr<synchronizer::synchronizer> start(const follower& scene, synchronizer::options how) {
    how.poll = 1ms;
    auto made = synchronizer::synchronizer::start(how, *scene.with);
    INFO((made ? std::string{} : made.why().message));
    REQUIRE(made);
    return *std::move(made);
}

} // namespace

TEST_CASE("a synchronizer follows L1 by itself") {
    fake_l1 l1;
    l1.deposit(1);
    l1.create();
    l1.deposit(2);
    for (std::uint64_t i = 0; i < 40; ++i) {
        act(l1, i, 0);
    }
    follower scene{l1};
    {
        const auto s = start(scene, scene.how);
        REQUIRE(comes([&] { return s->caught_up() && s->state().ok(); }));
        CHECK(s->l1_block() == l1.head());
        CHECK(!s->halted());
        CHECK(*s->trusted_l1_block() == l1.head() - 10);
        const std::string numbers = scene.numbers.text();
        CHECK(numbers.find("l1_synced " + std::to_string(l1.head())) != std::string::npos);
        l1.mine(5);
        CHECK(comes([&] { return s->l1_block() == l1.head(); }));

        // L1 is away, then it is another.
        l1.set_cut([](std::string& text) { text.clear(); });
        CHECK(comes([&] { return !s->state(); }));
        CHECK(s->state().why().message.find("no answer from L1") != std::string::npos);
        CHECK(s->caught_up());
        l1.set_cut(nullptr);
        CHECK(comes([&] { return s->state().ok(); }));
    }
    follower fresh{l1};
    fresh.sync();
    CHECK(content(scene.db) == content(fresh.db));
    // A new one goes on from there.
    const auto again = start(scene, scene.how);
    CHECK(comes([&] { return again->caught_up(); }));
    again->stop();
    CHECK(content(scene.db) == content(fresh.db));
}

TEST_CASE("an exit root below the final block is never another one later") {
    fake_l1 l1;
    l1.deposit(1);
    l1.create();
    l1.deposit(2);
    follower scene{l1};
    const auto s = start(scene, scene.how);
    // What a sequencer would import, asked for all the time.
    std::atomic<bool> done = false;
    std::map<std::uint32_t, state::exit_root_record> served;
    std::string wrong;
    std::thread asking{[&] {
        while (!done) {
            const auto block = s->trusted_l1_block();
            if (!block) {
                continue;
            }
            const auto leaf = state::read_exit_root_at(scene.db, *block);
            if (!leaf || !*leaf) {
                continue;
            }
            const auto [known, first] = served.emplace((*leaf)->index, **leaf);
            if (!first && known->second != **leaf) {
                wrong = "leaf " + std::to_string((*leaf)->index) + " changed";
            }
        }
    }};
    for (std::uint64_t i = 1; i < 60; ++i) {
        const std::uint64_t head = l1.head();
        // The fake's final block is ten below its head: nothing of that is ever reorganised.
        l1.drop(std::min<std::uint64_t>(i % 10, head - 5));
        for (std::uint64_t k = 0; l1.head() <= head; ++k) {
            act(l1, k, i);
        }
        if (i % 3 == 0) {
            CHECK(comes([&] { return s->l1_block() == l1.head(); }));
        }
    }
    CHECK(comes([&] { return s->l1_block() == l1.head(); }));
    done = true;
    asking.join();
    s->stop();
    CHECK(wrong.empty());
    CHECK(served.size() > 3);
    follower fresh{l1};
    fresh.sync();
    CHECK(content(scene.db) == content(fresh.db));
    for (const auto& [index, leaf] : served) {
        CHECK(**state::read_exit_root(fresh.db, index) == leaf);
    }
    CHECK(std::ranges::any_of(scene.events, [](const monitor::event& e) { return e.id == "L1 REORG"; }));
    CHECK(scene.numbers.text().find("reorgs_total{layer=\"l1\"}") != std::string::npos);
}

TEST_CASE("a sequencer's synchronizer halts where L1 has other batches") {
    fake_l1 l1;
    l1.deposit(1);
    l1.create();
    follower scene{l1, true};
    scene.how.trusted = l1::tag::latest;
    const auto s = start(scene, scene.how);
    REQUIRE(comes([&] { return s->caught_up(); }));
    CHECK(scene.last_batch() == 1);
    CHECK(*s->trusted_l1_block() == l1.head());
    l1.sequence({{empty_blocks({{1, 0}}), false}});
    REQUIRE(comes([&] { return s->halted().has_value(); }));
    CHECK(s->state().why().message.find("halted: batch 2 on L1 is not that of this node") == 0);
    CHECK(scene.last_batch() == 1);
    l1.drop(1);
    l1.mine(2);
    CHECK(comes([&] { return !s->halted(); }));
}

TEST_CASE("options that contradict each other") {
    fake_l1 l1;
    follower scene{l1};
    auto how = scene.how;
    how.own_sequencer = true;
    how.trusted_url = "http://127.0.0.1:1";
    CHECK(!synchronizer::synchronizer::start(how, *scene.with));
    how.own_sequencer = false;
    how.trusted_url = "ftp://x";
    CHECK(!synchronizer::synchronizer::start(how, *scene.with));
    how.trusted_url.clear();
    how.trusted = l1::tag::pending;
    CHECK(!synchronizer::synchronizer::start(how, *scene.with));
}

} // namespace synchronizer_service_tests
