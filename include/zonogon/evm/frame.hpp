#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/code.hpp>
#include <zonogon/evm/journal.hpp>
#include <zonogon/evm/limbs.hpp>
#include <zonogon/evm/program.hpp>

namespace zonogon::evm {

/// How a call or creation ended.
enum class halt : std::uint8_t {
    success,
    revert, ///< gives the remaining gas back, with return data
    // All below lose the gas of the call unless noted.
    out_of_gas,
    stack_underflow,
    stack_overflow,
    invalid_opcode,
    bad_jump,
    write_protection,
    return_data_out_of_bounds,
    code_too_large,
    code_begins_with_ef,
    address_collision,
    precompile_failure,
    precompile_refused,   ///< gives the gas back
    depth_exceeded,       ///< gives the gas back
    insufficient_balance, ///< gives the gas back
    nonce_overflow,       ///< gives the gas back
};

constexpr bool keeps_gas(halt h) noexcept {
    return h == halt::success || h == halt::revert || h >= halt::precompile_refused;
}

/// In the words of the clients that tools know.
constexpr std::string_view describe(halt how) noexcept {
    switch (how) {
    case halt::success:
        return "";
    case halt::revert:
        return "execution reverted";
    case halt::out_of_gas:
        return "out of gas";
    case halt::stack_underflow:
        return "stack underflow";
    case halt::stack_overflow:
        return "stack limit reached 1024";
    case halt::invalid_opcode:
        return "invalid opcode";
    case halt::bad_jump:
        return "invalid jump destination";
    case halt::write_protection:
        return "write protection";
    case halt::return_data_out_of_bounds:
        return "return data out of bounds";
    case halt::code_too_large:
        return "max code size exceeded";
    case halt::code_begins_with_ef:
        return "invalid code: must not begin with 0xef";
    case halt::address_collision:
        return "contract address collision";
    case halt::precompile_failure:
        return "precompiled contract failed";
    case halt::precompile_refused:
        return "precompiled contract not available";
    case halt::depth_exceeded:
        return "max call depth exceeded";
    case halt::insufficient_balance:
        return "insufficient balance for transfer";
    case halt::nonce_overflow:
        return "nonce uint64 overflow";
    }
    return "";
}

enum class call_kind : std::uint8_t { call, callcode, delegatecall, staticcall, create, create2 };

constexpr bool is_create(call_kind kind) noexcept {
    return kind == call_kind::create || kind == call_kind::create2;
}

/// Memory of one frame. Keeps its room for the next frame at the same depth.
class frame_memory {
public:
    std::uint8_t* data() noexcept { return data_.get(); }
    const std::uint8_t* data() const noexcept { return data_.get(); }
    /// A multiple of 32.
    std::size_t size() const noexcept { return size_; }
    byte_view view(std::size_t offset, std::size_t length) const noexcept {
        return length == 0 ? byte_view{} : byte_view{data_.get() + offset, length};
    }
    bool holds(const word& offset, std::size_t length) const noexcept {
        return offset.fits64() && size_ >= length && offset.v0 <= size_ - length;
    }
    void clear() noexcept { size_ = 0; }
    /// Gives back what an unusually large frame took.
    void trim(std::size_t most) noexcept {
        if (room_ > most) {
            data_.reset();
            room_ = 0;
        }
        size_ = 0;
    }
    /// Makes it `size` bytes, a multiple of 32 and not less than before; new bytes are zero.
    void grow(std::size_t size) {
        if (size > room_) {
            const std::size_t room = std::max({size, 2 * room_, std::size_t{4096}});
            auto larger = std::make_unique_for_overwrite<std::uint8_t[]>(room);
            if (size_ != 0) {
                std::memcpy(larger.get(), data_.get(), size_);
            }
            data_ = std::move(larger);
            room_ = room;
        }
        std::memset(data_.get() + size_, 0, size - size_);
        size_ = size;
    }

private:
    std::unique_ptr<std::uint8_t[]> data_;
    std::size_t size_ = 0;
    std::size_t room_ = 0;
};

/// A call or creation in progress. Frames are pooled by depth; the last four groups are set when one is entered.
struct frame {
    static constexpr std::size_t stack_limit = 1024;

    /// stack[0] is never used, so that the top of an empty stack is a place too.
    std::unique_ptr<u256[]> stack = std::make_unique<u256[]>(stack_limit + 1);
    frame_memory memory;
    /// Output of a precompiled contract that this frame called.
    bytes precompile_output;

    /// Registers of the loop while another frame runs. sp points at the top of the stack.
    const instruction* ip = nullptr;
    u256* sp = nullptr;
    std::int64_t gas = 0;

    std::shared_ptr<const code> text;
    const program* decoded = nullptr;
    account_entry* self = nullptr;
    address caller{};
    u256 value;
    byte_view input;
    byte_view returned; ///< RETURNDATA
    bool is_static = false;
    call_kind kind = call_kind::call;

    /// For the end of the frame: where its changes begin and where the caller wants the output.
    std::size_t undo = 0;
    std::size_t undo_logs = 0;
    std::int64_t undo_refund = 0;
    std::size_t output_offset = 0;
    std::size_t output_size = 0;
};

/// What a tracer sees of an instruction that is about to run.
struct step_view {
    std::uint32_t pc = 0;
    std::uint8_t op = 0;
    unsigned depth = 0; ///< 1 for the transaction's own call
    std::int64_t gas = 0;
    std::uint32_t static_gas = 0;
    std::int64_t refund = 0;
    std::span<const u256> stack; ///< top last
    byte_view memory;
    byte_view returned;
    address self{};
};

/// What a tracer sees of a call or creation.
struct call_view {
    call_kind kind = call_kind::call;
    address from{};
    address to{}; ///< whose code runs; the new address of a creation
    u256 value;
    byte_view input;
    std::uint64_t gas = 0;
    unsigned depth = 0;        ///< 0 for the transaction's own call
    std::size_t code_size = 0; ///< of the called account
};

/// Sees nothing and costs nothing. A tracer has these two members. `steps` asks for
/// - step(view, read_slot) before each instruction, read_slot(key) telling a slot of the running account,
/// - spent(gas) with the gas left once an instruction that hands gas on, or ends its frame, is paid, and
/// - fault(how) when an instruction fails;
/// `calls` asks for
/// - enter(view) and leave(how, gas_left, output) around each call and creation that starts,
/// - logged(log), and destroyed(account, receiver, amount, depth) for SELFDESTRUCT.
/// A tracer may also have finish(journal, transaction, coinbase), called before the transaction's end. A program runs
/// one instruction at a time only for tracers with `steps`.
struct no_tracer {
    static constexpr bool steps = false;
    static constexpr bool calls = false;
};

} // namespace zonogon::evm
