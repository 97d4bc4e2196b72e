#include "support/catch.hpp"

#include "chain.hpp"
#include "state/l1_record.hpp"
#include "state/retention.hpp"
#include "store/block_log.hpp"
#include "store/memory_store.hpp"

namespace state_retention_tests {

using namespace zonogon;
using namespace zonogon::test;

namespace {

bool can_unwind(const store::reader& in, store::layer of, std::uint64_t to) {
    store::write_batch changes;
    return store::collect_unwind(in, of, to, changes).ok();
}

} // namespace

TEST_CASE("undo records go when they are old, but not those of batches that L1 may still lose") {
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    REQUIRE(state::forget_old_undo(db, {}));
    REQUIRE(state::ensure_genesis(db, test_accounts()));
    std::uint64_t nonce = 0;
    for (int i = 0; i < 10; ++i) {
        REQUIRE(run_batch(db, next_batch(db, some_blocks(nonce, 3))));
    }
    REQUIRE(state::forget_old_undo(db, {100, 100}));
    CHECK(can_unwind(db, store::layer::l2, 0));
    // Batch n was sequenced in L1 block 10 n.
    for (std::uint64_t n = 1; n <= 6; ++n) {
        store::write_batch effects;
        state::virtual_batch_record v;
        v.number = n;
        v.l1_block = 10 * n;
        put_virtual_batch(effects, v);
        REQUIRE(store::apply_block(db, store::layer::l1, {10 * n, {}}, effects));
    }
    const auto forget = [&](std::uint64_t l1_blocks, std::uint64_t l2_blocks) {
        REQUIRE(state::forget_old_undo(db, {l1_blocks, l2_blocks}));
    };
    forget(100, 2); // all L1 blocks may go
    CHECK(can_unwind(db, store::layer::l2, 0));
    CHECK(can_unwind(db, store::layer::l1, 0));
    forget(40, 27); // up to L1 block 20, L2 block 3
    CHECK(!can_unwind(db, store::layer::l1, 19));
    CHECK(can_unwind(db, store::layer::l1, 20));
    CHECK(!can_unwind(db, store::layer::l2, 2));
    CHECK(can_unwind(db, store::layer::l2, 3));
    forget(25, 2); // up to L1 block 35: batch 3, L2 block 9
    CHECK(!can_unwind(db, store::layer::l1, 30));
    CHECK(!can_unwind(db, store::layer::l2, 8));
    CHECK(can_unwind(db, store::layer::l2, 9));
    REQUIRE(run_batch(db, next_batch(db, some_blocks(nonce, 3))));
    store::write_batch changes;
    REQUIRE(state::collect_batch_unwind(db, 5, changes));
    REQUIRE(db.write(changes));
    CHECK((*state::read_head(db))->number == 15);
}

} // namespace state_retention_tests
