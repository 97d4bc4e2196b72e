#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/fuse.hpp>
#include <zonogon/evm/opcode.hpp>
#include <zonogon/evm/operation.hpp>
#include <zonogon/evm/program.hpp>

namespace zonogon::evm {

namespace decode_detail {

/// The operation of each opcode that is one by itself. PUSH, PC, CODESIZE and the like are made by the decoder.
constexpr std::array<operation, 256> make_operations() {
    std::array<operation, 256> t{};
    t.fill(operation::invalid);
    const auto run = [&t](unsigned first, operation from, unsigned count) {
        for (unsigned i = 0; i < count; ++i) {
            t[first + i] = static_cast<operation>(static_cast<unsigned>(from) + i);
        }
    };
    run(STOP, operation::stop, 12);
    run(LT, operation::lt, 14);
    run(KECCAK256, operation::keccak256, 1);
    run(ADDRESS, operation::own_address, 8);
    run(CODECOPY, operation::codecopy, 7);
    run(BLOCKHASH, operation::blockhash, 9);
    run(POP, operation::pop, 8);
    t[MSIZE] = operation::msize;
    t[GAS] = operation::gas;
    t[JUMPDEST] = operation::nothing;
    run(DUP1, operation::dup, 1);
    std::fill(t.begin() + DUP1, t.begin() + DUP16 + 1, operation::dup);
    std::fill(t.begin() + SWAP1, t.begin() + SWAP16 + 1, operation::swap);
    std::fill(t.begin() + LOG0, t.begin() + LOG4 + 1, operation::log);
    t[CREATE] = t[CREATE2] = operation::create;
    t[CALL] = t[CALLCODE] = t[DELEGATECALL] = t[STATICCALL] = operation::call;
    t[RETURN] = operation::return_data;
    t[REVERT] = operation::revert;
    t[SELFDESTRUCT] = operation::selfdestruct;
    return t;
}

inline constexpr std::array<operation, 256> operations = make_operations();

static_assert(operations[SIGNEXTEND] == operation::signextend && operations[SAR] == operation::sar);
static_assert(operations[CALLDATACOPY] == operation::calldatacopy && operations[EXTCODEHASH] == operation::extcodehash);
static_assert(operations[BASEFEE] == operation::basefee && operations[JUMPI] == operation::jumpi);

} // namespace decode_detail

/// Decodes code under a rule set; with Stepwise every instruction is its own block, opened by a `step`.
///
/// Where a block fails, its earlier instructions may not have run. That changes nothing: what they did would be undone,
/// and the instructions that look at the gas or hand it on end their blocks.
template <class Rules, bool Stepwise>
class decoder {
public:
    static program decode(byte_view text) {
        decoder d(text);
        d.run();
        return std::move(d.out_);
    }

private:
    /// Blocks are split before their gas could leave 32 bits.
    static constexpr std::uint32_t max_block_gas = 1U << 30;
    static constexpr std::int64_t stack_limit = 1024;

    explicit decoder(byte_view text) : text_(text) {
        out_.targets.assign(text.size(), program::no_target);
        out_.instructions.reserve(text.size() / 2 + 2);
    }

    void run();
    void decode_one(std::size_t at);
    void decode_push(std::size_t at);
    std::size_t join_jumpdests(std::size_t at);
    void open_block(std::size_t at);
    void close_block();
    void emit(operation op, std::uint64_t wide = 0, std::uint32_t small = 0);
    bool fuse_jump(std::uint8_t op);
    void resolve_jumps();

