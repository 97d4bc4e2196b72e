#include "support/catch.hpp"

#include <string>
#include <utility>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/revert_reason.hpp>
#include <zonogon/evm/rules.hpp>
#include <zonogon/evm/trace/call_tracer.hpp>
#include <zonogon/evm/trace/prestate_tracer.hpp>
#include <zonogon/evm/trace/struct_log.hpp>

#include "evm/support.hpp"

namespace evm_trace_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test_evm;
using rollup = world<evm::fork9_rules>;

/// CALL(gas 0xffff, 0xd0, value 0, no input, output to [0, 32)), POP, STOP
constexpr std::string_view calls_d0 = "6020600060006000600060d061fffff15000";

} // namespace

TEST_CASE("struct logs: gas, cost, stack, storage of every instruction") {
    rollup w;
    // PUSH1 5 PUSH1 1 SSTORE, PUSH1 1 SLOAD, POP, MSTORE(0, 1), STOP
    w.deploy(contract, "6005600155600154506001600052");
    evm::struct_log_tracer tracer({true, true, true, true, 0});
    const evm::receipt done = w.apply(w.transaction(), tracer);
    REQUIRE(done.success());
    const auto& log = tracer.entries();
    REQUIRE(log.size() == 10);
    const std::uint8_t ops[] = {evm::PUSH1, evm::PUSH1, evm::SSTORE, evm::PUSH1,  evm::SLOAD,
                                evm::POP,   evm::PUSH1, evm::PUSH1,  evm::MSTORE, evm::STOP};
    const std::uint64_t costs[] = {3, 3, 22100, 3, 100, 2, 3, 3, 6, 0};
    std::uint64_t gas = 1'000'000 - 21000;
    for (std::size_t i = 0; i < log.size(); ++i) {
        INFO(i);
        CHECK(log[i].op == ops[i]);
        CHECK(log[i].gas == gas);
        CHECK(log[i].gas_cost == costs[i]);
        CHECK(log[i].depth == 1);
        CHECK(log[i].error == evm::halt::success);
        gas -= costs[i];
    }
    CHECK(done.gas_used == 1'000'000 - gas);
    CHECK(log[2].stack == std::vector<u256>{u256{5}, u256{1}});
    CHECK(log[2].storage->at(u256{1}) == u256{5});
    CHECK(log[4].storage->at(u256{1}) == u256{5});
    CHECK_FALSE(log[3].storage);
    CHECK(log[8].memory.empty());
    CHECK(log[9].memory.size() == 32);
    CHECK(log[9].pc == 14);
}

TEST_CASE("struct logs of calls and failures") {
    rollup w;
    w.deploy(contract, calls_d0);
    w.deploy(account_at(0xd0), "600101");
    evm::struct_log_tracer tracer;
    const evm::receipt done = w.apply(w.transaction(), tracer);
    CHECK(done.success());
    const auto& log = tracer.entries();
    REQUIRE(log.size() == 12);
    CHECK(log[7].op == evm::CALL);
    // Cold account, one word of memory, and the gas handed on.
    CHECK(log[7].gas_cost == 2600 + 3 + 0xffff);
    CHECK(log[8].depth == 2);
    CHECK(log[8].gas == 0xffff);
    CHECK(log[9].op == evm::ADD);
    CHECK(log[9].error == evm::halt::stack_underflow);
    CHECK(log[10].depth == 1);
    CHECK(log[10].op == evm::POP);
    CHECK(log[10].stack.back().is_zero());
    evm::struct_log_tracer limited({true, false, true, false, 3});
    w.apply(w.transaction(), limited);
    CHECK(limited.entries().size() == 3);
}

TEST_CASE("a traced transaction does what an untraced one does") {
    const auto run = [](bool traced) {
        rollup w;
        w.deploy(contract, calls_d0);
        w.deploy(account_at(0xd0), "6001600055600160005260206000f3");
        evm::struct_log_tracer tracer;
        const evm::receipt done = traced ? w.apply(w.transaction(), tracer) : w.apply(w.transaction());
        return std::pair{done.gas_used, w.state.storage(account_at(0xd0), {})};
    };
    CHECK(run(true) == run(false));
    CHECK(run(true).second == u256{1});
}

TEST_CASE("the tree of calls") {
    rollup w;
    // LOG0(0, 0) before and after the call; the callee logs and reverts.
    w.deploy(contract, "60006000a0"
                       "6020600060006000600060d061fffff150"
                       "60006000a0"
                       "00");
    w.deploy(account_at(0xd0), "60006000a060006000fd");
    evm::call_tracer tracer({false, true});
    const evm::transaction tx = w.transaction();
    const evm::receipt done = w.apply(tx, tracer);
    tracer.settle(tx, done);
    const evm::call_frame& root = tracer.root();
    CHECK(root.type() == "CALL");
    CHECK(root.from == alice);
    CHECK(root.to == contract);
    CHECK(root.gas == tx.gas_limit);
    CHECK(root.gas_used == done.gas_used);
    REQUIRE(root.logs.size() == 2);
    CHECK(root.logs[0].position == 0);
    CHECK(root.logs[1].position == 1);
    REQUIRE(root.calls.size() == 1);
    const evm::call_frame& inner = root.calls[0];
    CHECK(inner.how == evm::halt::revert);
    CHECK(inner.gas == 0xffff);
    CHECK(inner.gas_used == 375 + 4 * 3);
    CHECK(inner.logs.empty());
    CHECK(describe(inner.how) == "execution reverted");

    evm::call_tracer top({true, false});
    w.apply(w.transaction(), top);
    CHECK(top.root().calls.empty());
    CHECK(top.root().logs.empty());
}

