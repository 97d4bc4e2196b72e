#include "conformance.hpp"

#include <filesystem>
#include <fstream>

#include "store/rocks_store.hpp"
#include "store/snapshot.hpp"
#include "support/child.hpp"
#include "support/temporary_folder.hpp"

namespace store_rocks_tests {

using namespace zonogon;
using store::family;

namespace {

store::rocks_store open(const std::string& folder) {
    auto s = store::rocks_store::open(folder, {.cache_megabytes = 8});
    INFO((s ? std::string{} : s.why().message));
    REQUIRE(s);
    return *std::move(s);
}

} // namespace

TEST_CASE("the store on disk keeps the laws") {
    const test::temporary_folder at;
    store::rocks_store s = open(at / "db");
    test::check_store_laws(s);
}

TEST_CASE("what was written is there after the store was closed") {
    const test::temporary_folder at;
    {
        store::rocks_store s = open(at / "db");
        CHECK(!store::rocks_store::open(at / "db", {}));
        store::write_batch b;
        b.put(family::l2_block, store::number_key(5), bytes{1, 2, 3});
        REQUIRE(s.write(b));
    }
    const store::rocks_store s = open(at / "db");
    CHECK(*s.get(family::l2_block, store::number_key(5)) == bytes{1, 2, 3});
    CHECK(!store::rocks_store::open(at / "other", {.cache_megabytes = 8, .create = false}));
}

TEST_CASE("a database is read beside the one that has it open") {
    const test::temporary_folder at;
    CHECK(!store::rocks_store::open_beside(at / "none", at / "own", {.cache_megabytes = 8}));
    store::rocks_store first = open(at / "db");
    const auto put = [&](std::uint8_t value) {
        store::write_batch b;
        b.put(family::l2_block, store::number_key(5), bytes{value});
        return first.write(b);
    };
    REQUIRE(put(1));
    auto second = store::rocks_store::open_beside(at / "db", at / "own", {.cache_megabytes = 8});
    REQUIRE(second);
    CHECK(*second->get(family::l2_block, store::number_key(5)) == bytes{1});
    REQUIRE(put(2));
    CHECK(*second->get(family::l2_block, store::number_key(5)) == bytes{1});
    CHECK(*first.get(family::l2_block, store::number_key(5)) == bytes{2});
    store::write_batch b;
    b.put(family::l2_block, store::number_key(5), bytes{3});
    CHECK(!second->write(b));
    std::size_t seen = 0;
    REQUIRE(second->scan(family::l2_block, {}, store::order::descending, [&](byte_view, byte_view) {
        ++seen;
        return true;
    }));
    CHECK(seen == 1);
    CHECK(*first.get(family::l2_block, store::number_key(5)) == bytes{2});
}

TEST_CASE("child: writes pairs and says when each is durable", "[.child]") {
    const std::string place = test::child::place();
    REQUIRE(!place.empty());
    auto s = store::rocks_store::open(place, {.cache_megabytes = 8});
    for (std::uint64_t i = 1; s; ++i) {
        store::write_batch b;
        for (std::uint8_t k = 0; k < 4; ++k) {
            b.put(k % 2 == 0 ? family::meta : family::batch, bytes{k}, store::number_key(i));
        }
        if (!s->write(b) || !test::child::tell(i)) {
            break;
        }
    }
}

TEST_CASE("a killed process leaves whole writes, and every one it acknowledged") {
    for (int round = 0; round < 5; ++round) {
        const test::temporary_folder at;
        test::child writing{"child: writes pairs and says when each is durable", at / "db"};
        std::uint64_t acknowledged = 0;
        std::uint64_t next = 0;
        while (acknowledged < 20U + 13U * static_cast<unsigned>(round) && writing.read(next)) {
            acknowledged = next;
        }
        writing.kill();
        while (writing.read(next)) {
            acknowledged = next;
        }
        REQUIRE(acknowledged > 0);

        const store::rocks_store s = open(at / "db");
        const auto first = s.get(family::meta, bytes{0});
        REQUIRE((first && first->has_value()));
        for (std::uint8_t k = 1; k < 4; ++k) {
            CHECK(*s.get(k % 2 == 0 ? family::meta : family::batch, bytes{k}) == **first);
        }
        CHECK(load_big_endian(**first) >= acknowledged);
    }
}

TEST_CASE("a snapshot is checked and restored") {
    const test::temporary_folder at;
    {
        store::rocks_store s = open(at / "db");
        store::write_batch b;
        for (std::uint64_t i = 0; i < 500; ++i) {
            b.put(family::smt_node, store::number_key(i), bytes(300, static_cast<std::uint8_t>(i)));
        }
        REQUIRE(s.write(b));
        REQUIRE(store::take_snapshot(s, at / "snap"));
        CHECK(!store::take_snapshot(s, at / "snap"));
        store::write_batch later;
        later.put(family::smt_node, store::number_key(1'000), bytes{1});
        REQUIRE(s.write(later));
    }
    REQUIRE(store::check_snapshot(at / "snap"));
    REQUIRE(store::restore_snapshot(at / "snap", at / "new"));
    {
        const store::rocks_store s = open(at / "new");
        CHECK(*s.get(family::smt_node, store::number_key(499)) == bytes(300, 243));
        CHECK(*s.get(family::smt_node, store::number_key(1'000)) == std::nullopt);
    }
    CHECK(store::restore_snapshot(at / "snap", at / "new").why().message.ends_with("is not empty"));
    CHECK(store::restore_snapshot(at / "db", at / "third").why().message.find("is no snapshot") != std::string::npos);

    const std::string added = at / "snap/extra";
    std::ofstream(added) << "x";
    CHECK(store::check_snapshot(at / "snap").why().message.find("not listed") != std::string::npos);
    std::filesystem::remove(added);
    for (const auto& entry : std::filesystem::directory_iterator(at / "snap")) {
        if (entry.path().extension() == ".sst") {
            std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(100);
            file.put('!');
        }
    }
    CHECK(store::check_snapshot(at / "snap").why().message.find("is damaged") != std::string::npos);
    std::filesystem::remove(at / "snap/CURRENT");
    for (const auto& entry : std::filesystem::directory_iterator(at / "snap")) {
        if (entry.path().extension() == ".sst") {
            std::filesystem::remove(entry.path());
            break;
        }
    }
    CHECK(store::check_snapshot(at / "snap").why().message.ends_with("is missing"));
    CHECK(!store::restore_snapshot(at / "snap", at / "third"));
    CHECK(!std::filesystem::exists(at / "third"));
}

} // namespace store_rocks_tests
