#include "support/catch.hpp"

#include "zkasm/run.hpp"
#include <zonogon/hash/poseidon_goldilocks.hpp>

namespace zkasm_storage_tests {

using namespace zonogon;
using test::contains;
using test::refusal;
using test::run_text;
using test::value_of_a;

TEST_CASE("what was written to the state is found there") {
    const std::string write = "0x1234 => A\n3 => B\n7 => C\n55 => D\n$ => SR :SSTORE\n";
    CHECK(value_of_a(write + "$ => A :SLOAD\n") == "55");
    CHECK(value_of_a(write + "8 => C\n$ => A :SLOAD\n") == "0");
    CHECK(value_of_a(write + "0 => SR\n$ => A :SLOAD\n") == "0");
    CHECK(contains(refusal(write + "56 :SLOAD\n"), "the state holds"));
    CHECK(refusal(write + "55 :SLOAD\n") == "it ran");
    CHECK(contains(refusal("1 => D\n5 => SR :SSTORE\n"), "the new state root is"));
    // Removing the only leaf gives the empty tree again.
    CHECK(value_of_a(write + "0 => D\n$ => SR :SSTORE\nSR => A\n") == "0");
}

TEST_CASE("storage requests: key derivation, tree access, range check") {
    const auto done = run_text("0x1234 => A\n3 => B\n7 => C\n55 => D\n$ => SR :SSTORE\n$ => E :SLOAD\n");
    REQUIRE(done.has_value());
    REQUIRE(done->storage.size() == 2);
    REQUIRE(done->tree_accesses.size() == 2);
    REQUIRE(done->poseidon.size() == 4);
    using field::goldilocks;
    const auto key_part = hash::poseidon(zkasm::number_to_word(u256{7}), zkasm::hash4{});
    zkasm::word8 inner{};
    inner[0] = goldilocks{0x1234};
    inner[6] = goldilocks{3};
    const auto key = hash::poseidon(inner, key_part);
    const zkasm::storage_access& set = done->storage[0];
    CHECK(set.write);
    CHECK(set.step == 4);
    CHECK(set.key == key);
    CHECK(set.key_i == key_part);
    CHECK(set.value == u256{55});
    CHECK(set.old_root == zkasm::hash4{});
    CHECK(done->storage[1].old_root == set.new_root);
    CHECK(done->storage[1].new_root == set.new_root);
    CHECK(done->poseidon[0].out == key_part);
    CHECK(done->poseidon[1].in == inner);
    CHECK(done->poseidon[1].capacity == key_part);
    CHECK(done->poseidon[1].out == key);
    CHECK(done->tree_accesses[0].change == merkle::tree_change::insert_at_empty);
    CHECK(done->steps[4].inc_counter == set.hash_count + 2);
    CHECK(done->used.poseidon_g == set.hash_count + done->storage[1].hash_count + 4);
    REQUIRE(done->binary.size() == 1);
    CHECK(done->binary[0].opcode == zkasm::binary_opcode::lt4);
    CHECK(done->binary[0].a == hash::to_word(set.new_root));
    CHECK(done->used.binary == 1);
}

TEST_CASE("malformed keys and roots are refused") {
    CHECK(contains(refusal("CONSTL %X = 1 << 160\n%X => A\n$ => E :SLOAD\n"), "limbs A5..A7 and B2..B7 zero"));
    CHECK(contains(refusal("CONSTL %X = 1 << 64\n%X => B\n$ => E :SLOAD\n"), "limbs A5..A7 and B2..B7 zero"));
    CHECK(contains(refusal("CONSTL %X = 2**64 - 1\n%X => SR\n$ => E :SLOAD\n"), "SR is not a state root"));
    CHECK(contains(refusal("5 => SR\n$ => E :SLOAD\n"), "state tree: "));
    CHECK(contains(refusal("-1 => D\n$ => SR :SSTORE\n"), "D is not a 256-bit number"));
}

} // namespace zkasm_storage_tests
