#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/base/u256.hpp>
#include <zonogon/evm/frame.hpp>
#include <zonogon/evm/log.hpp>
#include <zonogon/evm/opcode.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/evm/words.hpp>
#include <zonogon/rollup/native_counters.hpp>

namespace zonogon::rollup {

/// What an instruction always takes at most.
struct opcode_cost {
    std::uint16_t steps = 0;
    std::uint16_t arith = 0;
    std::uint16_t binary = 0;
    std::uint16_t mem_align = 0;
};

namespace native_counters_detail {

/// Fetch and dispatch of an instruction, its stack accesses and the gas.
inline constexpr opcode_cost plain{30, 0, 0, 0};
/// 32 bytes moved or hashed at places that are no multiple of 32: a read and a write with their shifts.
inline constexpr zk_counters moved_word{500, 6, 10, 2};
/// An instruction read from memory, as those of creation code are.
inline constexpr zk_counters created_fetch{320, 4, 8, 1};
/// The length of any code: a bound for accounts that are only looked at.
inline constexpr std::uint64_t longest_code = 24'576;

constexpr std::array<opcode_cost, 256> make_opcode_costs() {
    std::array<opcode_cost, 256> t{};
    t.fill(plain);
    const auto set = [&t](unsigned first, unsigned last, opcode_cost cost) {
        std::fill(t.begin() + first, t.begin() + last + 1, cost);
    };
    set(evm::ADD, evm::ADD, {30, 0, 1, 0});
    set(evm::MUL, evm::MUL, {50, 1, 1, 0});
    set(evm::SUB, evm::SUB, {30, 0, 1, 0});
    set(evm::DIV, evm::DIV, {60, 1, 3, 0});
    set(evm::SDIV, evm::SDIV, {100, 1, 8, 0});
    set(evm::MOD, evm::MOD, {60, 1, 3, 0});
    set(evm::SMOD, evm::SMOD, {100, 1, 8, 0});
    set(evm::ADDMOD, evm::ADDMOD, {100, 1, 3, 0});
    set(evm::MULMOD, evm::MULMOD, {100, 2, 2, 0});
    set(evm::EXP, evm::EXP, {100, 0, 1, 0}); // and each bit of the exponent
    set(evm::SIGNEXTEND, evm::SIGNEXTEND, {120, 2, 6, 0});
    set(evm::LT, evm::NOT, {30, 0, 1, 0});
    set(evm::BYTE, evm::BYTE, {120, 2, 4, 0});
    set(evm::SHL, evm::SHL, {100, 2, 2, 0});
    set(evm::SHR, evm::SHR, {100, 2, 5, 0});
    set(evm::SAR, evm::SAR, {200, 2, 10, 0});
    set(evm::KECCAK256, evm::KECCAK256, {120, 4, 12, 1});
    set(evm::BALANCE, evm::BALANCE, {150, 2, 6, 0});
    set(evm::CALLDATALOAD, evm::CALLDATALOAD, {200, 4, 8, 0});
    set(evm::CALLDATACOPY, evm::CALLDATACOPY, {200, 4, 12, 1});
    set(evm::CODECOPY, evm::CODECOPY, {200, 4, 12, 1});
    set(evm::EXTCODESIZE, evm::EXTCODECOPY, {250, 4, 16, 1});
    set(evm::RETURNDATACOPY, evm::RETURNDATACOPY, {200, 4, 12, 1});
    set(evm::EXTCODEHASH, evm::BLOCKHASH, {150, 2, 6, 0});
    set(evm::SELFBALANCE, evm::SELFBALANCE, {60, 0, 2, 0});
    set(evm::MLOAD, evm::MSTORE, {180, 4, 8, 1});
    set(evm::MSTORE8, evm::MSTORE8, {360, 6, 12, 1});
    set(evm::SLOAD, evm::SLOAD, {150, 1, 6, 0});
    set(evm::SSTORE, evm::SSTORE, {300, 4, 24, 0});
    set(evm::JUMP, evm::JUMPI, {40, 0, 2, 0});
    for (unsigned n = 1; n <= 32; ++n) {
        // 2 for PUSH1 to 12 for PUSH32.
        t[evm::PUSH0 + n] = {static_cast<std::uint16_t>(30 + n), 0, static_cast<std::uint16_t>(2 + (n + 1) / 3), 0};
    }
    set(evm::LOG0, evm::LOG4, {250, 4, 16, 1});
    set(evm::CREATE, evm::CREATE, {900, 8, 60, 2});
    set(evm::CREATE2, evm::CREATE2, {1000, 8, 60, 2});
    for (const unsigned op : {evm::CALL, evm::CALLCODE, evm::DELEGATECALL, evm::STATICCALL}) {
        t[op] = {600, 6, 50, 2};
    }
    set(evm::RETURN, evm::RETURN, {200, 4, 12, 1});
    set(evm::REVERT, evm::REVERT, {200, 4, 12, 1});
    set(evm::SELFDESTRUCT, evm::SELFDESTRUCT, {400, 2, 24, 0});
    return t;
}

inline constexpr std::array<opcode_cost, 256> opcode_costs = make_opcode_costs();

} // namespace native_counters_detail

/// Bounds the zk-counters of contract code while the native engine runs it; give it to block_executor::run and its
/// used() to native_counters::transaction.
///
/// Prices are the worst cases documented for the reference's ROM: its table of opcodes, a read and a write of the tree
/// of touched keys for what gas tells cold from warm, a called account's code hashed at each call, the log's leaf.
/// Group operations on BN254 (512 of 100 steps in a multiplication; 200,000 steps and 15,000 multiplications for each
/// pair of a pairing) are not documented and are our own assumption. Our ROM has no routines for contract code yet: the
/// bounds of contract code are held against no real count.
///
/// Cost: code runs one instruction at a time. Without it the machine has no trace of any of this.
class counter_tracer {
public:
    static constexpr bool steps = true;
    static constexpr bool calls = true;

