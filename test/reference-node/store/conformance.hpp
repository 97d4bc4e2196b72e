#pragma once

#include "support/catch.hpp"

#include <cstdint>
#include <map>
#include <random>
#include <thread>
#include <utility>
#include <vector>

#include "store/record.hpp"
#include "store/store.hpp"

namespace zonogon::test {

using pairs = std::vector<std::pair<bytes, bytes>>;

template <store::readable R>
pairs collect(const R& from, store::family where, const store::key_range& range, store::order direction) {
    pairs out;
    const status scanned = from.scan(where, range, direction, [&](byte_view key, byte_view value) {
        out.emplace_back(bytes(key.begin(), key.end()), bytes(value.begin(), value.end()));
        return true;
    });
    REQUIRE(scanned);
    return out;
}

/// The laws of the concept `store`, on an empty store.
template <store::store S>
void check_store_laws(S& s) {
    using store::family;
    using store::key_range;
    using store::order;
    using store::write_batch;
    const auto get = [&](family f, const bytes& key) {
        auto got = s.get(f, key);
        REQUIRE(got);
        return *got;
    };

    // Nothing is there at first, and families are apart.
    CHECK(get(family::meta, {1}) == std::nullopt);
    write_batch first;
    first.put(family::meta, bytes{1}, bytes{10});
    first.put(family::code, bytes{1}, bytes{});
    first.put(family::code, bytes{}, bytes{7});
    REQUIRE(s.write(first));
    CHECK(get(family::meta, {1}) == bytes{10});
    CHECK(get(family::code, {1}) == bytes{});
    CHECK(get(family::code, {}) == bytes{7});
    CHECK(get(family::batch, {1}) == std::nullopt);

    // The later of two changes to one key holds; erasing what is not there is no error.
    write_batch twice;
    twice.put(family::meta, bytes{2}, bytes{1});
    twice.erase(family::meta, bytes{2});
    twice.erase(family::meta, bytes{3});
    twice.put(family::meta, bytes{3}, bytes{3});
    twice.erase(family::meta, bytes{4});
    REQUIRE(s.write(twice));
    CHECK(get(family::meta, {2}) == std::nullopt);
    CHECK(get(family::meta, {3}) == bytes{3});
    REQUIRE(s.write(write_batch{}));

    // Order, bounds, direction, early end; keys compare as unsigned bytes.
    write_batch many;
    for (const bytes& key : {bytes{0}, bytes{0, 0}, bytes{0x7f}, bytes{0x80}, bytes{0xff}, bytes{0xff, 0xff}}) {
        many.put(family::event, key, key);
    }
    REQUIRE(s.write(many));
    const auto keys = [&](const key_range& range, order direction) {
        std::vector<bytes> out;
        for (const auto& [key, value] : collect(s, family::event, range, direction)) {
            CHECK(key == value);
            out.push_back(key);
        }
        return out;
    };
    CHECK(keys(key_range::all(), order::ascending) ==
          std::vector<bytes>{{0}, {0, 0}, {0x7f}, {0x80}, {0xff}, {0xff, 0xff}});
    CHECK(keys(key_range::all(), order::descending) ==
          std::vector<bytes>{{0xff, 0xff}, {0xff}, {0x80}, {0x7f}, {0, 0}, {0}});
    CHECK(keys({{0, 0}, {0x80}}, order::ascending) == std::vector<bytes>{{0, 0}, {0x7f}});
    CHECK(keys({{0, 0}, {0x80}}, order::descending) == std::vector<bytes>{{0x7f}, {0, 0}});
    CHECK(keys({{0x80}, {}}, order::descending) == std::vector<bytes>{{0xff, 0xff}, {0xff}, {0x80}});
    CHECK(keys({{0x80}, {0x80}}, order::ascending).empty());
    CHECK(keys({{0x80}, {0x7f}}, order::descending).empty());
    CHECK(keys(key_range::starting_with(bytes{0}), order::ascending) == std::vector<bytes>{{0}, {0, 0}});
    CHECK(keys(key_range::starting_with(bytes{0xff}), order::ascending) == std::vector<bytes>{{0xff}, {0xff, 0xff}});
    std::size_t seen = 0;
    REQUIRE(
        s.scan(family::event, key_range::all(), order::ascending, [&](byte_view, byte_view) { return ++seen < 3; }));
    CHECK(seen == 3);

    // A view stays what it was.
    {
        const auto before = s.view();
        write_batch later;
        later.put(family::event, bytes{0}, bytes{99});
        later.erase(family::event, bytes{0x7f});
        later.put(family::event, bytes{1}, bytes{1});
        REQUIRE(s.write(later));
        CHECK(*before->get(family::event, bytes{0}) == bytes{0});
        CHECK(collect(*before, family::event, key_range::all(), order::ascending).size() == 6);
        CHECK(*s.view()->get(family::event, bytes{0}) == bytes{99});
        CHECK(get(family::event, {0x7f}) == std::nullopt);
    }

    // Against a model, with values of many sizes.
    std::mt19937_64 random(7);
    std::map<bytes, bytes> model;
    for (int round = 0; round < 50; ++round) {
        write_batch changes;
        for (int i = 0; i < 20; ++i) {
            const bytes key{static_cast<std::uint8_t>(random() % 64), static_cast<std::uint8_t>(random() % 4)};
            if (random() % 3 == 0) {
                changes.erase(family::smt_node, key);
                model.erase(key);
            } else {
                const bytes value(random() % 2'000, static_cast<std::uint8_t>(round));
                changes.put(family::smt_node, key, value);
                model[key] = value;
            }
        }
        REQUIRE(s.write(changes));
    }
    CHECK(collect(s, family::smt_node, key_range::all(), order::ascending) == pairs(model.begin(), model.end()));

    // Readers beside a writer see whole writes only.
    std::atomic<bool> stop = false;
    std::atomic<int> torn = 0;
    const auto watch = [&] {
        while (!stop) {
            const auto now = s.view();
            const auto a = now->get(family::proof, bytes{1});
            const auto b = now->get(family::proof, bytes{2});
            torn += !a || !b || *a != *b ? 1 : 0;
        }
    };
    std::thread one(watch);
    std::thread two(watch);
    for (std::uint64_t i = 0; i < 200; ++i) {
        write_batch both;
        both.put(family::proof, bytes{1}, store::number_key(i));
        both.put(family::proof, bytes{2}, store::number_key(i));
        REQUIRE(s.write(both));
    }
    stop = true;
    one.join();
    two.join();
    CHECK(torn == 0);
}

} // namespace zonogon::test
