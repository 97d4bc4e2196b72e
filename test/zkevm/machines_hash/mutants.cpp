#include <functional>
#include <string_view>
#include <vector>

#include <zonogon/zkevm/machines/keccak_f/keccak_f_executor.hpp>
#include <zonogon/zkevm/machines/padding_keccak/padding_keccak_executor.hpp>
#include <zonogon/zkevm/machines/padding_sha256/padding_sha256_executor.hpp>

#include "padding_rig.hpp"
#include "storage_rig.hpp"

// Constraints that are easily forgotten: with one removed the attack goes through, with it the attack is refused. An
// attack is an ensemble of tables in which a false statement is made; so the tests show that the attack is a real one.

namespace {

using namespace zonogon;
using namespace zonogon::test;
namespace machines = zkevm::machines;

/// The table without the constraints of this name.
air::owned_ir without(const air::owned_ir& table, std::string_view name) {
    air::owned_ir out(table.view());
    const auto names = table.view().names;
    const auto removed =
        std::erase_if(out.constraints, [&](const air::constraint& c) { return names[c.name] == name; });
    REQUIRE(removed > 0);
    return out;
}

/// Requires that `attack`, given the description of the attacked table, finds nothing wrong exactly when the constraint
/// is missing.
void require_needed(const air::owned_ir& table, std::string_view constraint,
                    const std::function<ensemble(const air::owned_ir&)>& attack) {
    CHECK(attack(without(table, constraint)).problem() == "");
    CHECK_THAT(attack(table).problem(), Catch::Contains(std::string(constraint)));
}

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

TEST_CASE("mutant: a key lane's other representative", "[machines][mutants]") {
    namespace key = machines::storage_key;
    require_needed(key::build(), "lane is canonical", [](const air::owned_ir& table) {
        // Lane 5 as 5 + p: its eight low bits are 6.
        const auto at = [](std::string_view name) { return machines::column_of<key::cells>(name); };
        const std::uint64_t low = (5 + goldilocks::modulus) & 0xffffffff;
        machines::byte_table::usage usage;
        trace values = key::fill({}, usage);
        usage = {};
        values(0, at("high")) = values(0, at("high") + 1) = goldilocks{0xffff};
        values(0, at("low")) = goldilocks{low & 0xffff};
        values(0, at("low") + 1) = goldilocks{low >> 16};
        values(0, at("power")) = goldilocks{256};
        values(0, at("cut")) = goldilocks{low % 256};
        values(0, at("rest")) = goldilocks{low / 256};
        values(0, at("inverse")) = goldilocks{};
        values(0, at("calls")) = goldilocks::one();
        for (std::size_t row = 0; row < values.height(); ++row) {
            for (std::size_t i = 0; i < 10; ++i) {
                usage.range16(values(row, i).value());
            }
        }
        ensemble all;
        all.add("storage_key", table, std::move(values));
        all.add_bytes(usage);
        all.add_peer("storage.key", {{goldilocks{5}, goldilocks{256}, goldilocks{6}}});
        return all;
    });
}

TEST_CASE("mutant: a second padding of the same message", "[machines][mutants]") {
    namespace machine = machines::padding_sha256;
    require_needed(machine::build(), "length below 2^40 bits", [](const air::owned_ir& table) {
        // The length in bits plus the modulus is the same element, but other bytes and another digest.
        messages m;
        m[1].data = random_bytes(20, 1);
        m[1].digest_asked = true;
        machines::byte_table::usage usage;
        auto filled = machine::fill(m, usage);
        REQUIRE(filled);
        trace& values = filled->values;
        const auto at = [](std::string_view name) { return machines::column_of<machine::cells>(name); };
        const std::uint64_t length = 8 * 20 + goldilocks::modulus;
        auto& call = filled->compressions[0];
        call.message[14] = static_cast<std::uint32_t>(length >> 32);
        call.message[15] = static_cast<std::uint32_t>(length);
        for (std::size_t j = 0; j < 8; ++j) {
            const std::size_t column = at("byte") + machine::length_at + j;
            usage.byte(values(0, column).value(), 0U - 1U);
            values(0, column) = goldilocks{(length >> (8 * (7 - j))) & 0xff};
            usage.byte(values(0, column).value());
        }
        hash::sha256_state state = call.state;
        hash::sha256_compress(state, call.message);
        tuple forged{goldilocks{1}};
        for (std::size_t i = 8; i-- > 0;) {
            forged.push_back(goldilocks{state[i]});
        }
        forged.push_back(goldilocks::one());
        for (std::size_t i = 0; i < 8; ++i) {
            values(0, at("after") + i) = goldilocks{state[i]};
        }
        ensemble all;
        all.add("sha256_f", machines::sha256_f::build(), machines::sha256_f::fill(filled->compressions));
        all.add("padding_sha256", table, std::move(values));
        all.add_bytes(usage);
        all.add_peer("sha256.digest", {forged});
        return all;
    });
}

TEST_CASE("mutant: a permutation that jumps between rounds", "[machines][mutants]") {
    namespace machine = machines::keccak_f;
    require_needed(machine::build(), "next round starts from the output", [](const air::owned_ir& table) {
        // Rounds 0 .. 11 of one state, 12 .. 23 of another.
        hash::keccak_state input{};
        hash::keccak_state other{};
        other[3] = 77;
        const trace honest = machine::fill(std::vector{input});
        trace values = honest;
        const trace second = machine::fill(std::vector{other});
        for (std::size_t row = 12; row < 24; ++row) {
            std::ranges::copy(second.row(row), values.row(row).begin());
        }
        hash::keccak_f1600(other);
        const auto state_tuple = [](const hash::keccak_state& s) {
            tuple out{goldilocks{0}};
            for (const std::uint64_t limb : machine::to_limbs(s)) {
                out.push_back(goldilocks{limb});
            }
            return out;
        };
        ensemble all;
        all.add("keccak_f", table, std::move(values));
        all.add_peer("keccak_f.input", {state_tuple(input)});
        all.add_peer("keccak_f.output", {state_tuple(other)});
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
