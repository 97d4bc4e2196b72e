#include "support/catch.hpp"

#include <set>

#include "scene.hpp"
#include "store/faulty_store.hpp"

namespace sequencer_crash_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

/// What happens to a node; each event may happen again after a crash in its middle.
template <class Store>
class history {
public:
    static constexpr int events = 9;

    /// Transactions that were acknowledged are remembered in `known`.
    static void happen(scene<Store>& s, int event, std::set<bytes32>& known) {
        s.now = start_time + 1'000 * static_cast<std::uint64_t>(event);
        s.trusted = std::uint64_t{event < 4 ? 10U : 20U};
        const auto send = [&](const bytes& raw) {
            const auto hash = pool::decode_transaction(raw)->hash;
            if (known.contains(hash)) {
                return;
            }
            // Taken before the crash or now; a write that is refused once works the second time.
            for (int i = 0; i < 2 && !known.contains(hash); ++i) {
                const auto taken = s.waiting->add(raw, {}, s.now);
                if (taken || taken.why().message == "already known") {
                    known.insert(hash);
                }
            }
        };
        const auto e = static_cast<std::uint64_t>(event);
        send(raw_transfer(1, e));
        send(raw_transfer(2, e, gwei * u256{2}));
        if (event == 5) {
            send(raw_loop(3, 0, 10));
        }
        status done = s.made->step(s.now);
        for (int i = 0; i < 3; ++i) {
            done = s.made->step(s.now);
        }
        INFO((done ? std::string{} : done.why().message));
        REQUIRE(done);
    }
};

sequencer::options history_options() {
    auto out = quick_options();
    out.block_time = std::chrono::milliseconds{0};
    out.max_batch_time = std::chrono::milliseconds{3'000};
    out.forced_batch_timeout = std::chrono::milliseconds{0};
    out.l1_poll = std::chrono::milliseconds{0};
    return out;
}

template <class Store>
void prepare(scene<Store>& s) {
    s.exit_root(1, 5, start_time / 1'000 - 9);
    s.forced(1, 15, forced_transfer(9, 0));
    s.exit_root(2, 16, start_time / 1'000 - 8);
}

struct ending {
    std::vector<state::batch_record> batches;
    std::uint64_t blocks = 0;
};
template <class Store>
ending end_of(const scene<Store>& s) {
    ending out;
    out.blocks = s.last_block();
    const std::uint64_t last = (**state::read_last_batch(s.db)).number;
    for (std::uint64_t i = 1; i <= last; ++i) {
        out.batches.push_back(s.batch(i));
    }
    return out;
}

} // namespace

TEST_CASE("a crash at any write changes nothing of what is made and loses no transaction") {
    ending straight;
    std::uint64_t writes = 0;
    std::set<bytes32> all;
    {
        store::memory_store memory;
        {
            scene s{memory, history_options()};
            prepare(s);
        }
        store::faulty_store<store::memory_store> counted{memory};
        scene s{counted, history_options()};
        for (int event = 0; event < 9; ++event) {
            history<store::faulty_store<store::memory_store>>::happen(s, event, all);
        }
        writes = counted.writes();
        straight = end_of(s);
        s.check_batches();
    }
    REQUIRE(straight.batches.size() >= 4);
    CHECK(std::ranges::count(straight.batches, std::uint64_t{1}, &state::batch_record::forced_number) == 1);
    CHECK(straight.batches.back().l1_info_index + straight.batches[2].l1_info_index >= 2);
    REQUIRE(writes > 30);

    for (const auto what : {store::fault::cut_before, store::fault::cut_after, store::fault::refused}) {
        for (std::uint64_t at = 1; at <= writes; ++at) {
            INFO("write " << at << ", fault " << static_cast<int>(what));
            store::memory_store memory;
            {
                scene s{memory, history_options()};
                prepare(s);
            }
            std::set<bytes32> known;
            int event = 0;
            try {
                store::faulty_store<store::memory_store> faulty{memory};
                faulty.fail_at(at, what);
                scene s{faulty, history_options()};
                for (; event < 9; ++event) {
                    history<store::faulty_store<store::memory_store>>::happen(s, event, known);
                }
            } catch (const store::power_cut&) {
            }
            store::memory_store survived{memory.medium()};
            scene s{survived, history_options()};
            for (; event < 9; ++event) {
                history<store::memory_store>::happen(s, event, known);
            }
            const ending end = end_of(s);
            CHECK(end.blocks == straight.blocks);
            CHECK(end.batches == straight.batches);
            for (const bytes32& hash : known) {
                const auto found = state::read_transaction(s.db, hash);
                CHECK((found && *found));
            }
            s.check_batches();
        }
    }
}

} // namespace sequencer_crash_tests
