#include "bridge/claimer.hpp"

#include "bridge/contract.hpp"
#include "pool/decode.hpp"
#include "reference-node/bridge/support.hpp"
#include "store/faulty_store.hpp"
#include "support/random.hpp"

namespace bridge_claimer_tests {

using namespace zonogon;
using namespace zonogon::bridge;
using test::require;
using test::take;
using sending = claim_target::sending;

namespace {

/// An L2 that takes what it is told to and executes it when asked.
class small_l2 final : public claim_target {
public:
    result<std::uint64_t> chain_id() override { return std::uint64_t{1'001}; }
    result<std::uint64_t> nonce(const address&) override { return executed; }
    result<u256> gas_price() override { return u256{5}; }
    result<claim_trial> try_call(const address&, const address& to, const bytes& data) override {
        ++trials;
        CHECK(to == address{0xbb});
        const bool bad = std::ranges::any_of(reverting, [&](const bytes& end) {
            return data.size() >= end.size() && std::equal(end.rbegin(), end.rend(), data.rbegin());
        });
        return bad ? claim_trial{std::nullopt, "reverts"} : claim_trial{100'000, {}};
    }
    sent send(const bytes& raw) override {
        if (down) {
            return {sending::unknown, "no answer from L1"};
        }
        if (!refuses.empty()) {
            return {sending::refused, refuses};
        }
        const auto t = take(pool::decode_transaction(raw));
        CHECK(t.tx.gas_limit == 125'000);
        CHECK(t.tx.gas_price == u256{5});
        CHECK(t.tx.chain_id == 1'001);
        ++sendings;
        waiting[t.tx.nonce] = t;
        return {};
    }

    std::map<std::uint64_t, pool::decoded_transaction> waiting;
    std::vector<bytes> reverting;
    std::string refuses;
    bool down = false;
    std::uint64_t executed = 0;
    std::size_t trials = 0, sendings = 0;
};

struct scene : test::books {
    small_l2 l2;
    claimer::options how;
    std::unique_ptr<claimer> claims;
    std::vector<deposit> made;
    std::uint64_t now = 1'000'000, l2_block = 1;

    scene() {
        how.bridge = {0xbb};
        how.message_senders = {{0xaa}};
        how.attempts = 3;
        open(db);
    }
    void open(store::database& in) {
        claims = take(claimer::open(in, *of, l2, take(keys::private_key::from_bytes(bytes(32, 7))), how));
    }
    /// A block of L1 with deposits that L2 imports.
    void deposit_on_l1(std::size_t count, leaf_type type = leaf_type::asset, const address& origin = {}) {
        const std::uint64_t block = made.size() + 1;
        std::vector<event> events;
        for (std::size_t i = 0; i < count; ++i) {
            deposit d = next(side::l1, block);
            l1_tree.truncate(d.count);
            d.type = type;
            d.origin = origin;
            // What calls are told apart by.
            d.metadata = bytes(32, static_cast<std::uint8_t>(d.count + 1));
            require(l1_tree.append(leaf_of(d)));
            made.push_back(d);
            events.push_back(d);
        }
        events.push_back(roots());
        require(apply(side::l1, block, events));
        require(apply(side::l2, l2_block++, {}, {global_exit_root(roots())}));
    }
    /// Executes the next waiting claims; those of `fails` emit nothing.
    void execute(std::size_t count, const std::vector<std::uint32_t>& fails = {}) {
        std::vector<event> events;
        for (; count > 0 && l2.waiting.contains(l2.executed); --count) {
            const bytes& data = l2.waiting[l2.executed].tx.data;
            const deposit& d =
                *std::ranges::find_if(made, [&](const deposit& one) { return data.back() == one.metadata[0]; });
            if (std::ranges::find(fails, d.count) == fails.end()) {
                events.push_back(test::claim_of(d, l2_block));
            }
            l2.waiting.erase(l2.executed++);
        }
        require(apply(side::l2, l2_block++, events));
    }
    void step() {
        require(claims->step(l2.executed, now));
        now += 1'000;
    }
};

} // namespace

TEST_CASE("ready deposits are claimed in order, each once") {
    scene s;
    s.step();
    CHECK(s.l2.sendings == 0);
    s.deposit_on_l1(3);
    s.step();
    CHECK(s.l2.sendings == 3);
    CHECK(s.claims->in_flight() == 3);
    for (std::uint64_t nonce = 0; nonce < 3; ++nonce) {
        const auto proof = take(s.of->prove(0, static_cast<std::uint32_t>(nonce), std::nullopt)).proof;
        CHECK(s.l2.waiting[nonce].tx.data == claim_call(s.made[nonce], *proof));
        CHECK(s.l2.waiting[nonce].from == s.claims->sender());
    }
    s.step();
    CHECK(s.l2.sendings == 3);
    s.execute(2);
    s.deposit_on_l1(1);
    s.step();
    CHECK(s.l2.sendings == 4);
    CHECK(s.l2.waiting.contains(3));
    s.execute(5);
    s.step();
    CHECK(s.claims->jobs().empty());
    CHECK(s.of->open_count() == 0);
    CHECK(s.l2.sendings == 4);
}

TEST_CASE("deposits that cannot be claimed are put aside, tried again, and hold nobody up") {
    scene s;
    s.l2.reverting = {bytes(32, 1), bytes(32, 3)};
    s.deposit_on_l1(5);
    s.step();
    CHECK(s.l2.sendings == 3);
    CHECK(s.claims->jobs().at(0).why == "reverts");
    s.execute(3);
    s.step();
    s.step();
    CHECK(s.claims->quarantined() == 2);
    CHECK(s.claims->jobs().at(0).failures == 3);
    const std::size_t trials = s.l2.trials;
    for (int i = 0; i < 20; ++i) {
        s.step();
    }
    CHECK(s.l2.trials == trials);
    // New ones go on; the old ones are tried again after the quarantine.
    s.deposit_on_l1(1);
    s.step();
    CHECK(s.l2.sendings == 4);
    s.l2.reverting.pop_back();
    s.now += 700'000;
    s.execute(1);
    s.step();
    CHECK(s.l2.sendings == 5);
    s.execute(1);
    s.step();
    CHECK(s.claims->jobs().size() == 1);
    CHECK(s.of->open_count() == 1);
}

TEST_CASE("a claim that fails in its block is sent again with a new nonce") {
    scene s;
    s.deposit_on_l1(2);
    s.step();
    s.execute(2, {0});
    s.step();
    CHECK(s.claims->jobs().at(0).why == "the claim is in a block and failed there");
    s.now += 1'000;
    s.step();
    CHECK(s.l2.waiting.contains(2));
    s.execute(1);
    s.step();
    CHECK(s.claims->jobs().empty());
}

TEST_CASE("somebody else may claim first") {
    scene s;
    s.deposit_on_l1(2);
    s.step();
    require(s.apply(side::l2, s.l2_block++, {test::claim_of(s.made[0], 5)}));
    // Its transaction still waits, so its nonce stays taken.
    s.deposit_on_l1(1);
    s.step();
    CHECK(s.claims->in_flight() == 3);
    CHECK(s.l2.waiting.size() == 3);
    s.execute(3, {0});
    s.step();
    CHECK(s.claims->jobs().empty());
    CHECK(s.of->open_count() == 0);
}

TEST_CASE("messages are claimed for listed senders only") {
    scene s;
    s.deposit_on_l1(1, leaf_type::message, {0x99});
    s.deposit_on_l1(1, leaf_type::message, {0xaa});
    s.step();
    REQUIRE(s.l2.sendings == 1);
    CHECK(s.l2.waiting[0].tx.data.back() == 2);
    CHECK(s.claims->jobs().size() == 1);
}

TEST_CASE("what L2 refuses leaves no gap in the nonces; an empty account is nobody's fault") {
    scene s;
    s.deposit_on_l1(5);
    s.l2.refuses = "oversized data";
    CHECK(s.claims->step(0, s.now).why().message == "L2 refuses claims: oversized data");
    CHECK(s.claims->in_flight() == 0);
    CHECK(s.claims->jobs().at(0).failures == 1);
    s.l2.refuses = "insufficient funds for gas * price + value";
    s.now += 1'000;
    for (int i = 0; i < 20; ++i) {
        CHECK(!s.claims->step(0, s.now));
        s.now += 1'000;
    }
    CHECK(s.claims->quarantined() == 0);
    s.l2.refuses.clear();
    s.step();
    CHECK(s.l2.sendings == 5);
    CHECK(s.l2.waiting.begin()->first == 0);
    CHECK(s.l2.waiting.rbegin()->first == 4);
}

TEST_CASE("no more claims are on their way than allowed") {
    scene s;
    s.how.in_flight = 2;
    s.open(s.db);
    s.deposit_on_l1(5);
    s.step();
    CHECK(s.l2.sendings == 2);
    s.execute(1);
    s.step();
    CHECK(s.l2.sendings == 3);
}

TEST_CASE("a claim that is lost is sent again as it was") {
    scene s;
    s.deposit_on_l1(1);
    s.step();
    const auto before = s.l2.waiting;
    s.l2.waiting.clear();
    s.step();
    CHECK(s.l2.sendings == 1);
    s.now += 30'000;
    s.step();
    CHECK(s.l2.sendings == 2);
    CHECK(s.l2.waiting.at(0).hash == before.at(0).hash);
    // Without an answer nothing is decided.
    s.l2.down = true;
    s.now += 30'000;
    CHECK(s.claims->step(0, s.now).why().message.starts_with("L2 cannot be reached"));
    CHECK(s.claims->in_flight() == 1);
}

TEST_CASE("after a stop at any write each deposit is claimed by one transaction") {
    for (std::uint64_t at = 1; at <= 4; ++at) {
        for (const store::fault how : {store::fault::cut_before, store::fault::cut_after, store::fault::refused}) {
            scene s;
            s.deposit_on_l1(3);
            store::faulty_store<store::memory_store> faulty(s.memory);
            store::erased<store::faulty_store<store::memory_store>> db(faulty);
            faulty.fail_at(at, how);
            s.open(db);
            try {
                (void)s.claims->step(0, s.now);
            } catch (const store::power_cut&) {
            }
            s.open(s.db);
            s.now += 100'000;
            for (int i = 0; i < 4; ++i) {
                s.step();
                s.execute(1);
            }
            s.step();
            CHECK(s.claims->jobs().empty());
            CHECK(s.of->open_count() == 0);
            CHECK(s.l2.executed == 3);
        }
    }
}

TEST_CASE("a deposit that a reorg of L1 replaces is claimed for what it is then") {
    scene s;
    s.l2.reverting = {bytes(32, 1)};
    s.deposit_on_l1(1);
    s.step();
    CHECK(s.claims->jobs().at(0).failures == 1);
    require(s.of->unwind(side::l1, 0));
    s.l1_tree.truncate(0);
    s.made.clear();
    s.l2.reverting.clear();
    s.step();
    CHECK(s.claims->jobs().empty());
    s.deposit_on_l1(1);
    s.step();
    CHECK(s.l2.sendings == 1);
    CHECK(s.claims->jobs().at(0).failures == 0);
}

TEST_CASE("claim jobs come back as they were stored") {
    const claim_job j{{1}, true, 2, 3, 4, 5, {6, 7}, "why"};
    CHECK(*decode_claim_job(encode(j)) == j);
    bytes cut = encode(j);
    cut.pop_back();
    CHECK(!decode_claim_job(cut));
}

TEST_CASE("ten thousand deposits, a quarter of which revert, with restarts: all others are claimed once") {
    scene s;
    s.how.in_flight = 64;
    s.open(s.db);
    constexpr std::size_t count = 10'000;
    for (std::size_t i = 0; i < count; i += 500) {
        s.deposit_on_l1(500);
    }
    for (unsigned i = 0; i < 256; i += 4) {
        s.l2.reverting.push_back(bytes(32, static_cast<std::uint8_t>(i)));
    }
    const auto reverts = [](const deposit& d) { return d.metadata[0] % 4 == 0; };
    const auto hopeless = static_cast<std::size_t>(std::ranges::count_if(s.made, reverts));
    REQUIRE(hopeless == count / 4);
    test::random_stream random{7};
    for (int round = 0; round < 400 && s.of->open_count() > hopeless; ++round) {
        s.step();
        if (random.next() % 20 == 0) {
            s.reopen();
            s.open(s.db);
        }
        // Metadata repeat after 256 deposits: the global index in the call tells which it is.
        std::vector<event> events;
        for (const auto& [nonce, t] : s.l2.waiting) {
            const std::uint64_t index = u256::from_bytes(byte_view{t.tx.data}.subspan(4 + 64 * 32, 32)).low64();
            events.push_back(test::claim_of(s.made[static_cast<std::size_t>(index)], s.l2_block));
        }
        s.l2.executed += s.l2.waiting.size();
        s.l2.waiting.clear();
        require(s.apply(side::l2, s.l2_block++, events));
    }
    CHECK(s.of->open_count() == hopeless);
    CHECK(s.l2.sendings == count - hopeless);
    CHECK(s.l2.executed == count - hopeless);
}

} // namespace bridge_claimer_tests
