#include <zonogon/rollup/native_counters.hpp>

#include <bit>
#include <cstdint>
#include <vector>

#include <zonogon/stark/default_config.hpp>
#include <zonogon/zkevm/machines/arith/arith.hpp>
#include <zonogon/zkevm/machines/binary/add_compare.hpp>
#include <zonogon/zkevm/machines/binary/logic.hpp>
#include <zonogon/zkevm/machines/hash_read/hash_read.hpp>
#include <zonogon/zkevm/machines/keccak_f/keccak_f.hpp>
#include <zonogon/zkevm/machines/main/main_machine.hpp>
#include <zonogon/zkevm/machines/mem/mem.hpp>
#include <zonogon/zkevm/machines/mem_align/mem_align.hpp>
#include <zonogon/zkevm/machines/padding_keccak/padding_keccak.hpp>
#include <zonogon/zkevm/machines/padding_poseidon/padding_poseidon.hpp>
#include <zonogon/zkevm/machines/padding_sha256/padding_sha256.hpp>
#include <zonogon/zkevm/machines/poseidon_g/poseidon_g.hpp>
#include <zonogon/zkevm/machines/rom_table/rom_table.hpp>
#include <zonogon/zkevm/machines/sha256_f/sha256_f.hpp>
#include <zonogon/zkevm/machines/storage/access.hpp>
#include <zonogon/zkevm/machines/storage/key_lane.hpp>
#include <zonogon/zkevm/machines/storage/path.hpp>
#include <zonogon/zkevm/machines/tables/byte_table.hpp>

#include "support/catch.hpp"

namespace rollup_native_counters_prover_tests {

using namespace zonogon;

TEST_CASE("a batch at the limits of the counters fits the tables of a proof", "[rollup][counters]") {
    namespace m = zkevm::machines;
    using rollup::counter_limits::hard;
    constexpr soundness::parameters most = stark::default_config::parameters;
    CHECK(rollup::counter_limits::rows == std::uint64_t{1} << most.max_log_height);
    CHECK(m::sha256_f::block_rows == 18);
    CHECK(m::keccak_f::rounds == 24);

    struct table {
        std::uint64_t used;
        air::owned_ir ir;
    };
    std::vector<table> tables;
    const auto add = [&tables](std::uint64_t used, air::owned_ir ir) { tables.push_back({used, std::move(ir)}); };
    // An access of memory and a read of a hash a step at most.
    add(hard.steps, m::main_machine::build());
    add(hard.steps, m::mem::build());
    add(hard.steps, m::hash_read::build());
    add(std::uint64_t{1} << 16, m::rom_table::build());
    add(std::uint64_t{1} << 16, m::byte_table::build());
    add(hard.mem_align, m::mem_align::build());
    // Each may have all.
    add(hard.binary, m::add_compare::build());
    add(hard.binary, m::logic::build());
    add(hard.arith, m::arith::build());
    for (std::size_t i = 0; i < 3; ++i) {
        add(hard.keccak_f * m::keccak_f::rounds, m::keccak_f::build(i));
    }
    add(hard.keccak_f, m::padding_keccak::build());
    add(hard.poseidon_g, m::poseidon_g::build());
    add(hard.padding_pg, m::padding_poseidon::build());
    add(hard.sha256_f * m::sha256_f::block_rows, m::sha256_f::build());
    add(hard.sha256_f, m::padding_sha256::build());
    // An access has two permutations for its key alone, a branch on a path has one.
    add(hard.poseidon_g / 2, m::storage::build());
    add(hard.poseidon_g, m::storage_path::build());
    add(hard.poseidon_g / 2 * 4, m::storage_key::build());

    std::uint64_t fractions = 0;
    for (const table& t : tables) {
        const std::uint64_t rows = std::bit_ceil(t.used);
        CHECK(rows <= rollup::counter_limits::rows);
        fractions += rows * t.ir.view().interactions.size();
    }
    INFO(fractions << " fractions");
    CHECK(fractions <= std::uint64_t{1} << most.log_max_fractions);
    CHECK(fractions > std::uint64_t{1} << (most.log_max_fractions - 4));
    // The trace must end: some rows are left.
    CHECK(std::bit_ceil(hard.steps) - hard.steps >= 100);
}

} // namespace rollup_native_counters_prover_tests
