#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/evm/operation.hpp>
#include <zonogon/evm/program.hpp>

namespace zonogon::evm {

namespace fuse_detail {

constexpr operation operation_of(const instruction& i) noexcept {
    return static_cast<operation>(i.operation);
}

constexpr instruction with(instruction i, operation op) noexcept {
    i.operation = static_cast<std::uint16_t>(op);
    return i;
}

/// PUSH and this one in one, or `nothing`.
constexpr operation after_push(operation op) noexcept {
    switch (op) {
    case operation::add:
        return operation::add_literal;
    case operation::bit_and:
        return operation::and_literal;
    case operation::eq:
        return operation::eq_literal;
    case operation::shl:
        return operation::shl_literal;
    case operation::shr:
        return operation::shr_literal;
    case operation::mload:
        return operation::mload_at;
    case operation::mstore:
        return operation::mstore_at;
    default:
        return operation::nothing;
    }
}

/// DUP and this one in one, or `nothing`.
constexpr operation after_dup(operation op) noexcept {
    switch (op) {
    case operation::add:
        return operation::dup_add;
    case operation::sub:
        return operation::dup_sub;
    case operation::mul:
        return operation::dup_mul;
    case operation::bit_and:
        return operation::dup_and;
    case operation::lt:
        return operation::dup_lt;
    case operation::gt:
        return operation::dup_gt;
    case operation::mload:
        return operation::dup_mload;
    case operation::mstore:
        return operation::dup_mstore;
    default:
        return operation::nothing;
    }
}

/// A comparison and the conditional jump after it in one, or `nothing`.
constexpr operation before_jump(operation op) noexcept {
    switch (op) {
    case operation::lt:
        return operation::jump_if_lt;
    case operation::gt:
        return operation::jump_if_gt;
    case operation::eq:
        return operation::jump_if_eq;
    default:
        return operation::nothing;
    }
}

/// Joins `next` to `last` if the two have a common operation; `after` is what follows them and may want `next` for
/// itself.
constexpr bool join(instruction& last, const instruction& next, operation after) noexcept {
    const operation first = operation_of(last);
    const operation second = operation_of(next);
    const bool jumps = second == operation::jump_to_if || second == operation::jump_to_unless;
    if (first == operation::push) {
        if (const operation both = after_push(second); both != operation::nothing) {
            last = with(last, both);
            return true;
        }
        if (second == operation::dup && after_dup(after) == operation::nothing) {
            last = with(last, operation::push_dup);
            last.small = next.small;
            return true;
        }
        return false;
    }
    if (first == operation::dup) {
        if (const operation both = after_dup(second); both != operation::nothing) {
            last = with(last, both);
            return true;
        }
        if (second == operation::dup && after_dup(after) == operation::nothing) {
            last = with(last, operation::dup_dup);
            last.wide = next.small;
            return true;
        }
        if (second == operation::push && after_push(after) == operation::nothing) {
            last = with(last, operation::dup_push);
            last.wide = next.wide;
            return true;
        }
        return false;
    }
    if (second == operation::pop) {
        if (first == operation::swap) {
            last = with(last, operation::swap_pop);
            return true;
        }
        if (first == operation::pop) {
            last = with(last, operation::pop_many);
            last.small = 2;
            return true;
        }
        if (first == operation::pop_many) {
            ++last.small;
            return true;
        }
        return false;
    }
    if (jumps && first == operation::iszero) {
        const bool negated = second == operation::jump_to_if;
        last = with(next, negated ? operation::jump_to_unless : operation::jump_to_if);
        return true;
    }
    if (jumps && before_jump(first) != operation::nothing) {
        last = with(next, before_jump(first));
        last.small = second == operation::jump_to_unless ? 1 : 0;
        return true;
    }
    return false;
}

} // namespace fuse_detail

/// Joins neighbours of a block, the instructions from `begin` to the end, into operations that do both at once. The
/// pairs are the most frequent ones of compiled contracts; a pair whose second half goes better with what follows is
/// left.
inline void fuse_block(std::vector<instruction>& code, std::size_t begin) {
    using namespace fuse_detail;
    std::size_t end = begin;
    for (std::size_t i = begin; i < code.size(); ++i) {
        const operation after = i + 1 < code.size() ? operation_of(code[i + 1]) : operation::nothing;
        code[end++] = code[i];
        while (end - begin >= 2 && join(code[end - 2], code[end - 1], after)) {
            --end;
        }
    }
    code.resize(end);
}

} // namespace zonogon::evm
