// Packed limbs and bit decompositions have one value each (SP1 audit 3-1, 3-2: packing in base 2^32 and non-canonical
// bits).

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/zkevm/machines/keccak_f/limbs.hpp>
#include <zonogon/zkevm/machines/storage/key_lane.hpp>

#include "zkevm/machines_hash/mutant.hpp"

namespace security_S18_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
namespace machines = zkevm::machines;

} // namespace

TEST_CASE("S18: a tree key's lane has the bits of its canonical form only", "[security]") {
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

TEST_CASE("S18: a Keccak state's limbs are below the modulus, so that equal limbs are equal bits", "[security]") {
    namespace keccak = machines::keccak_f;
    std::size_t bits = 0;
    for (std::size_t k = 0; k < keccak::limb_count; ++k) {
        const std::size_t width = keccak::limb_begin(k + 1) - keccak::limb_begin(k);
        CHECK(width < 63);
        bits += width;
    }
    CHECK(bits == keccak::state_bits);
    // Every bit has a place of its own.
    for (std::size_t i = 0; i < keccak::state_bits; ++i) {
        hash::keccak_state state{};
        state[i / 64] = std::uint64_t{1} << (i % 64);
        std::size_t ones = 0;
        for (const std::uint64_t limb : keccak::to_limbs(state)) {
            ones += static_cast<std::size_t>(std::popcount(limb));
        }
        CHECK(ones == 1);
    }
    // Lanes of 64 bits would not do: 0 and the modulus are one element.
    CHECK(goldilocks{goldilocks::modulus} == goldilocks{});
}

} // namespace security_S18_tests
