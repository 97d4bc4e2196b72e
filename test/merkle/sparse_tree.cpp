#include <zonogon/merkle/sparse_tree.hpp>
#include <zonogon/merkle/state_keys.hpp>

#include <map>
#include <random>
#include <string>

#include "support/catch.hpp"
#include "support/vectors.hpp"
#include <zonogon/hash/poseidon_linear.hpp>

namespace merkle_sparse_tree_tests {

using namespace zonogon;
using field::goldilocks;
using merkle::hash4;
using merkle::leaf_type;
using merkle::memory_node_store;
using merkle::sparse_tree;
using merkle::tree_access;
using merkle::tree_change;
using merkle::tree_record;
using merkle::walk_end;

namespace {

u256 word(const std::string& text) {
    return u256::parse(text).value();
}

hash4 branch(const hash4& left, const hash4& right) {
    return merkle::record_hash({left[0], left[1], left[2], left[3], right[0], right[1], right[2], right[3]});
}

/// Recomputes a root from a node at `level` of the access's path.
hash4 root_from(const tree_access& a, hash4 node, std::size_t level) {
    while (level-- > 0) {
        node = merkle::path_bit(a.key, level) ? branch(a.siblings[level], node) : branch(node, a.siblings[level]);
    }
    return node;
}

hash4 leaf(const hash4& remaining, const hash4& value_hash) {
    return merkle::record_hash({remaining[0], remaining[1], remaining[2], remaining[3], value_hash[0], value_hash[1],
                                value_hash[2], value_hash[3], goldilocks::one()});
}

/// Checks an access as a circuit would: from its fields alone.
void check_access(const tree_access& a) {
    const std::size_t depth = a.siblings.size();
    hash4 old_node{};
    std::size_t hashes = depth;
    if (a.end == walk_end::found) {
        CHECK(a.old_value_hash == hash::poseidon(hash::to_lanes8(a.old_value), hash4{}));
        old_node = leaf(merkle::remaining_key(a.key, depth), a.old_value_hash);
        hashes += 2;
    } else if (a.end == walk_end::other_leaf) {
        CHECK(a.other_remaining_key != merkle::remaining_key(a.key, depth));
        old_node = leaf(a.other_remaining_key, a.other_value_hash);
        hashes += 1;
    }
    CHECK(root_from(a, old_node, depth) == a.old_root);
    const hash4 new_leaf_here = leaf(merkle::remaining_key(a.key, depth), a.new_value_hash);
    switch (a.change) {
    case tree_change::none:
        CHECK(a.new_root == a.old_root);
        break;
    case tree_change::update:
    case tree_change::insert_at_empty:
        CHECK(root_from(a, new_leaf_here, depth) == a.new_root);
        hashes += depth + 2;
        break;
    case tree_change::insert_at_leaf: {
        tree_access extended = a;
        extended.siblings.resize(a.split_level + 1);
        hash4 rest = a.other_remaining_key;
        for (std::size_t level = depth; level <= a.split_level; ++level) {
            const std::uint64_t lane = rest[level % 4].value();
            CHECK(((lane & 1) != 0) == (merkle::path_bit(a.key, level) != (level == a.split_level)));
            rest[level % 4] = goldilocks{lane >> 1};
        }
        extended.siblings[a.split_level] = leaf(rest, a.other_value_hash);
        CHECK(root_from(extended, leaf(merkle::remaining_key(a.key, a.split_level + 1), a.new_value_hash),
                        a.split_level + 1) == a.new_root);
        hashes += a.split_level + 1 + 3;
        break;
    }
    case tree_change::remove_last:
        CHECK(depth == 0);
        CHECK(a.new_root == hash4{});
        break;
    case tree_change::remove_keep_branch:
        CHECK(merkle::record_hash(a.sibling_record) == a.siblings[depth - 1]);
        CHECK(a.sibling_record[8].is_zero());
        CHECK(root_from(a, hash4{}, depth) == a.new_root);
        hashes += 1 + depth;
        break;
    case tree_change::remove_lift_leaf: {
        CHECK(merkle::record_hash(a.sibling_record) == a.siblings[depth - 1]);
        CHECK(a.sibling_record[8] == goldilocks::one());
        REQUIRE(a.lifted_levels >= 1);
        const tree_record& r = a.sibling_record;
        hash4 rest{r[0], r[1], r[2], r[3]};
        for (std::size_t level = depth; level-- > depth - a.lifted_levels;) {
            if (level + 1 < depth) {
                CHECK(a.siblings[level] == hash4{});
            }
            const bool bit = merkle::path_bit(a.key, level) != (level + 1 == depth);
            rest[level % 4] = goldilocks{rest[level % 4].value() * 2 + (bit ? 1 : 0)};
        }
        const std::size_t top = depth - a.lifted_levels;
        CHECK(root_from(a, leaf(rest, {r[4], r[5], r[6], r[7]}), top) == a.new_root);
        hashes += 2 + top;
        break;
    }
    }
    CHECK(a.hash_count == hashes);
}

/// A tree with its current root.
struct living_tree {
    memory_node_store store;
    hash4 root{};

