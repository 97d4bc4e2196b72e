#include "support/catch.hpp"

#include <map>
#include <random>

#include "store/block_log.hpp"
#include "store/faulty_store.hpp"
#include "store/memory_store.hpp"
#include "store/record.hpp"
#include "store/schema.hpp"

namespace store_blocks_tests {

using namespace zonogon;
using store::checkpoint;
using store::family;
using store::layer;
using store::write_batch;

namespace {

bytes32 hash_of(std::uint64_t n) {
    bytes32 out{};
    out[0] = static_cast<std::uint8_t>(n);
    return out;
}

std::map<std::pair<int, bytes>, bytes> content(const store::reader& from) {
    std::map<std::pair<int, bytes>, bytes> out;
    for (std::size_t i = 0; i < store::family_count; ++i) {
        REQUIRE(from.scan(static_cast<family>(i), {}, store::order::ascending, [&](byte_view key, byte_view value) {
            out[{static_cast<int>(i), bytes(key.begin(), key.end())}] = bytes(value.begin(), value.end());
            return true;
        }));
    }
    return out;
}

write_batch effects(std::mt19937_64& random) {
    write_batch out;
    for (int i = 0; i < 8; ++i) {
        const bytes key{static_cast<std::uint8_t>(random() % 10)};
        const auto where = random() % 2 == 0 ? family::exit_root : family::forced_batch;
        if (random() % 4 == 0) {
            out.erase(where, key);
        } else {
            out.put(where, key, store::number_key(random()));
        }
    }
    return out;
}

} // namespace

TEST_CASE("unwinding blocks restores every key and the checkpoint") {
    store::memory_store inner;
    store::erased<store::memory_store> db{inner};
    CHECK(*store::last_checkpoint(db, layer::l1) == std::nullopt);
    std::mt19937_64 random(3);
    std::vector<std::map<std::pair<int, bytes>, bytes>> history{content(db)};
    std::vector<std::uint64_t> numbers{0};
    for (std::uint64_t n = 1; n <= 64; ++n) {
        const std::uint64_t number = 3 * n; // with gaps
        REQUIRE(store::apply_block(db, layer::l1, {number, hash_of(n)}, effects(random)));
        CHECK(*store::last_checkpoint(db, layer::l1) == checkpoint{number, hash_of(n)});
        history.push_back(content(db));
        numbers.push_back(number);
    }
    // The other layer is not touched.
    write_batch own;
    own.put(family::l2_block, bytes{1}, bytes{1});
    REQUIRE(store::apply_block(db, layer::l2, {1, hash_of(1)}, own));
    for (const std::size_t to : {64U, 63U, 62U, 40U, 39U, 2U, 0U}) {
        REQUIRE(store::unwind_to(db, layer::l1, numbers[to] + (to % 2))); // inside a gap too
        CHECK(*store::last_checkpoint(db, layer::l2) == checkpoint{1, hash_of(1)});
        CHECK(*db.get(family::l2_block, bytes{1}) == bytes{1});
        auto without_l2 = content(db);
        std::erase_if(without_l2, [](const auto& entry) {
            const auto where = static_cast<family>(entry.first.first);
            return where == family::l2_block || (where == family::undo && entry.first.second[0] == 2) ||
                   (where == family::meta && entry.first.second.back() == 2);
        });
        CHECK(without_l2 == history[to]);
    }
}

TEST_CASE("a block must follow the last one, and forgotten blocks cannot be unwound") {
    store::memory_store inner;
    store::erased<store::memory_store> db{inner};
    for (std::uint64_t n = 1; n <= 10; ++n) {
        REQUIRE(store::apply_block(db, layer::l1, {n, hash_of(n)}, {}));
    }
    CHECK(store::apply_block(db, layer::l1, {10, hash_of(10)}, {}).why().message ==
          "block 10 does not follow block 10");
    CHECK(!store::apply_block(db, layer::l1, {9, hash_of(9)}, {}));
    REQUIRE(store::forget_undo(db, layer::l1, 5));
    CHECK(store::unwind_to(db, layer::l1, 4).why().message == "blocks up to 5 cannot be unwound any more");
    CHECK((*store::last_checkpoint(db, layer::l1))->number == 10);
    REQUIRE(store::forget_undo(db, layer::l1, 3)); // nothing is left to do
    CHECK(!store::unwind_to(db, layer::l1, 4));
    REQUIRE(store::unwind_to(db, layer::l1, 5));
    CHECK((*store::last_checkpoint(db, layer::l1))->number == 5);
}

TEST_CASE("what is permanent stays, and an amendment goes with the block that it amends") {
    store::memory_store inner;
    store::erased<store::memory_store> db{inner};
    const auto row = [](std::uint8_t key, std::uint64_t value) {
        write_batch out;
        out.put(family::batch, bytes{key}, store::number_key(value));
        return out;
    };
    const auto value = [&](std::uint8_t key) {
        const auto found = *db.get(family::batch, bytes{key});
        return found ? load_big_endian(*found) : 0;
    };
    REQUIRE(store::amend_block(db, layer::l2, row(9, 9))); // before any block: for good
    write_batch permanent;
    permanent.put(family::code, bytes{1}, bytes{7});
    REQUIRE(store::apply_block(db, layer::l2, {1, hash_of(1)}, row(1, 1), permanent));
    REQUIRE(store::apply_block(db, layer::l2, {2, hash_of(2)}, row(2, 2)));
    const auto before = content(db);
    REQUIRE(store::apply_block(db, layer::l2, {3, hash_of(3)}, row(1, 30)));
    REQUIRE(store::amend_block(db, layer::l2, row(1, 31)));
    REQUIRE(store::amend_block(db, layer::l2, row(2, 32)));
    REQUIRE(store::amend_block(db, layer::l2, row(3, 33)));
    CHECK((*store::last_checkpoint(db, layer::l2))->number == 3);
    CHECK(value(1) == 31);
    CHECK(value(3) == 33);
    REQUIRE(store::unwind_to(db, layer::l2, 2));
    CHECK(content(db) == before);
    REQUIRE(store::unwind_to(db, layer::l2, 0));
    CHECK(value(9) == 9);
    CHECK(value(1) == 0);
    CHECK(*db.get(family::code, bytes{1}) == bytes{7});
    REQUIRE(store::apply_block(db, layer::l2, {1, hash_of(1)}, row(1, 1)));
    REQUIRE(store::forget_undo(db, layer::l2, 1));
    REQUIRE(store::amend_block(db, layer::l2, row(1, 2)));
    CHECK(value(1) == 2);
    CHECK(!store::unwind_to(db, layer::l2, 0));
}

TEST_CASE("flags and bounded numbers of records") {
    const bytes two{2};
    store::record_reader r{two};
    CHECK(!r.flag());
    CHECK(r.failed());
    CHECK(r.outcome("row").why().message == "the stored row has a value out of bounds");
    const bytes ten = store::number_key(10);
    store::record_reader fits{ten};
    CHECK(fits.number_to(10) == 10);
    CHECK(fits.outcome("row"));
    store::record_reader above{ten};
    CHECK(above.number_to(9) == 0);
    CHECK(!above.outcome("row"));
}

TEST_CASE("a cut at any write leaves a whole number of blocks") {
    for (const auto what : {store::fault::cut_before, store::fault::cut_after, store::fault::refused}) {
        for (std::uint64_t at = 1; at <= 12; ++at) {
            store::memory_store inner;
            store::faulty_store<store::memory_store> faulty{inner};
            store::erased<store::faulty_store<store::memory_store>> db{faulty};
            faulty.fail_at(at, what);
            std::uint64_t done = 0;
            try {
                for (std::uint64_t n = 1; n <= 10; ++n) {
                    write_batch b;
                    b.put(family::l1_block, bytes{1}, store::number_key(n));
                    if (!store::apply_block(db, layer::l1, {n, hash_of(n)}, b)) {
                        break;
                    }
                    done = n;
                }
                if (done == 10 && store::unwind_to(db, layer::l1, 4)) {
                    done = 4;
                }
            } catch (const store::power_cut&) {
            }
            store::memory_store again{inner.medium()};
            const store::erased<store::memory_store> survived{again};
            const auto reached = store::last_checkpoint(survived, layer::l1);
            REQUIRE(reached);
            const std::uint64_t number = *reached ? (*reached)->number : 0;
            const auto value = *survived.get(family::l1_block, bytes{1});
            CHECK((value ? load_big_endian(*value) : 0) == number);
            CHECK((number == done || (what == store::fault::cut_after && (number == done + 1 || number == 4))));
        }
    }
}

TEST_CASE("schema: new, older, newer, foreign") {
    store::memory_store inner;
    store::erased<store::memory_store> db{inner};
    REQUIRE(store::prepare_schema(db));
    REQUIRE(store::prepare_schema(db));
    CHECK(store::prepare_schema(db, 2, {}).why().message == "there is no migration from schema version 1");
    std::vector<store::migration> steps{{1,
                                         [](const store::reader&, write_batch& b) {
                                             b.put(family::event, bytes{1}, bytes{1});
                                             return status{};
                                         }},
                                        {2, [](const store::reader& in, write_batch& b) {
                                             if (*in.get(family::event, bytes{1}) != bytes{1}) {
                                                 return status{error{"the first step is missing"}};
                                             }
                                             b.put(family::event, bytes{1}, bytes{2});
                                             return status{};
                                         }}};
    REQUIRE(store::prepare_schema(db, 3, steps));
    CHECK(*db.get(family::event, bytes{1}) == bytes{2});
    CHECK(store::prepare_schema(db).why().message == "the database has schema version 3, this program knows up to 1");

    store::memory_store other;
    store::erased<store::memory_store> foreign{other};
    write_batch b;
    b.put(family::code, bytes{1}, bytes{1});
    REQUIRE(foreign.write(b));
    CHECK(store::prepare_schema(foreign).why().message.find("no schema version") != std::string::npos);
}

TEST_CASE("records refuse what is cut short or too long") {
    const bytes text = store::record_writer{}.byte(3).number(7).word(u256{9}).text(std::string_view{"abc"}).take();
    store::record_reader r{text};
    CHECK(r.byte() == 3);
    CHECK(r.number() == 7);
    CHECK(r.word() == u256{9});
    CHECK(r.string() == "abc");
    CHECK(r.outcome("thing"));
    for (std::size_t n = 0; n < text.size(); ++n) {
        store::record_reader cut{byte_view{text}.first(n)};
        cut.byte();
        cut.number();
        cut.word();
        cut.text();
        CHECK(cut.outcome("thing").why().message == "the stored thing is cut short");
    }
    bytes longer = text;
    longer.push_back(0);
    store::record_reader over{longer};
    over.byte();
    over.number();
    over.word();
    over.text();
    CHECK(over.outcome("thing").why().message == "the stored thing is longer than its fields");
}

} // namespace store_blocks_tests
