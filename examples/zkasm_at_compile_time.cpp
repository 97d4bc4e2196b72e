// A zkASM program that the C++ compiler assembles, that runs on the main machine and whose run is proved.
//
// The program multiplies two numbers that the prover claims and shows that the product is the public one.

#include <cstdio>

#include <zonogon/zkasm/executor.hpp>
#include <zonogon/zkasm/static_program.hpp>
#include <zonogon/zkevm/prover/batch_prover.hpp>

using factors = zonogon::zkasm::static_program<R"(
CONST %FACTOR_LIMIT = 1 << 20

VAR GLOBAL product

start:
    B       :MSTORE(product)            ; B: the public number, given in row 0
    ${smallFactor(B)} => A              ; the prover's choice ...
    ${B / A} => B                       ; ... of both factors
    0 => C, D
    $       :ARITH, MLOAD(product)      ; A * B + C = D * 2^256 + product

    A - 2   :JMPN(refuse)               ; no factor may be 1
    %FACTOR_LIMIT - A :JMPN(refuse)
    B => A
    A - 2   :JMPN(refuse)

finish:
    $ => B  :MLOAD(product)
    0 => A
wait:
    ${beforeLast()} :JMPN(wait)
            :JMP(start)
refuse:
    1 => A                              ; A is 0 in row 0, so this run would not close
            :JMP(wait)
)">;

// The lines are constants of this C++ program.
static_assert(factors::lines.size() == 15);
static_assert(factors::lines[0].m_wr && factors::lines[4].arith && factors::lines[4].m_op);
static_assert(factors::lines[5].jmpn && factors::lines[5].jmp_addr == factors::label("refuse"));
static_assert(factors::lines[6].constant == 1 << 20);
static_assert(factors::global_words == 1);

namespace {

using namespace zonogon;

/// The function of the prover's that the program calls. Nothing relies on its answer: the program checks it.
struct factoring_host : zkasm::basic_host {
    result<std::optional<zkasm::free_value>> call(std::string_view name, std::span<const zkasm::big_int> arguments) {
        if (name != "smallFactor" || arguments.size() != 1) {
            return std::optional<zkasm::free_value>{};
        }
        const std::uint64_t number = arguments[0].low64();
        std::uint64_t factor = 2;
        while (factor * factor < number && number % factor != 0) {
            ++factor;
        }
        return std::optional{zkasm::free_value{zkasm::big_int{static_cast<std::int64_t>(factor)}}};
    }
};

result<zkasm::execution> run_on(std::uint64_t number) {
    zkasm::run_options options;
    options.start.b = zkasm::number_to_word(u256{number});
    factoring_host host;
    const zkasm::program program = factors::load();
    return zkasm::run(program, host, options);
}

} // namespace

int main() {
    const auto composite = run_on(1'022'117); // 1009 * 1013
    const auto prime = run_on(1'000'003);
    if (!composite || prime) {
        return 1;
    }
    std::printf("1022117 has two factors: %llu rows, %u arithmetic, %zu memory accesses\n",
                static_cast<unsigned long long>(composite->used.steps), composite->used.arith,
                composite->memory.size());
    std::printf("1000003: %s\n", prime.why().message.c_str());

    const auto prover = zkevm::batch_prover<>::create(factors::load());
    merkle::memory_node_store no_state;
    if (!prover) {
        std::printf("%s\n", prover.why().message.c_str());
        return 1;
    }
    const auto proved = prover->prove(*composite, no_state);
    if (!proved) {
        std::printf("%s\n", proved.why().message.c_str());
        return 1;
    }
    // B of row 0 is the public value that the tables call the old state root.
    const auto claim = prover->verify(proved->file);
    const bool good = claim && claim->old_state_root == u256{1'022'117};
    std::printf("%s\n", good ? "proved" : "not proved");
    return good ? 0 : 1;
}
