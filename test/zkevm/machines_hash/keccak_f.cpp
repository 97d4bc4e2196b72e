#include <vector>

#include <zonogon/zkevm/machines/keccak_f/keccak_f_executor.hpp>

#include "harness.hpp"

namespace zkevm_machines_hash_keccak_f_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
namespace machine = zkevm::machines::keccak_f;

std::vector<hash::keccak_state> random_states(std::size_t count) {
    random_stream random(7);
    std::vector<hash::keccak_state> out(count);
    for (auto& state : out) {
        for (auto& lane : state) {
            lane = random.next();
        }
    }
    return out;
}

tuple as_tuple(std::size_t permutation, const hash::keccak_state& state) {
    tuple out{goldilocks{permutation}};
    for (const std::uint64_t limb : machine::to_limbs(state)) {
        out.push_back(goldilocks{limb});
    }
    return out;
}

ensemble make(const std::vector<hash::keccak_state>& inputs, const std::vector<hash::keccak_state>& outputs) {
    ensemble all;
    all.add("keccak_f", machine::build(), machine::fill(inputs));
    std::vector<tuple> before;
    std::vector<tuple> after;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        before.push_back(as_tuple(i, inputs[i]));
        after.push_back(as_tuple(i, outputs[i]));
    }
    all.add_peer("keccak_f.input", before);
    all.add_peer("keccak_f.output", after);
    return all;
}

std::vector<hash::keccak_state> permuted(std::vector<hash::keccak_state> states) {
    for (auto& state : states) {
        hash::keccak_f1600(state);
    }
    return states;
}

} // namespace

TEST_CASE("keccak_f: shape and width", "[machines]") {
    require_machine_shape(machine::build());
    CHECK(zkevm::machines::width_of<machine::cells>() == 2290);
    CHECK(machine::limb_begin(machine::rate_limbs) == machine::rate_bits);
    CHECK(machine::limb_begin(machine::limb_count) == machine::state_bits);
}

TEST_CASE("keccak_f: permutations, among them the published one of the zero state", "[machines]") {
    auto inputs = random_states(2);
    inputs.push_back({});
    auto outputs = permuted(inputs);
    // Keccak team, KeccakF-1600-IntermediateValues: first lanes of the permuted zero state.
    REQUIRE(outputs[2][0] == 0xF1258F7940E1DDE7);
    REQUIRE(outputs[2][24] == 0xEAF1FF7B5CECA249);
    CHECK(make(inputs, outputs).problem() == "");
    CHECK(make({}, {}).problem() == "");
    outputs[1][24] ^= std::uint64_t{1} << 63;
    CHECK_THAT(make(inputs, outputs).problem(), Catch::Contains("keccak_f.output"));
}

TEST_CASE("keccak_f: a permutation cut off by the table's end has no output to give", "[machines]") {
    // 64 rows hold two permutations and 16 rounds of a third.
    const auto inputs = random_states(2);
    ensemble all = make(inputs, permuted(inputs));
    trace& values = all.values("keccak_f");
    REQUIRE(values.height() == 64);
    const std::size_t calls = zkevm::machines::column_of<machine::cells>("outputCalls");
    values(63, calls) = goldilocks::one();
    CHECK_THAT(all.problem(), Catch::Contains("output in round 23 only"));
}

TEST_CASE("keccak_f: every change of a cell is noticed", "[machines]") {
    const auto inputs = random_states(2);
    const ensemble all = make(inputs, permuted(inputs));
    const std::vector<std::size_t> rows{0, 23, 50, 63};
    require_every_change_noticed(all, "keccak_f", rows);
}

} // namespace zkevm_machines_hash_keccak_f_tests
