#pragma once

#include <span>
#include <variant>
#include <vector>

#include <zonogon/rollup/batch_input.hpp>
#include <zonogon/rollup/state_store.hpp>
#include <zonogon/stark/default_compiled.hpp>
#include <zonogon/zkevm/batch_executor.hpp>
#include <zonogon/zkevm/prover/batch_prover.hpp>

// Says that executing and proving batches, with the state in memory and the default configuration, is compiled
// elsewhere, as stark/default_compiled.hpp does for proofs. ZONOGON_ZKEVM_INSTANTIATE(, Config, Store) in one unit
// compiles it.

// NOLINTBEGIN(bugprone-macro-parentheses): a type cannot be put in parentheses.
#define ZONOGON_ZKEVM_INSTANTIATE(Linkage, Config, Store)                                                              \
    Linkage template std::variant<zonogon::zkevm::batch_result, zonogon::zkevm::batch_failure>                         \
    zonogon::zkevm::batch_executor::run<Store>(const zonogon::rollup::batch_input&, Store&) const;                     \
    Linkage template std::vector<zonogon::stark::table<Config>> zonogon::zkevm::batch_tables::describe<Config>(        \
        std::span<const zonogon::zkevm::machines::rom_table::encoded_line>);                                           \
    Linkage template zonogon::result<zonogon::zkevm::batch_prover<Config>>                                             \
    zonogon::zkevm::batch_prover<Config>::create(const zonogon::zkasm::program&);                                      \
    Linkage template zonogon::result<zonogon::zkevm::proved_batch> zonogon::zkevm::batch_prover<Config>::prove<Store>( \
        const zonogon::zkasm::execution&, Store&, const zonogon::stark::progress&) const;                              \
    Linkage template zonogon::result<zonogon::zkevm::batch_publics> zonogon::zkevm::batch_prover<Config>::verify(      \
        zonogon::byte_view) const;
// NOLINTEND(bugprone-macro-parentheses)

ZONOGON_ZKEVM_INSTANTIATE(extern, zonogon::stark::default_config, zonogon::rollup::memory_state_store)
