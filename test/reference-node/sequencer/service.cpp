#include "support/catch.hpp"

#include <atomic>
#include <thread>

#include "scene.hpp"
#include "sequencer/sequencer.hpp"

namespace sequencer_service_tests {

using namespace zonogon;
using namespace zonogon::test;
using namespace std::chrono_literals;

namespace {

template <class Condition>
bool soon(Condition holds) {
    for (int i = 0; i < 2'000 && !holds(); ++i) {
        std::this_thread::sleep_for(5ms);
    }
    return holds();
}

sequencer::options service_options() {
    auto out = quick_options();
    out.block_time = 20ms;
    out.poll = 5ms;
    out.max_batch_time = 40ms;
    return out;
}

} // namespace

TEST_CASE("the sequencer runs, checks its batches, halts and resumes") {
    store::memory_store memory;
    scene s{memory};
    std::atomic<int> blocks = 0;
    std::atomic<int> events = 0;
    sequencer::observers tell;
    tell.on_block = [&](const state::executed_block&) { ++blocks; };
    tell.on_event = [&](const monitor::event&) { ++events; };
    auto started = sequencer::sequencer::start(service_options(), {s.db, *s.waiting, {}, {}, {}}, tell);
    REQUIRE(started);
    sequencer::sequencer& running = **started;
    s.add(raw_transfer(1, 0));
    CHECK(soon([&] { return running.checked_batch() == 1; }));
    CHECK(running.state());
    CHECK(blocks == 1);
    CHECK((**state::read_transaction(s.db, pool::decode_transaction(raw_transfer(1, 0))->hash)).block == 1);

    running.halt("for a test");
    CHECK(running.state().why().message == "halted: for a test");
    s.add(raw_transfer(1, 1));
    std::this_thread::sleep_for(60ms);
    CHECK(blocks == 1);
    running.resume();
    CHECK(soon([&] { return running.checked_batch() == 2; }));
    CHECK(events >= 2);
    running.halt_at(3);
    s.add(raw_transfer(1, 2));
    CHECK(soon([&] { return !running.state(); }));
    CHECK(running.state().why().message == "no batch is made from number 3 on");
    running.halt_at(0);
    CHECK(soon([&] { return running.checked_batch() == 3; }));
}

TEST_CASE("a batch that is not what its data give halts the sequencer until it is mended") {
    store::memory_store memory;
    scene s{memory};
    s.add(raw_transfer(1, 0));
    s.made->want_close();
    s.step();
    const auto right = s.batch(1);
    auto wrong = right;
    wrong.local_exit_root = u256{5};
    const auto put = [&](const state::batch_record& row) {
        store::write_batch changes;
        state::put_batch(changes, row);
        REQUIRE(s.db.write(changes));
    };
    put(wrong);
    std::atomic<bool> told = false;
    sequencer::observers tell;
    tell.on_event = [&](const monitor::event& e) { told = told || (e.id == "FINALIZER HALT" && e.severity == 2); };
    auto started = sequencer::sequencer::start(service_options(), {s.db, *s.waiting, {}, {}, {}}, tell);
    REQUIRE(started);
    sequencer::sequencer& running = **started;
    CHECK(soon([&] { return running.halted(); }));
    CHECK(running.state().why().message.starts_with("halted: batch 1 has local exit root"));
    CHECK(told);
    CHECK(running.checked_batch() == 0);
    running.resume();
    CHECK(soon([&] { return running.halted(); }));
    put(right);
    running.resume();
    CHECK(soon([&] { return running.checked_batch() == 1; }));
    CHECK(!running.halted());
}

} // namespace sequencer_service_tests