    explicit counter_tracer(const native_counters& model) : model_(model) {}

    /// A plain transfer leaves this at zero.
    const zk_counters& used() const noexcept { return used_; }
    void reset() {
        used_ = {};
        frames_.clear();
    }

    template <class ReadSlot>
    void step(const evm::step_view& now, ReadSlot&&) {
        const opcode_cost& cost = native_counters_detail::opcode_costs[now.op];
        used_.steps += cost.steps;
        used_.arith += cost.arith;
        used_.binary += cost.binary;
        used_.mem_align += cost.mem_align;
        if (!frames_.empty() && frames_.back()) {
            used_ += native_counters_detail::created_fetch;
        }
        dynamic(now);
    }
    void spent(std::int64_t) noexcept {}
    void fault(evm::halt) noexcept { used_.steps += 100; }

    void enter(const evm::call_view& call) {
        const bool creates = is_create(call.kind);
        const bool plain =
            call.depth == 0 && !creates && call.code_size == 0 && evm::precompile_number(call.to, 9) == 0;
        if (!plain) {
            // Who pays and who receives, the emptiness of the account, its code; those touched.
            used_ += zk_counters{600, 4, 52, 0};
            used_.poseidon_g += model_.accesses(6, 3);
        }
        if (creates) {
            // Nonces, code and its length; the address; the leaf of the code.
            used_ += zk_counters{600, 4, 40, 2, native_counters::keccaks(64)};
            used_.poseidon_g += model_.accesses(5, 6);
        }
        frames_.push_back(creates);
        hash_code(call.code_size);
        precompiled(call);
    }
    void leave(evm::halt how, std::int64_t, byte_view output) {
        move(output.size());
        if (frames_.back() && how == evm::halt::success) {
            hash_code(output.size());
        }
        frames_.pop_back();
    }
    void logged(const evm::log& entry) {
        const std::uint64_t length = entry.data.size() + 32 * entry.topics.size();
        used_.padding_pg += native_counters::paddings(length);
        used_.poseidon_g +=
            native_counters::paddings(length) + native_counters::write_poseidons(native_counters::info_levels);
        used_.binary += 2;
        move(length);
    }
    void destroyed(const address&, const address&, const u256&, unsigned) noexcept {}

private:
    /// From the top, 0 the topmost; an instruction that will fail for want of stack finds zero.
    static std::uint64_t operand(const evm::step_view& now, std::size_t i) noexcept {
        if (i >= now.stack.size()) {
            return 0;
        }
        const u256& word = now.stack[now.stack.size() - 1 - i];
        return word.fits64() ? word.low64() : 0;
    }
    /// The operand `i`, a number of bytes from the memory offset in operand `from`; zero if the gas does not suffice
    /// for that memory, because then nothing is moved.
    static std::uint64_t range(const evm::step_view& now, std::size_t from, std::size_t i) noexcept {
        constexpr std::uint64_t most = std::uint64_t{1} << 32;
        const std::uint64_t offset = operand(now, from);
        const std::uint64_t size = operand(now, i);
        if (offset > most || size > most) {
            return 0;
        }
        const auto words = (offset + size + 31) / 32;
        const std::int64_t price = evm::memory_price(words) - evm::memory_price(now.memory.size() / 32);
        return price > now.gas ? 0 : size;
    }
    void move(std::uint64_t length) noexcept { used_ += native_counters_detail::moved_word * ((length + 31) / 32); }
    void hash_code(std::uint64_t length) noexcept {
        if (length != 0) {
            used_.padding_pg += native_counters::paddings(length);
            used_.poseidon_g += native_counters::paddings(length);
            used_ += zk_counters{20, 0, 1, 0} * ((length + 31) / 32);
        }
    }
    /// Telling warm from cold.
    void touch() noexcept {
        used_ += zk_counters{60, 0, 4, 0};
        used_.poseidon_g += model_.accesses(1, 1);
    }

