#include <map>
#include <random>

#include <zonogon/merkle/batch_update.hpp>
#include <zonogon/merkle/sparse_tree.hpp>
#include <zonogon/merkle/state_keys.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

namespace merkle_batch_update_tests {

using namespace zonogon;
using merkle::hash4;
using merkle::tree_write;

namespace {

hash4 lanes(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d) {
    using field::goldilocks;
    return {goldilocks{a}, goldilocks{b}, goldilocks{c}, goldilocks{d}};
}
/// Keys that share long prefixes: few values of each lane, some only different in high bits.
hash4 crowded_key(std::mt19937_64& random) {
    const auto lane = [&random] { return (random() % 3) | ((random() % 2) << 40); };
    return lanes(lane(), lane(), lane(), lane());
}
hash4 spread_key(std::mt19937_64& random) {
    return merkle::leaf_key(u256{random() % 4000}, merkle::leaf_type::balance);
}

/// One set after the other.
hash4 step_by_step(merkle::memory_node_store& store, hash4 root, const std::vector<tree_write>& writes) {
    merkle::sparse_tree tree(store);
    for (const tree_write& write : writes) {
        const auto access = tree.set(root, write.key, write.value);
        REQUIRE(access);
        root = access->new_root;
    }
    return root;
}

template <class Key>
void compare(std::uint64_t seed, std::size_t rounds, std::size_t most, Key&& key) {
    std::mt19937_64 random(seed);
    merkle::memory_node_store together;
    merkle::memory_node_store single;
    std::map<hash4, u256, decltype([](const hash4& a, const hash4& b) { return hash::to_word(a) < hash::to_word(b); })>
        content;
    hash4 root{};
    hash4 expected{};
    for (std::size_t round = 0; round < rounds; ++round) {
        std::map<u256, tree_write> chosen;
        const std::size_t size = random() % (most + 1);
        for (std::size_t i = 0; i < size; ++i) {
            const hash4 k = key(random);
            const std::uint64_t kind = random() % 8;
            // Removals, writes of what is there already, small and large values.
            const u256 value = kind < 4 ? u256{} : kind == 4 ? content[k] : u256{random()} << (random() % 190);
            chosen.insert_or_assign(hash::to_word(k), tree_write{k, value});
        }
        std::vector<tree_write> writes;
        for (const auto& [word, write] : chosen) {
            writes.push_back(write);
            content[write.key] = write.value;
        }
        const auto updated = merkle::update_tree(together, root, writes);
        REQUIRE(updated);
        expected = step_by_step(single, expected, writes);
        REQUIRE(*updated == expected);
        root = *updated;
        for (const tree_write& write : writes) {
            const auto value = merkle::tree_value(together, root, write.key);
            REQUIRE(value);
            REQUIRE(*value == write.value);
        }
    }
    for (const auto& [k, value] : content) {
        const auto got = merkle::tree_value(together, root, k);
        REQUIRE(got);
        CHECK(*got == value);
    }
}

} // namespace

TEST_CASE("many writes at once give the tree of the same writes one by one", "[merkle][batch-update]") {
    compare(1, 60, 12, crowded_key);
    compare(2, 200, 2, crowded_key);
    compare(3, 12, 300, spread_key);
}

TEST_CASE("the reference's sequences of writes end at its roots", "[merkle][batch-update]") {
    for (const auto& j : test::load_vector("smt/smt-raw.json")) {
        std::map<u256, u256> last;
        const auto number = [](const nlohmann::json& v) {
            return v.is_string() ? u256::parse(v.get<std::string>()).value() : u256{v.get<std::uint64_t>()};
        };
        for (std::size_t i = 0; i < j["keys"].size(); ++i) {
            last[number(j["keys"][i])] = number(j["values"][i]);
        }
        std::vector<tree_write> writes;
        for (const auto& [key, value] : last) {
            writes.push_back({hash::to_hash4(key), value});
        }
        merkle::memory_node_store store;
        const auto root = merkle::update_tree(store, hash4{}, writes);
        REQUIRE(root);
        CHECK(hash::to_word(*root) == number(j["expectedRoot"]));
    }
}

TEST_CASE("removing everything gives the empty tree", "[merkle][batch-update]") {
    merkle::memory_node_store store;
    std::vector<tree_write> writes;
    for (std::uint64_t i = 0; i < 40; ++i) {
        writes.push_back({merkle::leaf_key(u256{i}, merkle::leaf_type::nonce), u256{i + 1}});
    }
    const auto full = merkle::update_tree(store, hash4{}, writes);
    REQUIRE(full);
    for (tree_write& write : writes) {
        write.value = u256{};
    }
    const auto empty = merkle::update_tree(store, *full, writes);
    REQUIRE(empty);
    CHECK(*empty == hash4{});
    // Nothing to remove.
    CHECK(*merkle::update_tree(store, hash4{}, writes) == hash4{});
    CHECK(*merkle::update_tree(store, *full, std::vector<tree_write>{}) == *full);
}

TEST_CASE("updates refuse a key written twice and broken stores", "[merkle][batch-update]") {
    merkle::memory_node_store store;
    const hash4 key = lanes(1, 2, 3, 4);
    const std::vector<tree_write> twice{{key, u256{5}}, {key, u256{6}}};
    CHECK(merkle::update_tree(store, hash4{}, twice).why().message ==
          "a key of the tree is written twice in one update");
    const std::vector<tree_write> once{{key, u256{5}}};
    CHECK_FALSE(merkle::update_tree(store, lanes(7, 7, 7, 7), once));
    CHECK_FALSE(merkle::tree_value(store, lanes(7, 7, 7, 7), key));
    // A node that is its own child.
    merkle::tree_record loop{};
    for (std::size_t i = 0; i < 8; ++i) {
        loop[i] = field::goldilocks{7};
    }
    REQUIRE(store.save(lanes(7, 7, 7, 7), loop));
    CHECK(merkle::update_tree(store, lanes(7, 7, 7, 7), once).why().message == "tree is deeper than a key has bits");
    CHECK_FALSE(merkle::tree_value(store, lanes(7, 7, 7, 7), key));
    loop[9] = field::goldilocks{1};
    REQUIRE(store.save(lanes(7, 7, 7, 7), loop));
    CHECK_FALSE(merkle::update_tree(store, lanes(7, 7, 7, 7), once));
}

} // namespace merkle_batch_update_tests