    byte_view text_;
    program out_;
    bool open_ = false;
    std::size_t block_ = 0;
    std::int64_t height_ = 0;
    std::int64_t needed_ = 0;
    std::int64_t grown_ = 0;
    std::uint64_t gas_ = 0;
};

template <class Rules, bool Stepwise>
void decoder<Rules, Stepwise>::run() {
    bool live = true;
    for (std::size_t at = 0; at < text_.size();) {
        const std::uint8_t op = text_[at];
        if (op == JUMPDEST) {
            close_block();
            live = true;
            at = join_jumpdests(at);
        }
        if (live) {
            const opcode_traits& traits = opcode_table<Rules>[op];
            if (!open_) {
                open_block(at);
            }
            if (op == JUMPDEST) {
                out_.targets[at] = static_cast<std::uint32_t>(block_);
            }
            decode_one(at);
            if (traits.ends || !traits.defined) {
                live = false;
            }
            if (Stepwise || !live || traits.needs_exact_gas || op == JUMPI || gas_ > max_block_gas) {
                close_block();
            }
        }
        at += op >= PUSH1 && op <= PUSH32 ? 2 + op - PUSH1 : 1;
    }
    if (live) {
        if (!open_) {
            open_block(text_.size());
        }
        emit(operation::stop);
        close_block();
    }
    resolve_jumps();
}

/// Makes all but the last of neighbouring JUMPDESTs pay for the whole rest and go to the last, which is returned.
template <class Rules, bool Stepwise>
std::size_t decoder<Rules, Stepwise>::join_jumpdests(std::size_t at) {
    if constexpr (!Stepwise) {
        std::size_t last = at;
        while (last + 1 < text_.size() && text_[last + 1] == JUMPDEST) {
            ++last;
        }
        for (; at < last; ++at) {
            out_.targets[at] = static_cast<std::uint32_t>(out_.instructions.size());
            emit(operation::skip, last - at, static_cast<std::uint32_t>(last - at));
        }
    }
    return at;
}

template <class Rules, bool Stepwise>
void decoder<Rules, Stepwise>::open_block(std::size_t at) {
    block_ = out_.instructions.size();
    open_ = true;
    height_ = needed_ = grown_ = 0;
    gas_ = 0;
    if constexpr (Stepwise) {
        const std::uint64_t op = at < text_.size() ? text_[at] : std::uint8_t{STOP};
        emit(operation::step, at | (op << 32));
    } else {
        emit(operation::block);
    }
}

template <class Rules, bool Stepwise>
void decoder<Rules, Stepwise>::close_block() {
    if (!open_) {
        return;
    }
    open_ = false;
    instruction& head = out_.instructions[block_];
    head.small = static_cast<std::uint32_t>(gas_);
    head.stack_needed = static_cast<std::uint16_t>(std::min(needed_, stack_limit + 1));
    const auto growth = static_cast<std::uint64_t>(std::min(grown_, stack_limit + 1));
    if constexpr (Stepwise) {
        head.wide |= growth << 40;
    } else {
        head.wide = growth;
        if (needed_ == 0 && growth == 0) {
            head.operation = static_cast<std::uint16_t>(operation::charge);
        }
        fuse_block(out_.instructions, block_ + 1);
    }
}

template <class Rules, bool Stepwise>
void decoder<Rules, Stepwise>::emit(operation op, std::uint64_t wide, std::uint32_t small) {
    out_.instructions.push_back({static_cast<std::uint16_t>(op), 0, small, wide});
}

template <class Rules, bool Stepwise>
void decoder<Rules, Stepwise>::decode_one(std::size_t at) {
    const std::uint8_t op = text_[at];
    const opcode_traits& traits = opcode_table<Rules>[op];
    gas_ += traits.gas;
    needed_ = std::max<std::int64_t>(needed_, traits.pops - height_);
    height_ += traits.pushes - traits.pops;
    grown_ = std::max(grown_, height_);
    if (!traits.defined) {
        emit(operation::invalid);
    } else if (op >= PUSH0 && op <= PUSH32) {
        decode_push(at);
    } else if (op == PC) {
        emit(operation::push, at);
    } else if (op == CODESIZE) {
        emit(operation::push, text_.size());
    } else if (op >= DUP1 && op <= DUP16) {
        emit(operation::dup, 0, static_cast<std::uint32_t>(op - DUP1));
    } else if (op >= SWAP1 && op <= SWAP16) {
        emit(operation::swap, 0, static_cast<std::uint32_t>(op - SWAP1 + 1));
    } else if (op >= LOG0 && op <= LOG4) {
        emit(operation::log, 0, static_cast<std::uint32_t>(op - LOG0));
    } else if (op == JUMPDEST && !Stepwise) {
        return;
    } else if (!fuse_jump(op)) {
        emit(decode_detail::operations[op], 0, op);
    }
}

template <class Rules, bool Stepwise>
void decoder<Rules, Stepwise>::decode_push(std::size_t at) {
    const std::size_t length = text_[at] - PUSH0;
    std::array<std::uint8_t, 32> value{};
    const std::size_t there = std::min(length, text_.size() - at - 1);
    // Bytes beyond the end of the code are zero.
    std::copy_n(text_.begin() + static_cast<std::ptrdiff_t>(at) + 1, there, value.begin());
    const u256 literal = u256::from_bytes(byte_view{value}.first(length));
    if (literal.fits64()) {
        emit(operation::push, literal.low64());
    } else {
        emit(operation::push_wide, out_.constants.size());
        out_.constants.push_back(literal);
    }
}

/// JUMP or JUMPI whose destination the instruction before pushed.
template <class Rules, bool Stepwise>
bool decoder<Rules, Stepwise>::fuse_jump(std::uint8_t op) {
    if (Stepwise || (op != JUMP && op != JUMPI)) {
        return false;
    }
    instruction& last = out_.instructions.back();
    if (last.operation != static_cast<std::uint16_t>(operation::push)) {
        return false;
    }
    last.operation = static_cast<std::uint16_t>(op == JUMP ? operation::jump_to : operation::jump_to_if);
    return true;
}

/// Turns the destinations of the jumps with a literal into instruction numbers, once all are known. A jump that cannot
/// succeed goes to a last instruction that fails.
template <class Rules, bool Stepwise>
void decoder<Rules, Stepwise>::resolve_jumps() {
    const std::size_t failing = out_.instructions.size();
    emit(operation::bad_jump);
    for (instruction& i : out_.instructions) {
        const auto op = static_cast<operation>(i.operation);
        if (op >= operation::jump_to && op <= operation::jump_if_eq) {
            const bool valid = i.wide < out_.targets.size() && out_.targets[i.wide] != program::no_target;
            i.wide = valid ? out_.targets[i.wide] : failing;
        }
    }
}

} // namespace zonogon::evm