    void dynamic(const evm::step_view& now) {
        switch (now.op) {
        case evm::EXP: {
            const std::uint64_t bits = now.stack.size() < 2 ? 0 : now.stack[now.stack.size() - 2].bit_width();
            used_ += zk_counters{120, 2, 4, 0} * bits;
            break;
        }
        case evm::KECCAK256:
            used_.keccak_f += native_counters::keccaks(range(now, 0, 1));
            move(range(now, 0, 1));
            break;
        case evm::CALLDATACOPY:
        case evm::CODECOPY:
        case evm::RETURNDATACOPY:
            move(range(now, 0, 2));
            break;
        case evm::EXTCODECOPY:
            touch();
            used_.poseidon_g += model_.accesses(2, 0);
            hash_code(native_counters_detail::longest_code);
            move(range(now, 1, 3));
            break;
        case evm::BALANCE:
        case evm::EXTCODESIZE:
        case evm::EXTCODEHASH:
            touch();
            used_.poseidon_g += model_.accesses(1, 0);
            break;
        case evm::SELFBALANCE:
            used_.poseidon_g += model_.accesses(1, 0);
            break;
        case evm::BLOCKHASH:
            used_.keccak_f += 1;
            used_.poseidon_g += model_.accesses(1, 0);
            break;
        case evm::SLOAD:
            touch();
            used_.poseidon_g += model_.accesses(1, 0);
            break;
        case evm::SSTORE:
            touch();
            used_.poseidon_g += model_.accesses(2, 1);
            break;
        case evm::CREATE2:
            used_.keccak_f += native_counters::keccaks(range(now, 1, 2)) + 1;
            move(range(now, 1, 2));
            break;
        case evm::CREATE:
            move(range(now, 1, 2));
            break;
        case evm::CALL:
        case evm::CALLCODE:
            touch();
            move(range(now, 3, 4));
            break;
        case evm::DELEGATECALL:
        case evm::STATICCALL:
            touch();
            move(range(now, 2, 3));
            break;
        case evm::SELFDESTRUCT:
            touch();
            used_.poseidon_g += model_.accesses(5, 2);
            break;
        default:
            break;
        }
    }

    void precompiled(const evm::call_view& call) {
        const std::uint64_t length = call.input.size();
        switch (is_create(call.kind) ? 0 : evm::precompile_number(call.to, 9)) {
        case 1:
            used_ += zk_counters{6'800, 1'100, 550, 4, 1};
            break;
        case 2:
            used_ += zk_counters{300, 4, 12, 1};
            used_.sha256_f += native_counters::sha256s(length);
            move(length);
            break;
        case 4:
            used_ += zk_counters{200, 4, 12, 1};
            move(length);
            break;
        case 6:
            used_ += zk_counters{1'000, 50, 100, 8};
            break;
        case 7:
            used_ += zk_counters{53'000, 4'200, 2'200, 8};
            break;
        case 8:
            used_ += zk_counters{200'000, 15'000, 4'100, 8} * (length / 192);
            used_ += zk_counters{175'000, 17'500, 1'750, 8};
            break;
        default:
            // Those that are refused do nothing.
            break;
        }
    }

    native_counters model_;
    zk_counters used_;
    /// Of each running call whether it is a creation.
    std::vector<bool> frames_;
};

} // namespace zonogon::rollup
