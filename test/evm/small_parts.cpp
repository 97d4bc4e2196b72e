// The parts of the interpreter that are data more than rules.

#include <zonogon/evm/block.hpp>
#include <zonogon/evm/code.hpp>
#include <zonogon/evm/ethereum_root.hpp>
#include <zonogon/evm/frame.hpp>
#include <zonogon/evm/fuse.hpp>
#include <zonogon/evm/log.hpp>

#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <zonogon/base/hex.hpp>
#include <zonogon/evm/decode.hpp>
#include <zonogon/evm/rules.hpp>

#include "support/catch.hpp"

namespace evm_small_parts_tests {

using namespace zonogon;

TEST_CASE("a block has no hashes unless told") {
    const evm::block_env block;
    CHECK_FALSE(block.block_hash);
    CHECK(block.chain_id == 1);
    CHECK(block.base_fee.is_zero());
    CHECK(block.difficulty.is_zero());
}

TEST_CASE("code is decoded once for each decoder") {
    const evm::code text(*from_hex("0x5b5b600101"), u256{5});
    CHECK(text.hash() == u256{5});
    CHECK(text.text().size() == 5);
    using joined = evm::decoder<evm::fork9_rules, false>;
    using stepwise = evm::decoder<evm::fork9_rules, true>;
    std::vector<const evm::program*> seen(4);
    {
        std::vector<std::jthread> threads;
        for (auto& to : seen) {
            threads.emplace_back([&] { to = &text.decoded<joined>(); });
        }
    }
    const evm::program& one = text.decoded<joined>();
    CHECK(&one == &text.decoded<joined>());
    const evm::program& other = text.decoded<stepwise>();
    CHECK(&other != &one);
    CHECK(&other == &text.decoded<stepwise>());
    CHECK(other.instructions.size() > one.instructions.size());
    // Threads that met may each have decoded; all programs are the same.
    for (const evm::program* p : seen) {
        CHECK(p->targets == one.targets);
        CHECK(p->instructions.size() == one.instructions.size());
    }
}

TEST_CASE("neighbouring JUMPDESTs are paid at once and all are targets") {
    const evm::program p = evm::decoder<evm::fork9_rules, false>::decode(*from_hex("0x5b5b5b00"));
    using evm::operation;
    REQUIRE(p.targets.size() == 4);
    CHECK(p.targets[3] == evm::program::no_target);
    for (std::size_t i = 0; i < 2; ++i) {
        const evm::instruction& skip = p.instructions[p.targets[i]];
        CHECK(skip.operation == static_cast<std::uint16_t>(operation::skip));
        CHECK(skip.small == 2 - i);
        CHECK(p.targets[i] + skip.wide == p.targets[2]);
    }
    const evm::instruction& last = p.instructions[p.targets[2]];
    CHECK(last.operation == static_cast<std::uint16_t>(operation::charge));
    CHECK(last.small == 1);
}

TEST_CASE("memory of a frame grows, keeps what it holds and is trimmed") {
    evm::frame_memory memory;
    CHECK(memory.size() == 0);
    CHECK(memory.holds({0, 0, 0, 0}, 0));
    CHECK_FALSE(memory.holds({0, 0, 0, 0}, 1));
    memory.grow(64);
    CHECK(memory.holds({32, 0, 0, 0}, 32));
    CHECK_FALSE(memory.holds({33, 0, 0, 0}, 32));
    CHECK_FALSE(memory.holds({0, 1, 0, 0}, 1));
    CHECK_FALSE(memory.holds({~std::uint64_t{0}, 0, 0, 0}, 32));
    memory.data()[63] = 9;
    memory.grow(100'000);
    CHECK(memory.data()[63] == 9);
    CHECK(memory.data()[64] == 0);
    CHECK(memory.data()[99'999] == 0);
    CHECK(memory.view(63, 1)[0] == 9);
    CHECK(memory.view(1U << 30, 0).empty());
    // The next frame finds zeros.
    memory.clear();
    memory.grow(64);
    CHECK(memory.data()[63] == 0);
    memory.trim(1000);
    CHECK(memory.size() == 0);
    CHECK(memory.data() == nullptr);
    memory.grow(32);
    CHECK(memory.data()[31] == 0);
}

TEST_CASE("ends of frames tell whether gas is kept, each in its own words") {
    using evm::halt;
    std::set<std::string_view> words;
    for (int i = 0; i <= static_cast<int>(halt::nonce_overflow); ++i) {
        words.insert(describe(static_cast<halt>(i)));
    }
    CHECK(words.size() == static_cast<std::size_t>(halt::nonce_overflow) + 1);
    CHECK(keeps_gas(halt::success));
    CHECK(keeps_gas(halt::revert));
    CHECK_FALSE(keeps_gas(halt::out_of_gas));
    CHECK_FALSE(keeps_gas(halt::precompile_failure));
    CHECK(keeps_gas(halt::precompile_refused));
    CHECK(keeps_gas(halt::nonce_overflow));
    CHECK(is_create(evm::call_kind::create2));
    CHECK_FALSE(is_create(evm::call_kind::delegatecall));
}

namespace {

using evm::operation;

/// The operations that a block of these becomes.
std::vector<operation> fused(const std::vector<operation>& from) {
    std::vector<evm::instruction> code{{}};
    for (const operation op : from) {
        code.push_back({static_cast<std::uint16_t>(op), 0, 3, 4});
    }
    evm::fuse_block(code, 1);
    CHECK(code[0].operation == 0);
    std::vector<operation> out;
    for (std::size_t i = 1; i < code.size(); ++i) {
        out.push_back(static_cast<operation>(code[i].operation));
    }
    return out;
}
using operations = std::vector<operation>;

} // namespace

TEST_CASE("pairs of instructions become one") {
    using enum operation;
    CHECK(fused({push, add}) == operations{add_literal});
    CHECK(fused({push, mstore}) == operations{mstore_at});
    CHECK(fused({dup, mload}) == operations{dup_mload});
    CHECK(fused({swap, pop}) == operations{swap_pop});
    CHECK(fused({pop, pop, pop}) == operations{pop_many});
    CHECK(fused({lt, iszero, jump_to_if}) == operations{jump_if_lt});
    CHECK(fused({iszero, iszero, jump_to_if}) == operations{jump_to_if});
    CHECK(fused({dup, dup}) == operations{dup_dup});
    // The second goes better with what follows.
    CHECK(fused({dup, dup, add}) == operations{dup, dup_add});
    CHECK(fused({push, dup, add}) == operations{push, dup_add});
    CHECK(fused({dup, push, add}) == operations{dup, add_literal});
    CHECK(fused({mul, pop}) == operations{mul, pop});
    CHECK(fused({}).empty());
}

TEST_CASE("a comparison joined with a jump knows whether it is negated") {
    const auto negated = [](const operations& from) {
        std::vector<evm::instruction> code;
        for (const operation op : from) {
            code.push_back({static_cast<std::uint16_t>(op), 0, 0, 17});
        }
        evm::fuse_block(code, 0);
        REQUIRE(code.size() == 1);
        CHECK(code[0].operation == static_cast<std::uint16_t>(operation::jump_if_gt));
        CHECK(code[0].wide == 17);
        return code[0].small != 0;
    };
    CHECK_FALSE(negated({operation::gt, operation::jump_to_if}));
    CHECK(negated({operation::gt, operation::iszero, operation::jump_to_if}));
    CHECK_FALSE(negated({operation::gt, operation::iszero, operation::iszero, operation::jump_to_if}));
}

TEST_CASE("logs are equal when all of them is") {
    evm::log a{evm::address_of_number(1), {bytes32{}}, {1, 2}};
    evm::log b = a;
    CHECK(a == b);
    b.topics.emplace_back();
    CHECK_FALSE(a == b);
    b = a;
    b.data[1] = 3;
    CHECK_FALSE(a == b);
    b = a;
    b.where[0] = 1;
    CHECK_FALSE(a == b);
}

TEST_CASE("Ethereum's hashes of nothing and of a log") {
    CHECK(to_hex(evm::ethereum_state_root({})) == "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
    CHECK(to_hex(evm::logs_hash({})) == "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");
    // [[address, [topic], data]] written out.
    evm::log entry{evm::address_of_number(7), {u256{9}.to_bytes()}, {0x80}};
    bytes text = *from_hex("0xf83b"
                           "f839"
                           "940000000000000000000000000000000000000007"
                           "e1a00000000000000000000000000000000000000000000000000000000000000009"
                           "8180");
    CHECK(evm::logs_hash({entry}) == hash::keccak256(text));
    entry.data = {0x7f};
    CHECK(evm::logs_hash({entry}) != hash::keccak256(text));
}

TEST_CASE("every member of an account is in Ethereum's state root") {
    const auto root = [](auto change) {
        evm::memory_state state;
        state.add<evm::berlin_rules>(evm::address_of_number(1), u256{10}, 1, {0x60});
        state.set_storage(evm::address_of_number(1), u256{2}, u256{3});
        change(state);
        return evm::ethereum_state_root(state);
    };
    std::set<bytes32> roots;
    roots.insert(root([](auto&) {}));
    roots.insert(root([](auto& s) { s.set_storage(evm::address_of_number(1), u256{2}, u256{4}); }));
    roots.insert(root([](auto& s) { s.set_storage(evm::address_of_number(1), u256{3}, u256{3}); }));
    roots.insert(root([](auto& s) { s.set_storage(evm::address_of_number(1), u256{2}, u256{}); }));
    roots.insert(
        root([](auto& s) { s.template add<evm::berlin_rules>(evm::address_of_number(2), u256{10}, 1, {0x60}); }));
    CHECK(roots.size() == 5);
    // A slot of zero is no slot, and the rule set's own code hash does not matter.
    CHECK(root([](auto& s) { s.set_storage(evm::address_of_number(1), u256{9}, u256{}); }) == root([](auto&) {}));
    evm::memory_state rollup;
    rollup.add<evm::fork9_rules>(evm::address_of_number(1), u256{10}, 1, {0x60});
    rollup.set_storage(evm::address_of_number(1), u256{2}, u256{3});
    CHECK(evm::ethereum_state_root(rollup) == root([](auto&) {}));
}

} // namespace evm_small_parts_tests
