#pragma once

#include <span>
#include <vector>

#include <zonogon/air/check.hpp>
#include <zonogon/field/goldilocks.hpp>
#include <zonogon/merkle/sparse_tree.hpp>
#include <zonogon/stark/default_config.hpp>
#include <zonogon/stark/key.hpp>
#include <zonogon/zkasm/execution.hpp>
#include <zonogon/zkevm/prover/batch_tables.hpp>

namespace zonogon::test {

/// All tables of a proof of a run, filled.
class batch_machines {
public:
    /// `store` holds the nodes of every state root of the run.
    batch_machines(const zkasm::execution& run, merkle::memory_node_store& store);

    /// The view of the debug checker, without the tables that a proof leaves out; points into this object.
    std::vector<air::instance<field::goldilocks>> instances() const;
    /// Checks that every constraint holds and every bus balances: what a proof would prove.
    void check() const;

private:
    static const std::vector<zkevm::machines::rom_table::encoded_line>& lines();
    static const std::vector<stark::table<stark::default_config>>& described();

    std::vector<zkevm::batch_tables::filled_table> filled_;
    std::vector<field::goldilocks> publics_;
};

} // namespace zonogon::test
