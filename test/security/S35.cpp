// The public data of a batch is part of what is proved (cairo-m #351, provekit #321 and #360, jolt #981): a proof of
// one batch says nothing about another.

#include <map>
#include <string>
#include <vector>

#include <zonogon/zkasm/assembler.hpp>
#include <zonogon/zkasm/executor.hpp>
#include <zonogon/zkevm/prover/batch_prover.hpp>

#include "stark/systems.hpp"
#include "zkevm/machines_hash/mutant.hpp"

namespace security_S35_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
namespace main_machine = zkevm::machines::main_machine;

/// Stands for the batch program: the results depend on the inputs, which are restored at the end.
constexpr std::string_view text = R"(
start:
        B + 1                           => SR
        C + 2                           => D
        7                               => E
        SP + 1                          => PC
wait:   ${beforeLast()}                 :JMPN(wait)
        0 => A, D, E, SR, PC            :JMP(start)
)";

const zkasm::program& program() {
    static const zkasm::assembly made = zkasm::assembler<>(zkasm::assembler_options{}).run("test", text);
    INFO(made.why.text());
    REQUIRE(made.ok);
    return made.unit;
}

zkasm::execution run(std::uint64_t batch) {
    zkasm::basic_host host;
    zkasm::run_options options;
    options.start.b[0] = goldilocks{100 + batch};
    options.start.c[0] = goldilocks{200 + batch};
    options.start.sp = goldilocks{batch};
    options.start.gas = goldilocks{1001};
    options.start.ctx = goldilocks{9};
    auto out = zkasm::executor<zkasm::basic_host>(program(), host, options).run();
    INFO((out ? "" : out.why().message));
    REQUIRE(out);
    return *out;
}

/// Few queries, but columns for all machines.
struct batch_config : quick_config {
    static constexpr soundness::parameters parameters{.queries = 8,
                                                      .grinding_bits = 2,
                                                      .cap_height = 2,
                                                      .log_final_length = 2,
                                                      .log_max_claims = 15,
                                                      .target = soundness::bits<soundness::proven>{4}};
};
using prover_type = zkevm::batch_prover<batch_config>;

const prover_type& prover() {
    static const auto made = prover_type::create(program());
    REQUIRE(made);
    return *made;
}

bytes proof_of(std::uint64_t batch) {
    merkle::memory_node_store store;
    const auto proved = prover().prove(run(batch), store);
    INFO((proved ? "" : proved.why().message));
    REQUIRE(proved);
    return proved->file;
}

/// "" when the file proves something, else why not.
std::string verdict(byte_view file) {
    const auto claim = prover().verify(file);
    return claim ? "" : claim.why().message;
}

constexpr std::size_t publics_begin = zkevm::batch_proof_header.size();
constexpr std::size_t publics_end = publics_begin + 8 * main_machine::public_count;

} // namespace

TEST_CASE("S35: a batch proof with any public value changed, or those of another batch, is refused") {
    const bytes first = proof_of(1);
    const bytes second = proof_of(2);
    REQUIRE(verdict(first).empty());
    REQUIRE(verdict(second).empty());
    const auto claim = *prover().verify(first);
    CHECK(claim.old_num_batch == 1);
    CHECK(claim.new_num_batch == 2);
    CHECK(claim.old_state_root == u256{101});
    CHECK(claim.new_state_root == u256{102});
    CHECK(claim.new_acc_input_hash == u256{203});

    for (std::size_t value = 0; value < main_machine::public_count; ++value) {
        CAPTURE(value);
        bytes changed = first;
        changed[publics_begin + 8 * value] ^= 1;
        CHECK_FALSE(verdict(changed).empty());
    }
    bytes exchanged = first;
    std::copy_n(second.begin() + publics_begin, publics_end - publics_begin, exchanged.begin() + publics_begin);
    CHECK_FALSE(verdict(exchanged).empty());
    exchanged = second;
    std::copy_n(first.begin() + publics_begin, publics_end - publics_begin, exchanged.begin() + publics_begin);
    CHECK_FALSE(verdict(exchanged).empty());

    // Another form of the same word, and another element of the same value.
    bytes wide = first;
    wide[publics_begin + 4] = 1;
    CHECK(verdict(wide) == "the old state root has a limb of more than 32 bits");
    bytes noncanonical = first;
    std::fill_n(noncanonical.begin() + publics_begin, 8, std::uint8_t{0xff});
    CHECK(verdict(noncanonical) == "public value 0 is not a canonical field element");
    for (std::size_t at = 0; at < publics_begin; ++at) {
        bytes changed = first;
        changed[at] ^= 1;
        CHECK(verdict(changed) == "this is not a batch proof of version 1");
    }
}

TEST_CASE("S35: results that no row of the machine holds are proved by a mutant alone") {
    const auto lines = *zkevm::batch_tables::encode(program());
    const auto honest = run(1);
    const auto filled = *zkevm::batch_tables::fill(lines, honest, {});
    std::vector<matrix::row_major<goldilocks>> traces;
    for (const auto& t : filled) {
        traces.push_back(t.values);
    }
    stark::public_values<batch_config> publics(traces.size());
    publics[0] = main_machine::public_values(honest);
    // A state root of the attacker's choice, put into the statement before anything is proved.
    publics[0][main_machine::new_state_root] = goldilocks{666};
    const auto attack = [&](std::string_view forgotten) {
        auto tables = zkevm::batch_tables::describe<batch_config>(lines);
        if (!forgotten.empty()) {
            tables[0].ir = without(tables[0].ir, forgotten);
        }
        const auto key = *stark::setup<batch_config>(std::move(tables));
        const auto proof = stark::prove(key, traces, publics);
        REQUIRE(proof);
        const status outcome = stark::verify(key.verifying, publics, *proof);
        return outcome ? "" : outcome.why().message;
    };
    CHECK(attack("the last row holds the results").empty());
    CHECK(attack("") == "the constraints of a table do not hold at the point");
}

} // namespace security_S35_tests
