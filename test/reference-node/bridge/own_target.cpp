#include "bridge/claim_target.hpp"

#include "pool/decode.hpp"
#include "reference-node/bridge/support.hpp"
#include "reference-node/pool/signed_transaction.hpp"
#include "state/head.hpp"
#include "state/view.hpp"

namespace bridge_own_target_tests {

using namespace zonogon;
using namespace zonogon::bridge;
using test::take;

namespace {

/// Answers with nothing; reverts with the word 7 when it is called with data.
const address contract{0x44};
const bytes code = *from_hex("36600557005b60076000526020"
                             "6000fd");

class accounts_after_genesis final : public pool::account_source {
public:
    explicit accounts_after_genesis(const store::reader& from) : from_(from) {}
    result<pool::account_state> account(const address& of) const override {
        const auto head = take(state::read_head(from_));
        const auto found = take(state::view{from_, *head, 1'001}.read_account(of));
        return pool::account_state{found.nonce, found.balance, !found.code_hash.is_zero()};
    }

private:
    const store::reader& from_;
};

struct scene {
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    accounts_after_genesis accounts{db};
    std::unique_ptr<pool::transaction_pool> waiting;
    std::optional<own_target> target;

    scene() {
        rollup::genesis_account rich, there;
        rich.address = test::key_number(1).owner();
        rich.nonce = 3;
        rich.balance = u256{1'000'000'000'000'000'000};
        there.address = contract;
        there.nonce = 1;
        there.code = code;
        take(state::ensure_genesis(db, {rich, there}));
        pool::options how;
        how.chain_id = 1'001;
        waiting = take(pool::transaction_pool::open(db, accounts, how, 0));
        target.emplace(db, *waiting, 1'001, u256{1'000'000'000});
    }
    bytes raw(std::uint64_t nonce, const u256& price = u256{1'000'000'000}) const {
        rollup::transaction tx;
        tx.nonce = nonce;
        tx.gas_price = price;
        tx.gas_limit = 50'000;
        tx.to = contract;
        tx.chain_id = 1'001;
        return test::signed_raw(tx, test::key_number(1));
    }
};

} // namespace

TEST_CASE("claims for the node's own L2 are tried against its state and go into its pool") {
    scene s;
    const address me = test::key_number(1).owner();
    CHECK(*s.target->chain_id() == 1'001);
    CHECK(*s.target->nonce(me) == 3);
    CHECK(*s.target->gas_price() == u256{1'000'000'000});
    const claim_trial good = take(s.target->try_call(me, contract, {}));
    REQUIRE(good.gas);
    CHECK(*good.gas > 21'000);
    CHECK(*good.gas < 22'000);
    const claim_trial bad = take(s.target->try_call(me, contract, {1}));
    CHECK(!bad.gas);
    CHECK(bad.why_not == "reverts with 0x" + std::string(63, '0') + "7");

    const bytes one = s.raw(3);
    CHECK(s.target->send(one).what == claim_target::sending::taken);
    // Again is no refusal.
    CHECK(s.target->send(one).what == claim_target::sending::taken);
    CHECK(s.waiting->count().pending == 1);
    const auto low = s.target->send(s.raw(4, u256{1}));
    CHECK(low.what == claim_target::sending::refused);
    CHECK(low.why.find("underpriced") != std::string::npos);
    CHECK(s.target->send(s.raw(2)).why.find("nonce too low") != std::string::npos);
    // Out of a pool without genesis there is no head.
    store::memory_store empty;
    store::erased<store::memory_store> nothing{empty};
    own_target nowhere{nothing, *s.waiting, 1'001, u256{1}};
    CHECK(nowhere.nonce(me).why().message == "this node has no genesis");
}

} // namespace bridge_own_target_tests
