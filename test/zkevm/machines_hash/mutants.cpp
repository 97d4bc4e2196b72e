#include <string_view>
#include <vector>

#include <zonogon/zkevm/machines/keccak_f/keccak_f_executor.hpp>
#include <zonogon/zkevm/machines/padding_keccak/padding_keccak_executor.hpp>

#include "mutant.hpp"
#include "padding_rig.hpp"
#include "storage_rig.hpp"

namespace zkevm_machines_hash_mutants_tests {

// Constraints that are easily forgotten: with one removed the attack goes through, with it the attack is refused. An
// attack is an ensemble of tables in which a false statement is made; so the tests show that the attack is a real one.

namespace {

using namespace zonogon;
using namespace zonogon::test;
namespace machines = zkevm::machines;

} // namespace

TEST_CASE("mutant: an unused row that answers for a digest", "[machines][mutants]") {
    namespace machine = machines::padding_keccak;
    // Message 0 does not exist, and its "digest" is what the attacker writes into the last, unused row's successor.
    require_needed(machine::build(), "asked at the last block", [](const air::owned_ir& table) {
        messages m;
        m[5] = absorbed(random_bytes(20, 1));
        machines::byte_table::usage usage;
        auto filled = machine::fill(m, usage);
        REQUIRE(filled);
        trace& values = filled->values;
        REQUIRE(values.height() == 4);
        values(2, machines::column_of<machine::cells>("asksDigest")) = goldilocks::one();
        bytes32 chosen{};
        for (std::size_t j = 0; j < 32; ++j) {
            chosen[j] = static_cast<std::uint8_t>(j + 1);
            values(3, machines::column_of<machine::cells>("state") + j) = goldilocks{chosen[j]};
            usage.byte_and(0, chosen[j]);
        }
        usage.byte_and(0, 0, 0U - 32U);
        ensemble all;
        all.add("keccak_f", machines::keccak_f::build(), machines::keccak_f::fill(filled->permutations));
        all.add("padding_keccak", table, std::move(values));
        all.add("hash_read", machines::hash_read::build(), machines::hash_read::fill(m, {}, {}));
        all.add_bytes(usage);
        add_hash_peers(
            all, "keccak", m, [](byte_view data) { return digest_limbs(hash::keccak256(data)); },
            hash::keccak256_blocks);
        tuple forged{goldilocks{0}};
        for (const auto limb : digest_limbs(chosen)) {
            forged.push_back(limb);
        }
        forged.push_back(goldilocks::one());
        all.add_peer("keccak.digest", {forged});
        return all;
    });
}

TEST_CASE("mutant: a message that begins in the middle", "[machines][mutants]") {
    namespace machine = machines::padding_keccak;
    // Row 0 "continues" a message whose earlier state the attacker chooses: the digest is another message's.
    require_needed(machine::build(), "first row begins a message", [](const air::owned_ir& table) {
        messages m;
        m[5].data = random_bytes(20, 1);
        m[5].digest_asked = true;
        machines::byte_table::usage usage;
        auto filled = machine::fill(m, usage);
        REQUIRE(filled);
        trace& values = filled->values;
        hash::keccak_state state = filled->permutations[0];
        const auto at = [](std::string_view name) { return machines::column_of<machine::cells>(name); };
        values(0, at("continues")) = goldilocks::one();
        const std::uint64_t padded = values(0, at("byte")).value();
        values(0, at("state")) = goldilocks{0xff};
        values(0, at("both")) = goldilocks{padded & 0xff};
        usage.byte_and(padded, 0, 0U - 1U);
        usage.byte_and(padded, 0xff);
        state[0] ^= 0xff;
        filled->permutations[0] = state;
        hash::keccak_f1600(state);
        bytes32 digest{};
        for (std::size_t j = 0; j < machine::rate; ++j) {
            const auto byte = static_cast<std::uint8_t>(state[j / 8] >> (8 * (j % 8)));
            if (j < 32) {
                digest[j] = byte;
            }
            usage.byte_and(0, values(1, at("state") + j).value(), 0U - 1U);
            usage.byte_and(0, byte);
            values(1, at("state") + j) = goldilocks{byte};
        }
        const auto limbs = machines::keccak_f::to_limbs(state);
        for (std::size_t k = 0; k < machine::capacity_limbs; ++k) {
            values(0, at("capacityOut") + k) = goldilocks{limbs[machines::keccak_f::rate_limbs + k]};
        }
        ensemble all;
        all.add("keccak_f", machines::keccak_f::build(), machines::keccak_f::fill(filled->permutations));
        all.add("padding_keccak", table, std::move(values));
        all.add_bytes(usage);
        tuple forged{goldilocks{5}};
        for (const auto limb : digest_limbs(digest)) {
            forged.push_back(limb);
        }
        forged.push_back(goldilocks::one());
        all.add_peer("keccak.digest", {forged});
        return all;
    });
}

TEST_CASE("mutant: a leaf left alone below a branch", "[machines][mutants]") {
    // b's leaf is removed and a's stays where it was. The sibling cannot be opened as a branch, so the opening is left
    // out.
    require_needed(storage::build(), "sibling is opened unless the leaf was the root", [](const air::owned_ir& table) {
        storage_rig rig;
        rig.set(key_with_path(0b01), u256{5});
        rig.set(key_with_path(0b11), u256{6});
        storage::request forged = rig.set(key_with_path(0b11), u256{});
        auto& access = forged.access;
        access.change = merkle::tree_change::remove_keep_branch;
        // The root of that other shape: a at level 2, zero beside it, below the root's right child.
        hash4 node = access.siblings[1];
        node = merkle::record_hash({node[0], node[1], node[2], node[3]});
        access.new_root = merkle::record_hash(
            {goldilocks{}, goldilocks{}, goldilocks{}, goldilocks{}, node[0], node[1], node[2], node[3]});
        access.hash_count = 2 * access.siblings.size() + 2;
        machines::byte_table::usage usage;
        auto filled = storage::fill(std::vector{forged}, usage);
        REQUIRE(filled);
        filled->access(0, machines::column_of<storage::cells>("opens")) = goldilocks{};
        for (std::size_t i = 0; i < 8; ++i) {
            filled->access(0, machines::column_of<storage::cells>("opened") + i) = goldilocks{};
        }
        REQUIRE(access.siblings.size() == 2);
        std::erase_if(filled->poseidon, [&](const zkasm::poseidon_request& call) {
            return call.capacity == hash4{} &&
                   std::equal(call.in.begin(), call.in.end(), access.sibling_record.begin());
        });
        ensemble all;
        all.add("storage", table, std::move(filled->access));
        all.add("storage_path", machines::storage_path::build(), std::move(filled->path));
        all.add("storage_key", machines::storage_key::build(), std::move(filled->key));
        all.add("poseidon_g", machines::poseidon_g::build(), machines::poseidon_g::fill(filled->poseidon));
        all.add_bytes(usage);
        all.add_peer("storage.set", {storage_tuple(forged)});
        return all;
    });
}

} // namespace zkevm_machines_hash_mutants_tests
