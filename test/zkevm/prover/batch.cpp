#include "support/catch.hpp"
#include "support/vectors.hpp"

#include <variant>

#include <zonogon/air/check.hpp>
#include <zonogon/rollup/vector_file_reader.hpp>
#include <zonogon/zkevm/batch_executor.hpp>
#include <zonogon/zkevm/prover/batch_prover.hpp>

using namespace zonogon;

namespace {

const zkevm::batch_executor& executor() {
    static const auto made = zkevm::batch_executor::create();
    REQUIRE(made);
    return *made;
}

const zkevm::batch_prover<>& prover() {
    static const auto made = zkevm::batch_prover<>::create(executor().rom());
    INFO((made ? std::string() : made.why().message));
    REQUIRE(made);
    return *made;
}

struct executed {
    rollup::vector_file file;
    merkle::memory_node_store store;
    zkevm::batch_result outcome;
};

/// The first batch of a vector file, executed on its genesis.
executed run(const std::string& name) {
    auto file = rollup::read_vector_file(test::read_source_file("test/vectors/state-transition/" + name));
    INFO((file ? std::string() : file.why().message));
    REQUIRE(file);
    executed out{std::move(*file), {}, {}};
    REQUIRE(rollup::build_genesis(out.store, out.file.genesis));
    auto outcome = executor().run(out.file.batches[0].input, out.store);
    if (const auto* failure = std::get_if<zkevm::batch_failure>(&outcome)) {
        FAIL(failure->why.message);
    }
    out.outcome = std::get<zkevm::batch_result>(std::move(outcome));
    return out;
}

} // namespace

TEST_CASE("the tables of an executed batch satisfy every constraint and bus") {
    executed e = run("transfer-data.json");
    const auto lines = zkevm::batch_tables::encode(executor().rom());
    REQUIRE(lines);
    merkle::sparse_tree<merkle::memory_node_store> tree(e.store);
    const auto accesses = zkevm::machines::storage::replay(e.outcome.execution.storage, tree);
    REQUIRE(accesses);
    const auto filled = zkevm::batch_tables::fill(*lines, e.outcome.execution, *accesses);
    INFO((filled ? std::string() : filled.why().message));
    REQUIRE(filled);
    const auto described = zkevm::batch_tables::describe<stark::default_config>(*lines);
    const auto publics = zkevm::machines::main_machine::public_values(e.outcome.execution);
    std::vector<air::instance<field::goldilocks>> all;
    for (std::size_t i = 0; i < described.size(); ++i) {
        all.push_back({described[i].name, described[i].ir.view(), &(*filled)[i].values, &described[i].preprocessed,
                       i == 0 ? std::span<const field::goldilocks>(publics) : std::span<const field::goldilocks>{}});
        std::printf("%-32s %8zu used %8zu rows %5zu columns\n", described[i].name.c_str(), (*filled)[i].used,
                    (*filled)[i].values.height(), (*filled)[i].values.width());
    }
    for (const auto& x : all) {
        INFO(x.name << ": " << air::shape_problem(x));
        const auto bad = air::check(x);
        INFO((bad.empty() ? std::string() : std::string(bad[0].constraint) + " row " + std::to_string(bad[0].row)));
        CHECK(bad.empty());
    }
    const auto loose = air::check_buses(std::span<const air::instance<field::goldilocks>>(all));
    for (const auto& u : loose) {
        UNSCOPED_INFO("bus " << u.bus << " width " << u.tuple.size() << " first place "
                             << (u.places.empty() ? "?" : u.places[0].table) << " row "
                             << (u.places.empty() ? 0 : u.places[0].row));
    }
    CHECK(loose.empty());
}

TEST_CASE("a transfer batch is proved and verified; a changed proof is refused") {
    executed e = run("transfer-data.json");
    const auto proved = prover().prove(e.outcome.execution, e.store);
    INFO((proved ? std::string() : proved.why().message));
    REQUIRE(proved);
    const auto verified = prover().verify(proved->file);
    INFO((verified ? std::string() : verified.why().message));
    REQUIRE(verified);
    CHECK(verified->new_state_root == e.outcome.new_state_root);
    CHECK(*verified == proved->publics);
    std::printf("proof of %zu bytes\n", proved->file.size());
    for (std::size_t at = 0; at < proved->file.size(); at += proved->file.size() / 24 + 1) {
        bytes bad = proved->file;
        bad[at] ^= 1;
        INFO("byte " << at);
        const auto refused = prover().verify(bad);
        REQUIRE(!refused);
        CHECK(!refused.why().message.empty());
    }
}
