// One input, one output: no second witness with another result (RISC Zero GHSA-f6rc-24x4-ppxp, GHSA-g3qg-6746-3mg9,
// zirgen #209).

#include <algorithm>
#include <vector>

#include <zonogon/zkevm/machines/keccak_f/keccak_f_executor.hpp>
#include <zonogon/zkevm/machines/padding_sha256/padding_sha256_executor.hpp>

#include "zkevm/machines_hash/mutant.hpp"
#include "zkevm/machines_hash/padding_rig.hpp"

namespace security_S19_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
namespace machines = zkevm::machines;

} // namespace

TEST_CASE("S19: a second padding of the same message", "[security]") {
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

TEST_CASE("S19: a permutation that jumps between rounds", "[security]") {
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

} // namespace security_S19_tests
