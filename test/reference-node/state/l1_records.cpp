#include "support/catch.hpp"

#include "state/l1_record.hpp"
#include "store/memory_store.hpp"

namespace state_l1_records_tests {

using namespace zonogon;

namespace {

template <class Word>
Word filled(std::uint8_t with) {
    Word out{};
    out.fill(with);
    return out;
}
u256 word(std::uint8_t with) {
    return u256::from_bytes(filled<bytes32>(with));
}

} // namespace

TEST_CASE("what L1 said is read as it was written") {
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    CHECK(*state::read_last_l1_block(db) == std::nullopt);
    CHECK(*state::read_last_virtual_batch(db) == std::nullopt);
    CHECK(*state::read_last_verified_batch(db) == std::nullopt);
    CHECK(*state::read_last_forced_batch(db) == std::nullopt);
    CHECK(*state::read_last_exit_root(db) == std::nullopt);
    const state::l1_block_record block{300, filled<bytes32>(1), filled<bytes32>(2), 77};
    const state::virtual_batch_record sequenced{
        4, 300,     filled<bytes32>(3), filled<address>(4), filled<address>(5), word(6), 88, word(7),
        9, word(8), {1, 2, 3}};
    const state::verified_batch_record verified{2, word(9), word(10), filled<address>(11), 299, filled<bytes32>(12)};
    const state::forced_batch_record forced{9, word(13), 66, word(14), filled<address>(15), {4, 5}, 298};
    store::write_batch changes;
    put_l1_block(changes, block);
    state::put_l1_block(changes, {255, {}, {}, 0}); // the order is that of the numbers
    put_virtual_batch(changes, sequenced);
    put_verified_batch(changes, verified);
    put_forced_batch(changes, forced);
    REQUIRE(db.write(changes));
    CHECK(**state::read_l1_block(db, 300) == block);
    CHECK(**state::read_last_l1_block(db) == block);
    CHECK(*state::read_l1_block(db, 301) == std::nullopt);
    CHECK(**state::read_virtual_batch(db, 4) == sequenced);
    CHECK(**state::read_last_virtual_batch(db) == sequenced);
    CHECK(sequenced.is_forced());
    CHECK(**state::read_verified_batch(db, 2) == verified);
    CHECK(**state::read_last_verified_batch(db) == verified);
    CHECK(**state::read_forced_batch(db, 9) == forced);
    CHECK(**state::read_last_forced_batch(db) == forced);
    store::write_batch damage;
    damage.put(store::family::verified_batch, bytes{0, 0, 0, 0, 0, 0, 0, 2}, bytes(10, 0));
    damage.put(store::family::l1_block, bytes{0xff}, bytes(80, 0));
    REQUIRE(db.write(damage));
    CHECK(state::read_verified_batch(db, 2).why().message == "the stored verified batch is cut short");
    CHECK(!state::read_last_l1_block(db));
}

TEST_CASE("the newest exit root of an L1 block or below") {
    store::memory_store memory;
    store::erased<store::memory_store> db{memory};
    store::write_batch changes;
    // Several in one block, blocks without any.
    const std::vector<std::uint64_t> blocks{10, 10, 13, 20, 20, 20, 21};
    std::vector<state::exit_root_record> leaves;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto n = static_cast<std::uint8_t>(i + 1);
        leaves.push_back(
            {static_cast<std::uint32_t>(i + 1), word(n), word(1), word(2), word(3), 5, blocks[i], word(4)});
        put_exit_root(changes, leaves.back());
    }
    REQUIRE(db.write(changes));
    CHECK(**state::read_exit_root(db, 3) == leaves[2]);
    CHECK(*state::read_exit_root(db, 8) == std::nullopt);
    CHECK(**state::read_last_exit_root(db) == leaves.back());
    CHECK(*state::read_exit_root_at(db, 9) == std::nullopt);
    CHECK((*state::read_exit_root_at(db, 10))->index == 2);
    CHECK((*state::read_exit_root_at(db, 12))->index == 2);
    CHECK((*state::read_exit_root_at(db, 13))->index == 3);
    CHECK((*state::read_exit_root_at(db, 19))->index == 3);
    CHECK((*state::read_exit_root_at(db, 20))->index == 6);
    CHECK((*state::read_exit_root_at(db, 1000))->index == 7);
}

} // namespace state_l1_records_tests
