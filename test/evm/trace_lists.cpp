#include "support/catch.hpp"

#include <string_view>

#include <zonogon/evm/rules.hpp>
#include <zonogon/evm/trace/access_list_tracer.hpp>
#include <zonogon/evm/trace/call_tracer.hpp>
#include <zonogon/evm/trace/flat_calls.hpp>
#include <zonogon/evm/trace/four_byte_tracer.hpp>
#include <zonogon/evm/trace/struct_log.hpp>

#include "evm/support.hpp"

namespace evm_trace_lists_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test_evm;
using rollup = world<evm::fork9_rules>;

/// CALL(gas 0xffff, 0xd0, value 0, input [0, 5), no output), POP, the same of the precompiled contract 4, STOP
constexpr std::string_view calls_two = "6000600060056000600060d061fffff150"
                                       "60006000600560006000600461fffff15000";

} // namespace

TEST_CASE("selectors are counted by the size of what follows") {
    rollup w;
    w.deploy(contract, calls_two);
    w.deploy(account_at(0xd0), "00");
    evm::four_byte_tracer tracer{evm::fork9_rules::precompiles.size()};
    evm::transaction tx = w.transaction();
    tx.data = {1, 2, 3, 4, 5};
    REQUIRE(w.apply(tx, tracer).success());
    // The outer call and the one of 0xd0; that of the precompiled contract does not count.
    CHECK(tracer.counts() ==
          std::map<evm::four_byte_tracer::call_shape, std::uint64_t>{{{{1, 2, 3, 4}, 1}, 1}, {{{0, 0, 0, 0}, 1}, 1}});
    evm::four_byte_tracer none{evm::fork9_rules::precompiles.size()};
    tx = w.transaction(std::nullopt);
    tx.data = {0, 0, 0, 0, 0};
    w.apply(tx, none);
    CHECK(none.counts().empty());
}

TEST_CASE("calls in a row, each with its place in the tree") {
    rollup w;
    w.deploy(contract, calls_two);
    // 0xd0 calls 0xd1 and sends all it has away.
    w.deploy(account_at(0xd0), "6000600060006000600060d161fffff15060feff", u256{3});
    evm::call_tracer tracer;
    REQUIRE(w.apply(w.transaction(), tracer).success());
    const auto flat = evm::flatten(tracer.root());
    REQUIRE(flat.size() == 5);
    CHECK(flat[0].trace_address.empty());
    CHECK(flat[1].trace_address == std::vector<std::size_t>{0});
    CHECK(flat[2].trace_address == std::vector<std::size_t>{0, 0});
    CHECK(flat[2].frame->to == account_at(0xd1));
    CHECK(flat[3].trace_address == std::vector<std::size_t>{0, 1});
    CHECK(flat[3].frame->selfdestruct);
    CHECK(flat[4].trace_address == std::vector<std::size_t>{1});
    CHECK(flat[4].frame->to == account_at(4));
}

TEST_CASE("what an access list would hold, calls that revert included") {
    rollup w;
    // SLOAD(3), CALL 0xd0 (which reads slot 5, BALANCE of 0xd2, and reverts), CALL 4
    w.deploy(contract, "60035450"
                       "6000600060006000600060d061fffff150"
                       "60006000600060006000600461fffff15000");
    w.deploy(account_at(0xd0), "60055460d231600060006000fd");
    evm::access_list_tracer tracer{alice, contract, evm::fork9_rules::precompiles.size()};
    evm::transaction tx = w.transaction();
    const evm::receipt plain = w.apply(tx, tracer);
    REQUIRE(plain.success());
    const auto list = tracer.list();
    REQUIRE(list.size() == 3);
    const auto slots_of = [&](const address& a) {
        for (const evm::access_entry& e : list) {
            if (e.where == a) {
                return e.slots;
            }
        }
        return std::vector<u256>{u256{99}};
    };
    CHECK(slots_of(contract) == std::vector{u256{3}});
    CHECK(slots_of(account_at(0xd0)) == std::vector{u256{5}});
    CHECK(slots_of(account_at(0xd2)).empty());
    // Paid in advance: 2400 for each account and 1900 for each slot, less 2500 and 2000 for each that is cold no more.
    // The contract itself is warm in any case.
    tx = w.transaction();
    tx.access_list = list;
    CHECK(w.apply(tx).gas_used == plain.gas_used + 3 * 2400 + 2 * 1900 - 2 * 2500 - 2 * 2000);
}

TEST_CASE("traces stay within the memory they are given") {
    rollup w;
    // A loop of a thousand rounds.
    w.deploy(contract, "6103e85b600190038060035700");
    evm::struct_log_tracer steps({true, false, true, false, 0, 10'000});
    REQUIRE(w.apply(w.transaction(), steps).success());
    CHECK(steps.overflowed());
    CHECK(!steps.entries().empty());
    CHECK(steps.entries().size() * sizeof(evm::struct_log_entry) <= 10'000);
    evm::struct_log_tracer enough({true, false, true, false, 5, 10'000});
    w.apply(w.transaction(), enough);
    CHECK_FALSE(enough.overflowed());
    CHECK(enough.entries().size() == 5);

    rollup calls;
    calls.deploy(contract, calls_two);
    evm::call_tracer small({false, false, sizeof(evm::call_frame) + 10});
    CHECK(calls.apply(calls.transaction(), small).success());
    CHECK(small.overflowed());
    evm::call_tracer large({false, false, 10 * sizeof(evm::call_frame)});
    calls.apply(calls.transaction(), large);
    CHECK_FALSE(large.overflowed());
    CHECK(large.root().calls.size() == 2);
}

} // namespace evm_trace_lists_tests
