#include "support/catch.hpp"

#include <random>

#include "chain.hpp"
#include "state/log_search.hpp"
#include "store/memory_store.hpp"

namespace state_logs_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

/// Every log of the blocks, one by one.
std::vector<state::found_log> all_logs(const store::reader& from, const state::log_filter& filter) {
    std::vector<state::found_log> out;
    for (std::uint64_t number = filter.from; number <= filter.to; ++number) {
        const auto block = *state::read_block(from, number);
        if (!block) {
            continue;
        }
        const auto receipts = *state::read_receipts(from, number);
        for (std::size_t i = 0; i < receipts.size(); ++i) {
            for (std::size_t j = 0; j < receipts[i].logs.size(); ++j) {
                if (state::matches(filter, receipts[i].logs[j])) {
                    out.push_back({number, block->hash(), block->timestamp, i, receipts[i].transaction_hash,
                                   receipts[i].first_log + j, receipts[i].logs[j]});
                }
            }
        }
    }
    return out;
}

struct scene {
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    std::uint64_t nonce = 0;

    scene() {
        REQUIRE(state::ensure_genesis(db, test_accounts()));
        for (int i = 0; i < 3; ++i) {
            REQUIRE(run_batch(db, next_batch(db, some_blocks(nonce, 9))));
        }
    }
};

} // namespace

TEST_CASE("logs are found as reading every receipt finds them") {
    const scene s;
    const state::log_filter everything{0, 30, {}, {}};
    const auto all = *state::find_logs(s.db, everything);
    REQUIRE(all.size() == 54);
    CHECK(all == all_logs(s.db, everything));
    std::mt19937_64 random(5);
    const auto sender = [](std::uint8_t i) {
        bytes32 out{};
        std::ranges::copy(key_number(i).owner(), out.begin() + 12);
        return out;
    };
    std::size_t some = 0;
    for (int i = 0; i < 400; ++i) {
        state::log_filter filter;
        filter.from = random() % 28;
        filter.to = filter.from + random() % 28;
        for (std::uint64_t n = random() % 3; n > 0; --n) {
            filter.addresses.push_back(contract_number(static_cast<std::uint8_t>(1 + random() % 2)));
        }
        filter.topics.resize(random() % 4);
        for (std::size_t t = 0; t < filter.topics.size(); ++t) {
            for (std::uint64_t n = random() % 3; n > 0; --n) {
                filter.topics[t].push_back(t == 0   ? u256{random() % 2}.to_bytes()
                                           : t == 1 ? u256{random() % 27}.to_bytes()
                                                    : sender(static_cast<std::uint8_t>(1 + random() % 2)));
            }
        }
        const auto found = state::find_logs(s.db, filter);
        REQUIRE(found);
        CHECK(*found == all_logs(s.db, filter));
        some += found->empty() ? 0 : 1;
    }
    CHECK(some > 100);
}

TEST_CASE("a position without a choice still asks for a topic") {
    const scene s;
    CHECK(state::find_logs(s.db, {0, 30, {}, {{}}})->size() == 27);
    CHECK(state::find_logs(s.db, {0, 30, {}, {{}, {}, {}}})->size() == 27);
    CHECK(state::find_logs(s.db, {0, 30, {}, {{}, {}, {}, {}}})->empty());
    CHECK(state::find_logs(s.db, {0, 30, {}, {{}, {}, {}, {}, {}}})->empty());
}

TEST_CASE("an error names the limit that a search breaks") {
    const scene s;
    CHECK(state::find_logs(s.db, {0, 10'001, {}, {}}).why().message == "logs are limited to a 10000 block range");
    CHECK(state::find_logs(s.db, {5, 10'005, {}, {}}));
    CHECK(state::find_logs(s.db, {0, 30, {}, {}}, {53, 100}).why().message == "query returned more than 53 results");
    CHECK(state::find_logs(s.db, {0, 30, {}, {}}, {54, 100}));
    CHECK(state::find_logs(s.db, {0, 30, {}, {{u256{0}.to_bytes()}}}, {5, 100}).why().message ==
          "query returned more than 5 results");
    CHECK(!state::find_logs(s.db, {2, 1, {}, {}}));
    const std::uint64_t end = ~std::uint64_t{0};
    CHECK(state::find_logs(s.db, {end, end, {}, {}})->empty());
    CHECK(state::find_logs(s.db, {end - 300, end, {}, {}})->empty());
}

TEST_CASE("an index that names what is not there is an error") {
    scene s;
    for (const bool cut : {false, true}) {
        bytes key;
        bytes value;
        REQUIRE(s.db.scan(store::family::log_index, {}, store::order::ascending, [&](byte_view k, byte_view v) {
            key.assign(k.begin(), k.end());
            value.assign(v.begin(), v.end());
            return false;
        }));
        bytes damaged = value;
        if (cut) {
            damaged.pop_back();
        } else {
            damaged.back() = 9;
        }
        store::write_batch change;
        change.put(store::family::log_index, key, damaged);
        REQUIRE(s.db.write(change));
        CHECK(!state::find_logs(s.db, {0, 30, {}, {}}));
        change.put(store::family::log_index, key, value);
        REQUIRE(s.db.write(change));
        CHECK(state::find_logs(s.db, {0, 30, {}, {}}));
    }
}

} // namespace state_logs_tests
