#include "support/catch.hpp"

#include <cstdint>
#include <map>
#include <vector>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/decode.hpp>
#include <zonogon/evm/rules.hpp>
#include <zonogon/evm/trace/struct_log.hpp>

#include "evm/support.hpp"

namespace evm_fused_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test_evm;
using rollup = world<evm::fork9_rules>;

class random_source {
public:
    explicit random_source(std::uint64_t seed) : state_(seed * 2 + 1) {}
    std::uint64_t next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return (state_ * 0x2545f4914f6cdd1dU) >> 16;
    }
    std::uint64_t below(std::uint64_t n) { return next() % n; }

private:
    std::uint64_t state_;
};

/// Code that runs for a while before it fails: literals are small, so that they serve as offsets and destinations, and
/// the joined pairs are frequent.
bytes random_code(std::uint64_t seed) {
    random_source random(seed);
    bytes out;
    // Something to work on.
    for (int i = 0; i < 8; ++i) {
        out.push_back(evm::PUSH1);
        out.push_back(static_cast<std::uint8_t>(random.below(200)));
    }
    const std::uint8_t plain[] = {
        evm::ADD,    evm::SUB,          evm::MUL,      evm::DIV,    evm::SDIV,    evm::MOD,      evm::ADDMOD,
        evm::MULMOD, evm::EXP,          evm::LT,       evm::GT,     evm::SLT,     evm::EQ,       evm::ISZERO,
        evm::AND,    evm::OR,           evm::XOR,      evm::NOT,    evm::BYTE,    evm::SHL,      evm::SHR,
        evm::SAR,    evm::POP,          evm::MLOAD,    evm::MSTORE, evm::MSTORE8, evm::JUMPDEST, evm::MSIZE,
        evm::GAS,    evm::PC,           evm::SLOAD,    evm::SSTORE, evm::JUMPI,   evm::PUSH0,    evm::JUMPDEST,
        evm::ISZERO, evm::CALLDATALOAD, evm::KECCAK256};
    const std::size_t length = 40 + random.below(160);
    while (out.size() < length) {
        switch (random.below(8)) {
        case 0:
        case 1:
            out.push_back(evm::PUSH1);
            out.push_back(static_cast<std::uint8_t>(random.below(length)));
            break;
        case 2:
            out.push_back(static_cast<std::uint8_t>(evm::DUP1 + random.below(6)));
            break;
        case 3:
            out.push_back(static_cast<std::uint8_t>(evm::SWAP1 + random.below(5)));
            break;
        case 4:
            if (random.below(4) == 0) {
                const std::uint64_t width = 1 + random.below(32);
                out.push_back(static_cast<std::uint8_t>(evm::PUSH1 + width - 1));
                for (std::uint64_t i = 0; i < width; ++i) {
                    out.push_back(static_cast<std::uint8_t>(random.next()));
                }
                break;
            }
            [[fallthrough]];
        default:
            out.push_back(plain[random.below(std::size(plain))]);
            break;
        }
    }
    // Leave what is on the stack where it can be seen.
    for (std::uint8_t slot = 0; slot < 3; ++slot) {
        append(out, bytes{evm::PUSH1, slot, evm::SSTORE});
    }
    return out;
}

struct seen {
    evm::halt how{};
    std::uint64_t gas_used = 0;
    std::map<u256, u256> storage;

    bool operator==(const seen&) const = default;
};

template <class... Tracer>
seen run(const bytes& code, std::uint64_t gas, Tracer&&... tracer) {
    rollup w;
    w.deploy(contract, to_hex(code));
    evm::transaction tx = w.transaction();
    tx.gas_limit = gas;
    tx.data = bytes(40, 0x5a);
    const evm::receipt done = w.apply(tx, tracer...);
    const auto& storage = w.state.accounts().at(contract).storage;
    // Which of two failures comes first may differ, that there is one may not.
    const bool failed = done.how > evm::halt::revert;
    return {failed ? evm::halt::out_of_gas : done.how, done.gas_used, {storage.begin(), storage.end()}};
}

} // namespace

TEST_CASE("joined instructions do what single ones do") {
    std::size_t good = 0;
    std::size_t out_of_gas = 0;
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        const bytes code = random_code(seed);
        const std::uint64_t gas = seed % 3 == 0 ? 21640 + seed % 60000 : 200'000;
        const seen joined = run(code, gas);
        evm::struct_log_tracer tracer({false, false, false, false, 1});
        const seen single = run(code, gas, tracer);
        INFO(to_hex(code));
        REQUIRE(joined == single);
        good += joined.how == evm::halt::success ? 1 : 0;
        out_of_gas += joined.how == evm::halt::out_of_gas ? 1 : 0;
    }
    // Neither outcome is rare.
    CHECK(good > 300);
    CHECK(out_of_gas > 300);
}

TEST_CASE("programs of blocks") {
    using evm::operation;
    const auto decode = [](std::string_view hex) {
        std::vector<operation> out;
        for (const evm::instruction& i : evm::decoder<evm::fork9_rules, false>::decode(*from_hex(hex)).instructions) {
            out.push_back(static_cast<operation>(i.operation));
        }
        return out;
    };
    using ops = std::vector<operation>;
    CHECK(decode("") == ops{operation::charge, operation::stop, operation::bad_jump});
    // DUP1 PUSH1 ADD: the literal goes with the sum.
    CHECK(decode("80600101") ==
          ops{operation::block, operation::dup, operation::add_literal, operation::stop, operation::bad_jump});
    // DUP1 DUP2 LT ISZERO PUSH1 JUMPI.
    CHECK(decode("80811015600057") == ops{operation::block, operation::dup, operation::dup_lt,
                                          operation::jump_to_unless, operation::charge, operation::stop,
                                          operation::bad_jump});
    CHECK(decode("1015600057") ==
          ops{operation::block, operation::jump_if_lt, operation::charge, operation::stop, operation::bad_jump});
    // What follows a jump and is no destination is left out; a literal hides destinations.
    CHECK(decode("60005601025b") ==
          ops{operation::block, operation::jump_to, operation::charge, operation::stop, operation::bad_jump});
    const evm::program hidden = evm::decoder<evm::fork9_rules, false>::decode(*from_hex("605b5b00"));
    CHECK(hidden.targets[1] == evm::program::no_target);
    CHECK(hidden.targets[2] != evm::program::no_target);
    // POP POP POP; SWAP2 POP.
    CHECK(decode("505050") == ops{operation::block, operation::pop_many, operation::stop, operation::bad_jump});
    CHECK(decode("9150") == ops{operation::block, operation::swap_pop, operation::stop, operation::bad_jump});
}

TEST_CASE("more on the stack than fits, or less than is needed") {
    rollup deep;
    // 1024 PUSH0 fit, one more does not.
    deep.deploy(contract, to_hex(bytes(1024, evm::PUSH0)));
    CHECK(deep.apply(deep.transaction()).success());
    rollup deeper;
    deeper.deploy(contract, to_hex(bytes(1025, evm::PUSH0)));
    CHECK(deeper.apply(deeper.transaction()).how == evm::halt::stack_overflow);
    rollup shallow;
    shallow.deploy(contract, "6001600201"
                             "8101");
    CHECK(shallow.apply(shallow.transaction()).how == evm::halt::stack_underflow);
}

} // namespace evm_fused_tests
