#include "conformance.hpp"

#include "store/faulty_store.hpp"
#include "store/memory_store.hpp"

namespace store_memory_tests {

using namespace zonogon;
using store::family;

TEST_CASE("a memory store keeps the laws") {
    store::memory_store s;
    test::check_store_laws(s);
}

TEST_CASE("a store whose type is hidden keeps the laws") {
    store::memory_store s;
    store::erased<store::memory_store> hidden{s};
    test::check_store_laws(hidden);
}

TEST_CASE("a store that may fail keeps the laws while it does not") {
    store::memory_store inner;
    store::faulty_store<store::memory_store> s{inner};
    test::check_store_laws(s);
    CHECK(s.writes() > 200);
}

TEST_CASE("faults come at the write they are set for, and the medium survives") {
    const auto put = [](std::uint8_t key) {
        store::write_batch b;
        b.put(family::meta, bytes{key}, bytes{key});
        return b;
    };
    store::memory_store inner;
    store::faulty_store<store::memory_store> s{inner};
    s.fail_at(2, store::fault::refused);
    CHECK(s.write(put(1)));
    CHECK(!s.write(put(2)));
    CHECK(s.write(put(3)));

    for (const auto what : {store::fault::cut_before, store::fault::cut_after}) {
        store::memory_store below;
        store::faulty_store<store::memory_store> dying{below};
        dying.fail_at(2, what);
        CHECK(dying.write(put(1)));
        CHECK_THROWS_AS(dying.write(put(2)), store::power_cut);
        CHECK(!dying.write(put(3)));
        const store::memory_store again{below.medium()};
        CHECK((*again.get(family::meta, bytes{1})).has_value());
        CHECK((*again.get(family::meta, bytes{2})).has_value() == (what == store::fault::cut_after));
        CHECK(!(*again.get(family::meta, bytes{3})).has_value());
    }
}

} // namespace store_memory_tests
