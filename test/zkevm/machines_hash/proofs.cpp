#include <string>
#include <utility>
#include <vector>

#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/prover.hpp>
#include <zonogon/stark/setup.hpp>
#include <zonogon/stark/verifier.hpp>
#include <zonogon/zkevm/machines/keccak_f/keccak_f_executor.hpp>
#include <zonogon/zkevm/machines/padding_keccak/padding_keccak_executor.hpp>
#include <zonogon/zkevm/machines/padding_poseidon/padding_poseidon_executor.hpp>
#include <zonogon/zkevm/machines/padding_sha256/padding_sha256_executor.hpp>

#include "padding_rig.hpp"
#include "storage_rig.hpp"

namespace zkevm_machines_hash_proofs_tests {

// Each machine proved and verified for real, with the tables it talks to, and refused after one cell is changed.

namespace {

using namespace zonogon;
using namespace zonogon::test;
namespace machines = zkevm::machines;

/// Few queries: these tests are about the tables, not about the proof system's soundness.
struct few_queries : stark::default_config {
    static constexpr soundness::parameters parameters{.queries = 8,
                                                      .grinding_bits = 2,
                                                      .cap_height = 2,
                                                      .log_final_length = 2,
                                                      .log_max_claims = 15,
                                                      .target = soundness::bits<soundness::proven>{4}};
};

/// Proves the ensemble honestly, which must be accepted, and after a change of the cell (row, column) of each table
/// named, which must not.
void require_proof(ensemble all, const std::vector<std::pair<std::string, std::size_t>>& rows_to_change) {
    all.close_buses();
    REQUIRE(all.problem() == "");
    std::vector<stark::table<few_queries>> tables;
    std::vector<trace> traces;
    for (const auto& t : all.tables()) {
        tables.push_back({t.name, t.description, t.preprocessed});
        traces.push_back(t.values);
    }
    const auto key = stark::setup<few_queries>(std::move(tables));
    INFO((key ? "" : key.why().message));
    REQUIRE(key);
    const stark::public_values<few_queries> publics(traces.size());
    const auto accepts = [&](const std::vector<trace>& values) {
        const auto proof = stark::prove(*key, values, publics);
        REQUIRE(proof);
        return stark::verify(key->verifying, publics, *proof).ok();
    };
    CHECK(accepts(traces));
    random_stream random(5);
    for (const auto& [name, row] : rows_to_change) {
        for (std::size_t i = 0; i < traces.size(); ++i) {
            if (all.tables()[i].name == name) {
                CAPTURE(name, row);
                std::vector<trace> changed = traces;
                changed[i](row, random.below(changed[i].width())) += goldilocks::one();
                CHECK_FALSE(accepts(changed));
            }
        }
    }
}

messages few_messages(std::size_t rate) {
    messages out;
    out[1] = absorbed(random_bytes(2 * rate + 3, 1), {32, 32, 5});
    out[4] = absorbed(random_bytes(20, 2));
    return out;
}

} // namespace

TEST_CASE("storage is proved", "[machines][proofs]") {
    storage_rig rig;
    rig.set(key_with_path(0b001), u256{5});
    rig.set(key_with_path(0b101), u256{6});
    rig.get(key_with_path(0b001));
    rig.get(key_with_path(0b111));
    rig.set(key_with_path(0b101), u256{0});
    require_proof(storage_ensemble(rig.requests, false),
                  {{"poseidon_g", 3}, {"storage", 1}, {"storage_path", 4}, {"storage_key", 2}});
}

TEST_CASE("keccak is proved", "[machines][proofs]") {
    const messages m = few_messages(machines::padding_keccak::rate);
    machines::byte_table::usage usage;
    auto filled = machines::padding_keccak::fill(m, usage);
    REQUIRE(filled);
    ensemble all;
    all.add("keccak_f", machines::keccak_f::build(), machines::keccak_f::fill(filled->permutations));
    all.add("padding_keccak", machines::padding_keccak::build(), std::move(filled->values));
    all.add("hash_read", machines::hash_read::build(), machines::hash_read::fill(m, {}, {}));
    add_hash_peers(
        all, "keccak", m, [](byte_view data) { return digest_limbs(hash::keccak256(data)); }, hash::keccak256_blocks);
    require_proof(all, {{"keccak_f", 30}, {"padding_keccak", 1}, {"hash_read", 2}});
}

TEST_CASE("the linear Poseidon hash is proved", "[machines][proofs]") {
    const messages m = few_messages(machines::padding_poseidon::rate);
    machines::byte_table::usage usage;
    auto filled = machines::padding_poseidon::fill(m, usage);
    REQUIRE(filled);
    ensemble all;
    all.add("poseidon_g", machines::poseidon_g::build(), machines::poseidon_g::fill(filled->poseidon));
    all.add("padding_poseidon", machines::padding_poseidon::build(), std::move(filled->values));
    all.add("hash_read", machines::hash_read::build(), machines::hash_read::fill({}, m, {}));
    add_hash_peers(
        all, "poseidon_hash", m, [](byte_view data) { return hash::linear_hash(data); }, hash::linear_hash_blocks);
    require_proof(all, {{"poseidon_g", 1}, {"padding_poseidon", 1}, {"hash_read", 2}});
}

TEST_CASE("sha256 is proved", "[machines][proofs]") {
    const messages m = few_messages(machines::padding_sha256::rate);
    machines::byte_table::usage usage;
    auto filled = machines::padding_sha256::fill(m, usage);
    REQUIRE(filled);
    ensemble all;
    all.add("sha256_f", machines::sha256_f::build(), machines::sha256_f::fill(filled->compressions));
    all.add("padding_sha256", machines::padding_sha256::build(), std::move(filled->values));
    all.add("hash_read", machines::hash_read::build(), machines::hash_read::fill({}, {}, m));
    add_hash_peers(
        all, "sha256", m, [](byte_view data) { return digest_limbs(hash::sha256(data)); },
        machines::padding_sha256::blocks_of);
    require_proof(all, {{"sha256_f", 20}, {"padding_sha256", 1}, {"hash_read", 2}});
}

} // namespace zkevm_machines_hash_proofs_tests
