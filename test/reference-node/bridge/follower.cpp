#include "bridge/follower.hpp"

#include <functional>

#include "reference-node/bridge/support.hpp"

namespace bridge_follower_tests {

using namespace zonogon;
using namespace zonogon::bridge;
using test::require;
using test::take;

namespace {

/// A chain that can change between two questions. Block n of branch b has the hash (n, b).
class small_chain final : public chain {
public:
    struct block {
        std::uint64_t branch = 0;
        std::vector<event> events;
    };
    std::vector<block> blocks{{}};
    /// Called before the n-th question (from 1).
    std::function<void(std::uint64_t)> before;
    /// Deposits that the logs leave out, and how many the contract counts; both as an honest node has them unless set.
    std::optional<std::uint32_t> left_out;
    bool counts = true;
    std::uint64_t questions = 0, reads = 0;
    /// The most blocks that it reads logs of at once.
    std::optional<std::uint64_t> most;
    /// Blocks at the end that the node has not seen yet.
    std::uint64_t lag = 0;

    bytes32 hash(std::uint64_t n) const { return test::hash_number(n, blocks[n].branch); }

    result<store::checkpoint> head() override {
        ask();
        const std::uint64_t n = blocks.size() - 1 - lag;
        return store::checkpoint{n, hash(n)};
    }
    result<std::optional<bytes32>> hash_of(std::uint64_t number) override {
        ask();
        return number + lag < blocks.size() ? std::optional{hash(number)} : std::optional<bytes32>{};
    }
    result<std::vector<event_block>> read(std::uint64_t from, std::uint64_t to) override {
        ask();
        ++reads;
        if (most && to - from >= *most) {
            return error{"query exceeds the range"};
        }
        std::vector<event_block> out;
        for (std::uint64_t n = from; n <= to; ++n) {
            event_block one{n, hash(n), {}, {}};
            for (const event& e : blocks[n].events) {
                const auto* d = std::get_if<deposit>(&e);
                if (d == nullptr || left_out != d->count) {
                    one.events.push_back(e);
                }
            }
            if (!one.events.empty() || n == to) {
                out.push_back(one);
            }
        }
        return out;
    }
    result<std::optional<std::uint64_t>> deposit_count(std::uint64_t at) override {
        ask();
        if (!counts) {
            return std::optional<std::uint64_t>{};
        }
        std::uint64_t out = 0;
        for (std::uint64_t n = 0; n <= at; ++n) {
            for (const event& e : blocks[n].events) {
                out += std::holds_alternative<deposit>(e) ? 1 : 0;
            }
        }
        return std::optional{out};
    }

private:
    void ask() {
        ++questions;
        if (before) {
            before(questions);
        }
    }
};

struct scene : test::books {
    small_chain node;
    follower f{*of, side::l1, node, {1, 10}};

