#pragma once

// How the loop of the interpreter goes from instruction to instruction, and the shapes that its instructions share.
// Macros, because each instruction is a label of one function: machine_loop.hpp uses them and takes them back.
//
// In all of them `ip` is the instruction, `sp` the top of the stack, `gas` what is left, `f` the frame; those that can
// fail go to `failed_for_why`. A value comes last, because it may hold commas.

// g++ would merge the ends of the instructions back into one jump and share subexpressions between them.
#if defined(__GNUC__) && !defined(__clang__)
#define ZONOGON_EVM_SEPARATE [[gnu::optimize("no-crossjumping", "no-gcse", "no-tree-slp-vectorize")]]
#else
#define ZONOGON_EVM_SEPARATE
#endif

// NOLINTBEGIN(bugprone-macro-parentheses): statements, names of labels, initializers.

// Jumps through a table of labels let every instruction end in a jump of its own, which the branch predictor tells
// apart; a switch in a loop has one for all.
#define ZONOGON_EVM_GO() goto* labels[ip->operation]

#define ZONOGON_EVM_NEXT()                                                                                             \
    do {                                                                                                               \
        ++ip;                                                                                                          \
        ZONOGON_EVM_GO();                                                                                              \
    } while (false)

// To the instruction whose number the operand is.
#define ZONOGON_EVM_JUMP()                                                                                             \
    do {                                                                                                               \
        ip = f->decoded->instructions.data() + ip->wide;                                                               \
        ZONOGON_EVM_GO();                                                                                              \
    } while (false)

// Pushes a value.
#define ZONOGON_EVM_PUSH(name, ...)                                                                                    \
    do_##name : store(*++sp, __VA_ARGS__);                                                                             \
    ZONOGON_EVM_NEXT()

// Puts a value in place of one, two, three operands.
#define ZONOGON_EVM_UNARY(name, ...)                                                                                   \
    do_##name : store(sp[0], __VA_ARGS__);                                                                             \
    ZONOGON_EVM_NEXT()
#define ZONOGON_EVM_BINARY(name, ...)                                                                                  \
    do_##name : store(sp[-1], __VA_ARGS__);                                                                            \
    --sp;                                                                                                              \
    ZONOGON_EVM_NEXT()
#define ZONOGON_EVM_TERNARY(name, ...)                                                                                 \
    do_##name : store(sp[-2], __VA_ARGS__);                                                                            \
    sp -= 2;                                                                                                           \
    ZONOGON_EVM_NEXT()

// Leaves the work to a member function that returns the gas left; the stack is then `taken` lower.
#define ZONOGON_EVM_CHARGED(name, work, taken)                                                                         \
    do_##name : gas = work;                                                                                            \
    if (gas < 0) {                                                                                                     \
        goto failed_for_why;                                                                                           \
    }                                                                                                                  \
    sp -= taken;                                                                                                       \
    ZONOGON_EVM_NEXT()

// Sees to it that memory holds `size` bytes at `offset`.
#define ZONOGON_EVM_REACH(offset, size)                                                                                \
    do {                                                                                                               \
        if (!f->memory.holds(offset, size)) [[unlikely]] {                                                             \
            gas = reach(*f, offset.v0, !offset.fits64(), size, gas);                                                   \
            if (gas < 0) {                                                                                             \
                goto failed_for_why;                                                                                   \
            }                                                                                                          \
        }                                                                                                              \
    } while (false)

// MLOAD of an offset that leaves the stack `grown` higher; MSTORE that leaves it `taken` lower, the value next to an
// offset that was on the stack.
#define ZONOGON_EVM_MLOAD(name, grown, ...)                                                                            \
    do_##name : {                                                                                                      \
        const word offset{__VA_ARGS__};                                                                                \
        ZONOGON_EVM_REACH(offset, 32);                                                                                 \
        sp += grown;                                                                                                   \
        store(*sp, load_word(f->memory.data() + offset.v0));                                                           \
        ZONOGON_EVM_NEXT();                                                                                            \
    }
#define ZONOGON_EVM_MSTORE(name, taken, ...)                                                                           \
    do_##name : {                                                                                                      \
        const word offset{__VA_ARGS__};                                                                                \
        ZONOGON_EVM_REACH(offset, 32);                                                                                 \
        store_word(f->memory.data() + offset.v0, word{sp[1 - taken]});                                                 \
        sp -= taken;                                                                                                   \
        ZONOGON_EVM_NEXT();                                                                                            \
    }

// A comparison and the jump on it; a small operand that is not zero negates it.
#define ZONOGON_EVM_JUMP_IF(name, comparison)                                                                          \
    do_##name : {                                                                                                      \
        const bool jumps = (comparison) != (ip->small != 0);                                                           \
        sp -= 2;                                                                                                       \
        if (!jumps) {                                                                                                  \
            ZONOGON_EVM_NEXT();                                                                                        \
        }                                                                                                              \
        ZONOGON_EVM_JUMP();                                                                                            \
    }

// NOLINTEND(bugprone-macro-parentheses)
