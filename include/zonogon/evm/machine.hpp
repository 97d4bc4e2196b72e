#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/arithmetic.hpp>
#include <zonogon/evm/block.hpp>
#include <zonogon/evm/code.hpp>
#include <zonogon/evm/decode.hpp>
#include <zonogon/evm/frame.hpp>
#include <zonogon/evm/journal.hpp>
#include <zonogon/evm/precompile.hpp>
#include <zonogon/evm/state_source.hpp>

namespace zonogon::evm {

/// The room that machines work in: frames by depth. Keep one per thread; it is filled once and then reused.
class workspace {
public:
    frame& at(std::size_t depth) {
        while (frames_.size() <= depth) {
            frames_.push_back(std::make_unique<frame>());
        }
        return *frames_[depth];
    }
    /// Gives back memory beyond what most transactions use: the outermost frames keep up to 8 MiB each, those inside
    /// 64 KiB.
    void trim() {
        for (std::size_t depth = 0; depth < frames_.size(); ++depth) {
            frames_[depth]->memory.trim(depth < 4 ? std::size_t{1} << 23 : std::size_t{1} << 16);
        }
    }

private:
    std::vector<std::unique_ptr<frame>> frames_;
};

/// A call or creation as a transaction makes it.
struct message {
    address from{};
    /// Nothing creates a contract.
    std::optional<address> to;
    u256 value;
    byte_view input;
    std::uint64_t gas = 0;
};

struct message_outcome {
    halt how = halt::success;
    std::uint64_t gas_left = 0;
    bytes output;
    std::optional<address> created;
};

/// What instructions can learn about their transaction.
struct transaction_env {
    address origin{};
    u256 gas_price;
};

/// The interpreter under a rule set, on a journal, watched by a tracer.
///
/// Calls of contracts do not recurse: frames live in the workspace, and one loop runs whichever is on top. The loop
/// works on decoded programs (decode.hpp) and keeps stack pointer, gas and program counter in registers.
template <class Rules, state_source Source, class Tracer = no_tracer>
class machine {
public:
    machine(journal<Source>& state, const block_env& block, const transaction_env& transaction, workspace& room,
            Tracer& tracer)
        : state_(&state), block_(&block), transaction_(&transaction), room_(&room), tracer_(&tracer) {}

    /// Runs the outermost call or creation. The nonce of the sender is the caller's business for a call; for a
    /// creation the sender's nonce has been incremented already.
    message_outcome run(const message& m);

private:
    using decode_with = decoder<Rules, Tracer::steps>;
    static constexpr std::size_t max_depth = 1024;
    static constexpr std::int64_t call_stipend = 2300;

    /// A call or creation that an instruction asks for.
    struct request {
        call_kind kind = call_kind::call;
        bool is_static = false;
        address from{};       ///< the CALLER that the new frame sees
        address storage_of{}; ///< whose storage it works on
        address code_of{};
        u256 value; ///< the CALLVALUE that it sees
        bool moves_value = false;
        byte_view input;
        std::int64_t gas = 0;
        std::size_t output_offset = 0;
        std::size_t output_size = 0;
    };
    /// What became of a request at once.
    struct at_once {
        bool entered = false; ///< a frame was entered, the rest means nothing yet
        halt how = halt::success;
        std::int64_t gas_left = 0;
        byte_view output;
    };

    // machine_calls.hpp
    at_once call(frame& from, const request& r);
    at_once create(frame& from, const request& r, const address& created);
    at_once run_precompile(frame& from, const request& r, const precompile& which,
                           const typename journal<Source>::checkpoint& before);
    void enter(const request& r, std::shared_ptr<const code> text, const typename journal<Source>::checkpoint& before);
    halt deploy(frame& f, byte_view text);
    bool leave(halt how, byte_view output);
    void answer(frame& f, call_kind kind, const at_once& outcome, std::size_t offset, std::size_t size,
                const address& created);
    bool call_instruction(frame& f, std::uint8_t op);
    bool create_instruction(frame& f, std::uint8_t op);
    void move_value(account_entry& from, account_entry& to, const u256& value);
    static address creation_address(const address& from, std::uint64_t nonce);

    // machine_access.hpp; each returns the gas left, negative if the frame fails for `why_`.
    std::int64_t grow_memory(frame& f, const word& offset, const word& size, std::int64_t gas);
    std::int64_t reach(frame& f, std::uint64_t offset, bool too_far, std::uint64_t size, std::int64_t gas);
    std::int64_t copy(frame& f, const u256* sp, byte_view from, std::int64_t gas);
    std::int64_t keccak(frame& f, u256* sp, std::int64_t gas);
    std::int64_t exp(u256* sp, std::int64_t gas);
    std::int64_t balance(u256* sp, std::int64_t gas);
    std::int64_t extcodesize(u256* sp, std::int64_t gas);
    std::int64_t extcodecopy(frame& f, const u256* sp, std::int64_t gas);
    std::int64_t extcodehash(u256* sp, std::int64_t gas);
    std::int64_t returndatacopy(frame& f, const u256* sp, std::int64_t gas);
    std::int64_t sload(frame& f, u256* sp, std::int64_t gas);
    std::int64_t sstore(frame& f, const u256* sp, std::int64_t gas);
    std::int64_t log(frame& f, const u256* sp, std::size_t topics, std::int64_t gas);
    std::int64_t selfdestruct(frame& f, const u256* sp, std::int64_t gas);
    void blockhash(u256* sp);
    void calldataload(frame& f, u256* sp);
    std::int64_t fail(halt why) noexcept {
        why_ = why;
        return -1;
    }
    /// Gas of looking at an account beyond the warm price.
    std::int64_t warm_up(account_entry& entry);
    static bool is_precompile(const address& a) noexcept {
        return precompile_number(a, Rules::precompiles.size()) != 0;
    }

    // machine_loop.hpp
    void loop();

    frame& top() { return room_->at(depth_); }
    void trace_step(frame& f, const instruction& i, const u256* sp, std::int64_t gas);

    journal<Source>* state_;
    const block_env* block_;
    const transaction_env* transaction_;
    workspace* room_;
    Tracer* tracer_;
    std::size_t depth_ = 0;
    halt why_ = halt::out_of_gas;
    message_outcome last_;
};

} // namespace zonogon::evm

#include <zonogon/evm/machine_access.hpp> // IWYU pragma: export
#include <zonogon/evm/machine_calls.hpp>  // IWYU pragma: export
#include <zonogon/evm/machine_loop.hpp>   // IWYU pragma: export
