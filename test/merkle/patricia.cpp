#include "support/catch.hpp"

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/merkle/patricia.hpp>

#include "support/vectors.hpp"

namespace merkle_patricia_tests {

namespace {

using namespace zonogon;
using nlohmann::json;

bytes text_or_hex(const json& v) {
    if (v.is_null()) {
        return {};
    }
    const std::string text = v.get<std::string>();
    if (text.starts_with("0x")) {
        return *from_hex(text);
    }
    return {text.begin(), text.end()};
}

/// The root after setting the pairs one after the other; nothing deletes.
bytes32 root_of(const json& in, bool secure) {
    std::map<bytes, bytes> content;
    const auto set = [&](const json& key, const json& value) { content[text_or_hex(key)] = text_or_hex(value); };
    if (in.is_array()) {
        for (const json& pair : in) {
            set(pair[0], pair[1]);
        }
    } else {
        for (const auto& [key, value] : in.items()) {
            set(key, value);
        }
    }
    std::vector<merkle::patricia_entry> entries;
    for (const auto& [key, value] : content) {
        const bytes32 digest = hash::keccak256(key);
        entries.push_back({secure ? bytes(digest.begin(), digest.end()) : key, value});
    }
    return merkle::patricia_root(std::move(entries));
}

void check_file(const std::string& name, bool secure, std::size_t expected) {
    const json tests = test::load_vector("evm/trie/" + name);
    CHECK(tests.size() == expected);
    for (const auto& [title, test] : tests.items()) {
        INFO(name << " " << title);
        CHECK(to_hex(root_of(test["in"], secure)) == test["root"].get<std::string>());
    }
}

} // namespace

TEST_CASE("Merkle-Patricia roots of ethereum/tests") {
    check_file("trieanyorder.json", false, 7);
    check_file("trietest.json", false, 5);
    check_file("trieanyorder_secureTrie.json", true, 7);
    check_file("trietest_secureTrie.json", true, 3);
    check_file("hex_encoded_securetrie_test.json", true, 3);
}

TEST_CASE("the empty trie, and what counts as absent") {
    const bytes32 empty = merkle::patricia_root({});
    CHECK(to_hex(empty) == "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
    CHECK(merkle::patricia_root({{{1}, {}}}) == empty);
    CHECK(merkle::patricia_root({{{1}, {2}}}) != empty);
    CHECK(merkle::patricia_root({{{1}, {2}}}) != merkle::patricia_root({{{1}, {3}}}));
}

} // namespace merkle_patricia_tests