TEST_CASE("failed calls name their instruction as geth does") {
    const auto words = [](const char* code) {
        rollup w;
        // Calls another, then stops.
        w.deploy(contract, "6000600060006000600060d061fffff100");
        w.deploy(account_at(0xd0), code);
        evm::call_tracer tracer;
        CHECK(w.apply(w.transaction(), tracer).success());
        REQUIRE(tracer.root().calls.size() == 1);
        const evm::call_frame& inner = tracer.root().calls[0];
        evm::struct_log_tracer log({.stack = false});
        CHECK(w.apply(w.transaction(), log).success());
        std::string told;
        for (const evm::struct_log_entry& e : log.entries()) {
            told += evm::halt_words<evm::fork9_rules>(e.error, {e.op, e.height});
        }
        CHECK(told == evm::halt_words<evm::fork9_rules>(inner.how, inner.last));
        return told;
    };
    CHECK(words("6001fe") == "invalid opcode: INVALID");
    CHECK(words("0c") == "invalid opcode: opcode 0xc not defined");
    CHECK(words("600101") == "stack underflow (1 <=> 2)");
    CHECK(words("5b6001600056") == "stack limit reached 1024 (1023)");
    CHECK(words("600156") == "invalid jump destination");
}

TEST_CASE("creations and SELFDESTRUCT in the tree") {
    rollup w;
    // CREATE(value 0, memory [31, 32)) of the code 0x00, then SELFDESTRUCT to the coinbase.
    w.deploy(contract, "6001601f6000f05060feff", u256{3});
    evm::call_tracer tracer;
    CHECK(w.apply(w.transaction(), tracer).success());
    REQUIRE(tracer.root().calls.size() == 2);
    CHECK(tracer.root().calls[0].type() == "CREATE");
    CHECK(tracer.root().calls[0].to == evm::create_address(contract, 1));
    CHECK(tracer.root().calls[1].type() == "SELFDESTRUCT");
    CHECK(tracer.root().calls[1].value == u256{3});
    CHECK(tracer.root().calls[1].to == coinbase);
}

TEST_CASE("the state before, and what changed") {
    const auto prepare = [](rollup& to) {
        // SSTORE(1, SLOAD(0))
        to.deploy(contract, "60005460015500");
        to.state.set_storage(contract, {}, u256{9});
    };
    rollup w;
    prepare(w);
    rollup copy;
    prepare(copy);
    evm::prestate_tracer before;
    w.apply(w.transaction(), before);
    CHECK(before.before().size() == 2);
    CHECK(before.before().at(contract).storage == std::map<u256, u256>{{u256{}, u256{9}}, {u256{1}, {}}});
    CHECK(before.before().at(contract).code->size() == 7);
    CHECK(before.before().at(alice).balance == u256{1'000'000'000'000'000'000});
    CHECK_FALSE(before.before().at(alice).nonce);

    evm::prestate_tracer diff(true);
    const evm::receipt done = copy.apply(copy.transaction(), diff);
    CHECK(diff.before().at(contract).storage.empty());
    CHECK(diff.after().at(contract).storage == std::map<u256, u256>{{u256{1}, u256{9}}});
    CHECK_FALSE(diff.after().at(contract).balance);
    CHECK(diff.after().at(alice).nonce == 1);
    CHECK_FALSE(diff.before().contains(coinbase));
    CHECK(diff.after().at(coinbase).balance == u256{done.gas_used});
}

TEST_CASE("revert reasons") {
    const std::string head = "0x08c379a0";
    const std::string offset = std::string(62, '0') + "20";
    const std::string length = std::string(62, '0') + "03";
    CHECK(evm::revert_reason(*from_hex(head + offset + length + "616263" + std::string(58, '0'))) == "abc");
    CHECK(evm::revert_reason(*from_hex(head + offset + length + "616263")) == "abc");
    CHECK_FALSE(evm::revert_reason(*from_hex(head + offset + length + "6162")));
    CHECK_FALSE(evm::revert_reason(*from_hex(head + std::string(64, 'f') + length + "616263")));
    CHECK_FALSE(evm::revert_reason(*from_hex(head + offset)));
    CHECK_FALSE(evm::revert_reason({}));
}

} // namespace evm_trace_tests
