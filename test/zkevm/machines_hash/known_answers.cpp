#include <string>
#include <string_view>
#include <vector>

#include <zonogon/base/hex.hpp>
#include <zonogon/zkevm/machines/keccak_f/keccak_f_executor.hpp>
#include <zonogon/zkevm/machines/padding_keccak/padding_keccak_executor.hpp>
#include <zonogon/zkevm/machines/padding_poseidon/padding_poseidon_executor.hpp>
#include <zonogon/zkevm/machines/padding_sha256/padding_sha256_executor.hpp>

#include "padding_rig.hpp"
#include "storage_rig.hpp"
#include "support/vectors.hpp"

namespace zkevm_machines_hash_known_answers_tests {

// Published answers, put to the machines as the main machine would put them.

namespace {

using namespace zonogon;
using namespace zonogon::test;
namespace machines = zkevm::machines;

bytes32 digest_of(std::string_view hex) {
    const auto data = from_hex(hex);
    REQUIRE(data);
    bytes32 out{};
    REQUIRE(data->size() == out.size());
    std::copy(data->begin(), data->end(), out.begin());
    return out;
}

bytes text(std::string_view s) {
    return bytes(s.begin(), s.end());
}

/// One digest of the message with id 0, as the bus carries it.
template <class Lanes>
tuple digest_tuple(const Lanes& lanes, std::size_t blocks) {
    tuple out{goldilocks{0}};
    out.insert(out.end(), lanes.begin(), lanes.end());
    out.push_back(goldilocks{blocks});
    return out;
}

messages only(bytes data) {
    messages out;
    out[0].data = std::move(data);
    out[0].digest_asked = true;
    return out;
}

} // namespace

TEST_CASE("padding_keccak: Keccak-256 of the empty string and of abc", "[machines]") {
    const std::vector<std::pair<std::string_view, std::string_view>> answers{
        {"", "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"},
        {"abc", "0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"}};
    for (const auto& [message, digest] : answers) {
        machines::byte_table::usage usage;
        auto filled = machines::padding_keccak::fill(only(text(message)), usage);
        REQUIRE(filled);
        ensemble all;
        all.add("keccak_f", machines::keccak_f::build(), machines::keccak_f::fill(filled->permutations));
        all.add("padding_keccak", machines::padding_keccak::build(), std::move(filled->values));
        all.add_bytes(usage);
        all.add_peer("keccak.digest", {digest_tuple(digest_limbs(digest_of(digest)), 1)});
        CHECK(all.problem() == "");
    }
}

TEST_CASE("padding_sha256: the examples of FIPS 180-4", "[machines]") {
    const std::vector<std::tuple<std::string_view, std::string_view, std::size_t>> answers{
        {"abc", "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 1},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "0x248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", 2}};
    for (const auto& [message, digest, blocks] : answers) {
        machines::byte_table::usage usage;
        auto filled = machines::padding_sha256::fill(only(text(message)), usage);
        REQUIRE(filled);
        ensemble all;
        all.add("sha256_f", machines::sha256_f::build(), machines::sha256_f::fill(filled->compressions));
        all.add("padding_sha256", machines::padding_sha256::build(), std::move(filled->values));
        all.add_bytes(usage);
        all.add_peer("sha256.digest", {digest_tuple(digest_limbs(digest_of(digest)), blocks)});
        CHECK(all.problem() == "");
    }
}

TEST_CASE("padding_poseidon: linear hashes of the original", "[machines]") {
    const auto vectors = load_vector("poseidon/linear-hash-kat.json");
    REQUIRE(vectors.size() >= 10);
    for (const auto& v : vectors) {
        auto data = from_hex(v.at("bytes").get<std::string>());
        const auto digest = u256::parse(v.at("hash").get<std::string>());
        REQUIRE(data);
        REQUIRE(digest);
        const std::size_t blocks = hash::linear_hash_blocks(data->size());
        machines::byte_table::usage usage;
        auto filled = machines::padding_poseidon::fill(only(std::move(*data)), usage);
        REQUIRE(filled);
        ensemble all;
        all.add("poseidon_g", machines::poseidon_g::build(), machines::poseidon_g::fill(filled->poseidon));
        all.add("padding_poseidon", machines::padding_poseidon::build(), std::move(filled->values));
        all.add_bytes(usage);
        all.add_peer("poseidon_hash.digest", {digest_tuple(hash::to_hash4(*digest), blocks)});
        CHECK(all.problem() == "");
    }
}

TEST_CASE("storage: trees of the original", "[machines]") {
    const auto vectors = load_vector("smt/smt-raw.json");
    REQUIRE(vectors.size() >= 20);
    for (const auto& v : vectors) {
        storage_rig rig;
        for (std::size_t i = 0; i < v["keys"].size(); ++i) {
            const auto key = u256::parse(v["keys"][i].get<std::string>());
            const auto value = u256::parse(v["values"][i].get<std::string>());
            REQUIRE(key);
            REQUIRE(value);
            rig.set(hash::to_hash4(*key), *value);
        }
        const auto root = u256::parse(v["expectedRoot"].get<std::string>());
        REQUIRE(root);
        REQUIRE_FALSE(rig.requests.empty());
        rig.requests.back().access.new_root = hash::to_hash4(*root);
        CHECK(storage_ensemble(rig.requests).problem() == "");
    }
}

} // namespace zkevm_machines_hash_known_answers_tests