    /// Mines so many blocks of a branch, each `every`-th with a deposit and its exit root.
    void mine(std::size_t count, std::uint64_t branch = 0, std::size_t every = 3) {
        for (std::size_t i = 0; i < count; ++i) {
            small_chain::block b{branch, {}};
            if (node.blocks.size() % every == 0) {
                b.events.push_back(next(side::l1, node.blocks.size(), {static_cast<std::uint8_t>(branch)}));
                b.events.push_back(roots());
            }
            node.blocks.push_back(std::move(b));
        }
    }
    /// Takes the newest blocks away.
    void cut(std::size_t count) {
        node.blocks.resize(node.blocks.size() - count);
        std::uint64_t left = 0;
        for (const auto& b : node.blocks) {
            left += b.events.empty() ? 0 : 1;
        }
        l1_tree.truncate(left);
    }
    void check_same() const {
        CHECK(take(of->last(side::l1))->hash == node.hash(node.blocks.size() - 1));
        CHECK(of->tree_size(0) == l1_tree.size());
        if (l1_tree.size() > 0) {
            const auto last = static_cast<std::uint32_t>(l1_tree.size() - 1);
            const deposit d = *take(of->find_deposit(0, last));
            CHECK(d.destination[0] == node.blocks[d.where.block].branch);
        }
    }
};

} // namespace

TEST_CASE("a chain is followed in ranges to its head") {
    scene s;
    s.mine(45);
    require(s.f.catch_up());
    CHECK(s.node.reads == 5);
    s.check_same();
    CHECK(!take(s.f.step()));
    s.mine(1);
    require(s.f.catch_up());
    s.check_same();
}

TEST_CASE("reorgs of every depth are undone and the other branch is read") {
    for (const std::size_t depth : {1U, 2U, 5U, 31U, 64U, 140U}) {
        INFO(depth);
        scene s;
        s.mine(150);
        // One by one, so that each block is a checkpoint.
        follower fine{*s.of, side::l1, s.node, {1, 1}};
        require(fine.catch_up());
        s.cut(depth);
        s.mine(depth + 1, 1);
        require(s.f.catch_up());
        s.check_same();
        // Back again, and without the deposits this time.
        s.cut(depth + 1);
        s.mine(depth + 2, 2, 1'000);
        require(s.f.catch_up());
        s.check_same();
    }
}

TEST_CASE("a node that is behind is waited for; a shorter chain of other blocks is not") {
    scene s;
    s.mine(30);
    require(s.f.catch_up());
    s.node.lag = 7;
    require(s.f.catch_up());
    CHECK(s.of->tree_size(0) == 10);
    // Even one that has none of the blocks that could be compared.
    s.node.lag = 29;
    require(s.f.catch_up());
    CHECK(s.of->tree_size(0) == 10);
    // Two nodes behind one address: the second answers about blocks, and lags.
    s.node.lag = 0;
    s.node.before = [&](std::uint64_t) { s.node.lag = s.node.lag == 0 ? 5 : 0; };
    s.node.lag = 5;
    CHECK(s.f.catch_up().why().message == "there is no block 30 although the head is not below it");
    CHECK(s.of->tree_size(0) == 10);
    s.node.before = {};
    s.node.lag = 0;
    s.mine(3);
    require(s.f.catch_up());
    s.check_same();
    s.cut(20);
    s.mine(5, 1);
    require(s.f.catch_up());
    s.check_same();
}

TEST_CASE("a chain that changes while it is asked is never mixed") {
    // At each question in turn the last four blocks are replaced.
    for (std::uint64_t at = 1; at <= 12; ++at) {
        scene s;
        s.mine(9);
        require(s.f.catch_up());
        s.mine(9);
        const std::uint64_t when = s.node.questions + at;
        s.node.before = [&](std::uint64_t n) {
            if (n == when) {
                s.cut(4);
                s.mine(4, 1);
            }
        };
        for (int i = 0; i < 8; ++i) {
            (void)s.f.catch_up();
        }
        require(s.f.catch_up());
        s.check_same();
    }
}

TEST_CASE(
    "logs that a node leaves out are noticed, by the contract's count or the next exit root, and asked for again") {
    for (const bool counts : {true, false}) {
        scene s;
        s.node.counts = counts;
        s.mine(15);
        require(s.f.catch_up());
        s.mine(6);
        s.node.left_out = 5;
        const status missed = s.f.catch_up();
        REQUIRE(!missed);
        CHECK(missed.why().message.find(counts ? "the bridge counts 7 deposits after block 21, its logs 6"
                                               : "logs are missing") != std::string::npos);
        CHECK(s.of->tree_size(0) <= 5);
        s.node.left_out.reset();
        require(s.f.catch_up());
        s.check_same();
    }
}

TEST_CASE("the first block is where the contracts are") {
    scene s;
    s.node.blocks.resize(100);
    follower late{*s.of, side::l1, s.node, {95, 10}};
    require(late.catch_up());
    CHECK(s.node.reads == 1);
    follower beyond{*s.of, side::l2, s.node, {500, 10}};
    require(beyond.catch_up());
    CHECK(!take(s.of->last(side::l2)));
}

TEST_CASE("a node that gives no more than a few blocks of logs is asked for less, and then for more again") {
    scene s;
    s.mine(60);
    s.node.most = 3;
    for (int i = 0; i < 6; ++i) {
        (void)s.f.catch_up();
    }
    s.node.most.reset();
    require(s.f.catch_up());
    s.check_same();
    std::vector<std::uint64_t> undone;
    follower tells{*s.of, side::l1, s.node, {1, 10, [&](std::uint64_t to) { undone.push_back(to); }}};
    s.cut(1);
    s.mine(1, 1);
    require(tells.catch_up());
    REQUIRE(undone.size() == 1);
    CHECK(undone[0] < 60);
    s.check_same();
}

} // namespace bridge_follower_tests