    tree_access set(const hash4& key, const u256& value) {
        auto access = sparse_tree{store}.set(root, key, value);
        REQUIRE(access);
        check_access(*access);
        root = access->new_root;
        return *access;
    }
    tree_access get(const hash4& key) {
        auto access = sparse_tree{store}.get(root, key);
        REQUIRE(access);
        check_access(*access);
        return *access;
    }
    std::string text() const { return hash::to_word(root).to_hex_full(); }
};

address parse_address(const std::string& text) {
    const bytes raw = *from_hex(text);
    REQUIRE(raw.size() == 20);
    address out{};
    std::ranges::copy(raw, out.begin());
    return out;
}

void set_account(living_tree& tree, const nlohmann::json& account) {
    const address a = parse_address(account["address"]);
    tree.set(merkle::balance_key(a), word(account["balance"]));
    tree.set(merkle::nonce_key(a), word(account["nonce"]));
    if (account.contains("bytecode") && !account["bytecode"].is_null()) {
        const bytes code = *from_hex(account["bytecode"].get<std::string>());
        tree.set(merkle::code_hash_key(a), hash::to_word(hash::linear_hash(code)));
        tree.set(merkle::code_length_key(a), u256{code.size()});
    }
    if (account.contains("storage") && !account["storage"].is_null()) {
        for (const auto& [slot, value] : account["storage"].items()) {
            tree.set(merkle::storage_key(a, word(slot)), word(value));
        }
    }
}

/// The root from the content alone: splits the keys by path bit until at most one is left.
hash4 rebuild(const std::vector<std::pair<hash4, u256>>& leaves, std::size_t level) {
    if (leaves.empty()) {
        return {};
    }
    if (leaves.size() == 1) {
        return leaf(merkle::remaining_key(leaves[0].first, level),
                    hash::poseidon(hash::to_lanes8(leaves[0].second), hash4{}));
    }
    std::vector<std::pair<hash4, u256>> left;
    std::vector<std::pair<hash4, u256>> right;
    for (const auto& l : leaves) {
        (merkle::path_bit(l.first, level) ? right : left).push_back(l);
    }
    return branch(rebuild(left, level + 1), rebuild(right, level + 1));
}

const address sample = {0x61, 0x7b, 0x3a, 0x35, 0x28, 0xF9, 0xcD, 0xd6, 0x63, 0x0f,
                        0xd3, 0x30, 0x1B, 0x9c, 0x89, 0x11, 0xF7, 0xBf, 0x06, 0x3D};

} // namespace

TEST_CASE("sparse tree: raw vectors", "[smt]") {
    const nlohmann::json vectors = test::load_vector("smt/smt-raw.json");
    REQUIRE(vectors.size() >= 20);
    for (const auto& v : vectors) {
        living_tree tree;
        for (std::size_t i = 0; i < v["keys"].size(); ++i) {
            const u256 key = word(v["keys"][i]);
            REQUIRE(hash::is_canonical_hash(key));
            tree.set(hash::to_hash4(key), word(v["values"][i]));
        }
        CHECK(tree.text() == v["expectedRoot"].get<std::string>());
    }
}

TEST_CASE("sparse tree: genesis vectors", "[smt]") {
    for (const char* file : {"smt/smt-genesis.json", "smt/smt-full-genesis.json"}) {
        for (const auto& v : test::load_vector(file)) {
            living_tree tree;
            for (const auto& account : v["addresses"]) {
                set_account(tree, account);
            }
            CHECK(hash::to_word(tree.root).to_decimal() == v["expectedRoot"].get<std::string>());
        }
    }
}

TEST_CASE("sparse tree: a node's genesis", "[smt]") {
    const nlohmann::json v = test::load_vector("smt/node-local-genesis.json");
    living_tree tree;
    for (const auto& account : v["genesis"]) {
        set_account(tree, account);
    }
    CHECK(tree.text() == v["root"].get<std::string>());
}

TEST_CASE("keys of leaves", "[smt]") {
    const auto check = [](const char* file, auto&& key_of) {
        for (const auto& v : test::load_vector(file)) {
            CHECK(hash::to_word(key_of(v)).to_decimal() == v["expectedKey"].get<std::string>());
        }
    };
    const auto first = [](const nlohmann::json& v) { return parse_address(v["ethAddr"]); };
    check("smt/smt-key-eth-balance.json", [&](const auto& v) { return merkle::balance_key(first(v)); });
    check("smt/smt-key-eth-nonce.json", [&](const auto& v) { return merkle::nonce_key(first(v)); });
    check("smt/smt-key-contract-code.json", [&](const auto& v) { return merkle::code_hash_key(first(v)); });
    check("smt/smt-key-contract-length.json", [&](const auto& v) { return merkle::code_length_key(first(v)); });
    check("smt/smt-key-contract-storage.json",
          [&](const auto& v) { return merkle::storage_key(first(v), word(v["storagePosition"])); });
    CHECK(merkle::no_second_argument == hash::poseidon(hash::lanes8{}, hash4{}));
    CHECK(hash::to_word(merkle::storage_key(sample, 5)).to_hex_full() ==
          "0x029a20c3510dff5d2a825af5eca751ec6a702cb1ef80bc76d95fde6e0ddc9cfa");
}

TEST_CASE("sparse tree: the worked example", "[smt]") {
    living_tree tree;
    CHECK(tree.set(merkle::balance_key(sample), 1000).change == tree_change::insert_at_empty);
    CHECK(tree.text() == "0x3b4a0487ee78e05fbfbd6fa8319d4619759e0290e5b5e0b0e05a5b6d09b43c7a");
    const tree_access nonce = tree.set(merkle::nonce_key(sample), 7);
    CHECK(nonce.change == tree_change::insert_at_leaf);
    CHECK(nonce.split_level == 2);
    CHECK(tree.text() == "0x70e8a671b7ce9dc4433858addec28e0f37f951a6c6391ce6ae6c6f41d5336384");
    CHECK(tree.get(merkle::nonce_key(sample)).old_value == 7);
    CHECK(tree.set(merkle::code_hash_key(sample), 0).change == tree_change::none);
    const tree_access removed = tree.set(merkle::balance_key(sample), 0);
    CHECK(removed.change == tree_change::remove_lift_leaf);
    CHECK(removed.lifted_levels == 3);
    CHECK(tree.text() == "0xa9515fb64249f12f5e935bc6ca8dcf08a851ac9ef5721acf5371855b64ba3a65");
    CHECK(tree.set(merkle::nonce_key(sample), 0).change == tree_change::remove_last);
    CHECK(tree.root == hash4{});
}

TEST_CASE("sparse tree: any order of changes gives the canonical shape", "[smt]") {
    std::mt19937_64 random{7};
    living_tree tree;
    std::map<std::array<std::uint64_t, 4>, u256> content;
    std::map<tree_change, int> seen;
    for (int step = 0; step < 400; ++step) {
        // Few random bits, low or high in the lanes, so that paths are long and leaves are lifted far.
        hash4 key{};
        for (goldilocks& lane : key) {
            lane = goldilocks{(random() & 1) | ((random() & 1) << 5)};
        }
        const u256 value = random() % 2 == 0 ? u256{} : u256{random()};
        const std::array<std::uint64_t, 4> plain{key[0].value(), key[1].value(), key[2].value(), key[3].value()};
        const u256 before = content.contains(plain) ? content[plain] : u256{};
        const tree_access access = tree.set(key, value);
        ++seen[access.change];
        CHECK(access.old_value == before);
        if (value.is_zero()) {
            content.erase(plain);
        } else {
            content[plain] = value;
        }
        if (step % 10 == 0 || content.size() < 3) {
            std::vector<std::pair<hash4, u256>> leaves;
            for (const auto& [k, v] : content) {
                leaves.emplace_back(hash4{goldilocks{k[0]}, goldilocks{k[1]}, goldilocks{k[2]}, goldilocks{k[3]}}, v);
            }
            CHECK(tree.root == rebuild(leaves, 0));
        }
        CHECK(tree.get(key).old_value == value);
    }
    CHECK(seen[tree_change::update] > 0);
    CHECK(seen[tree_change::insert_at_empty] > 0);
    CHECK(seen[tree_change::insert_at_leaf] > 0);
    CHECK(seen[tree_change::remove_keep_branch] > 0);
    CHECK(seen[tree_change::remove_lift_leaf] > 0);
    while (!content.empty()) {
        const auto k = content.begin()->first;
        tree.set({goldilocks{k[0]}, goldilocks{k[1]}, goldilocks{k[2]}, goldilocks{k[3]}}, 0);
        content.erase(content.begin());
    }
    CHECK(tree.root == hash4{});
}

TEST_CASE("sparse tree: keys that differ in their last bit only", "[smt]") {
    living_tree tree;
    const hash4 a{goldilocks{1}, goldilocks{2}, goldilocks{3}, goldilocks{0x7fffffff00000000}};
    const hash4 b{goldilocks{1}, goldilocks{2}, goldilocks{3}, goldilocks{0xffffffff00000000}};
    tree.set(a, 1);
    const hash4 alone = tree.root;
    const tree_access split = tree.set(b, 2);
    CHECK(split.split_level == 255);
    CHECK(tree.get(a).siblings.size() == 256);
    CHECK(tree.set(b, 0).lifted_levels == 256);
    CHECK(tree.root == alone);
}

TEST_CASE("sparse tree: broken stores give errors", "[smt]") {
    living_tree tree;
    tree.set(merkle::balance_key(sample), 1000);
    tree.set(merkle::nonce_key(sample), 7);
    tree.set(merkle::storage_key(sample, 1), 7);
    const hash4 key = merkle::nonce_key(sample);

    SECTION("an unknown root") {
        memory_node_store empty;
        CHECK_FALSE(sparse_tree{empty}.get(tree.root, key));
        CHECK_FALSE(sparse_tree{empty}.set(tree.root, key, 0));
    }
    SECTION("each single missing record that an access needs") {
        std::size_t failures = 0;
        for (const auto& [missing, record] : tree.store) {
            memory_node_store partial;
            for (const auto& [k, r] : tree.store) {
                if (k != missing) {
                    REQUIRE(partial.save(k, r));
                }
            }
            if (!sparse_tree{partial}.get(tree.root, key)) {
                ++failures;
            }
        }
        CHECK(failures == tree.get(key).siblings.size() + 2);
    }
    const auto set_root_record = [&](const tree_record& record) {
        REQUIRE(tree.store.save(tree.root, record));
        return sparse_tree{tree.store}.set(tree.root, key, 0);
    };
    const tree_record root_record = *tree.store.load(tree.root);
    SECTION("a record of unknown kind") {
        tree_record r = root_record;
        r[8] = goldilocks{2};
        CHECK_FALSE(set_root_record(r));
        r[8] = goldilocks{0};
        r[10] = goldilocks{1};
        CHECK_FALSE(set_root_record(r));
    }
    SECTION("a branch that points at itself") {
        tree_record r{};
        for (std::size_t i = 0; i < 4; ++i) {
            r[i] = tree.root[i];
            r[4 + i] = tree.root[i];
        }
        const auto outcome = set_root_record(r);
        REQUIRE_FALSE(outcome);
        CHECK(outcome.why().message == "tree is deeper than a key has bits");
    }
    SECTION("a branch without children") {
        CHECK_FALSE(set_root_record(tree_record{}));
    }
    SECTION("a leaf that stands deeper than it could") {
        // The root becomes a branch whose children are both the sibling-less leaf.
        const std::size_t level = 1;
        const hash4 value_hash = hash::poseidon(hash::to_lanes8(u256{7}), hash4{});
        const hash4 rest = merkle::remaining_key(key, level);
        tree_record l{rest[0],       rest[1],       rest[2],       rest[3],          value_hash[0],
                      value_hash[1], value_hash[2], value_hash[3], goldilocks::one()};
        const hash4 at = merkle::record_hash(l);
        REQUIRE(tree.store.save(at, l));
        tree_record r{};
        for (std::size_t i = 0; i < 4; ++i) {
            r[(merkle::path_bit(key, 0) ? 4 : 0) + i] = at[i];
        }
        const auto outcome = set_root_record(r);
        REQUIRE_FALSE(outcome);
        CHECK(outcome.why().message == "tree holds a leaf below a branch that has no other child");
    }
    SECTION("a remaining key too long for its level") {
        const hash4 value_hash = hash::poseidon(hash::to_lanes8(u256{7}), hash4{});
        const goldilocks big{0xfffffffe00000000};
        tree_record l{
            big, big, big, big, value_hash[0], value_hash[1], value_hash[2], value_hash[3], goldilocks::one()};
        const hash4 at = merkle::record_hash(l);
        REQUIRE(tree.store.save(at, l));
        tree_record r{};
        for (std::size_t i = 0; i < 4; ++i) {
            r[i] = at[i];
            r[4 + i] = at[i];
        }
        REQUIRE(tree.store.save(tree.root, r));
        const auto outcome = sparse_tree{tree.store}.set(tree.root, key, 5);
        REQUIRE_FALSE(outcome);
        CHECK(outcome.why().message == "tree leaf has a remaining key too long for its level");
    }
    SECTION("values with wide lanes, and value zero") {
        const hash4 value_hash = tree.get(key).old_value_hash;
        tree_record v{};
        REQUIRE(tree.store.save(value_hash, v));
        CHECK_FALSE(sparse_tree{tree.store}.get(tree.root, key));
        v[0] = goldilocks{std::uint64_t{1} << 32};
        REQUIRE(tree.store.save(value_hash, v));
        CHECK_FALSE(sparse_tree{tree.store}.get(tree.root, key));
    }
}

TEST_CASE("node store: imported records must hash to their key", "[smt]") {
    living_tree tree;
    tree.set(merkle::balance_key(sample), 1000);
    memory_node_store other;
    for (const auto& [key, record] : tree.store) {
        const bool value = record[8].is_zero();
        REQUIRE(other.import(key, std::span{record}.first(value ? 8 : 12)));
        tree_record wrong = record;
        wrong[7] += goldilocks::one();
        CHECK_FALSE(other.import(key, wrong));
        CHECK_FALSE(other.import(key, std::span{record}.first(11)));
    }
    CHECK(other.size() == tree.store.size());
    CHECK(sparse_tree{other}.get(tree.root, merkle::balance_key(sample))->old_value == 1000);
}

} // namespace merkle_sparse_tree_tests
