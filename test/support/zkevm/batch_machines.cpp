// What test/zkevm/batch_machines.hpp declares.

#include "zkevm/batch_machines.hpp"

#include <string>
#include <utility>

#include "zkevm/execute_support.hpp"

namespace zonogon::test {

const std::vector<zkevm::machines::rom_table::encoded_line>& batch_machines::lines() {
    static const auto made = zkevm::batch_tables::encode(executor().rom());
    REQUIRE(made);
    return *made;
}

const std::vector<stark::table<stark::default_config>>& batch_machines::described() {
    static const auto made = zkevm::batch_tables::describe<stark::default_config>(lines());
    return made;
}

batch_machines::batch_machines(const zkasm::execution& run, merkle::memory_node_store& store) {
    merkle::sparse_tree<merkle::memory_node_store> tree(store);
    const auto accesses = zkevm::machines::storage::replay(run.storage, tree);
    REQUIRE(accesses);
    auto filled = zkevm::batch_tables::fill(lines(), run, *accesses);
    INFO((filled ? std::string() : filled.why().message));
    REQUIRE(filled);
    filled_ = std::move(*filled);
    publics_ = zkevm::machines::main_machine::public_values(run);
}

std::vector<air::instance<field::goldilocks>> batch_machines::instances() const {
    std::vector<air::instance<field::goldilocks>> out;
    for (std::size_t i = 0; i < filled_.size(); ++i) {
        // A table without requests is left out of the proof.
        if (filled_[i].values.height() == 0) {
            continue;
        }
        const auto& table = described()[i];
        out.push_back({table.name, table.ir.view(), &filled_[i].values, &table.preprocessed, {}});
        if (out.back().table.public_count != 0) {
            out.back().publics = publics_;
        }
    }
    return out;
}

void batch_machines::check() const {
    const auto all = instances();
    for (const auto& x : all) {
        INFO(x.name << ": " << air::shape_problem(x));
        for (const auto& broken : air::check(x, 3)) {
            FAIL_CHECK(air::describe(broken));
        }
    }
    for (const auto& loose : air::check_buses(std::span<const air::instance<field::goldilocks>>(all), 3)) {
        FAIL_CHECK(air::describe(loose));
    }
    SUCCEED();
}

} // namespace zonogon::test
