#pragma once

// What a step computes with: its address, its free input, the sum of its registers.

#include <optional>
#include <string>

#include <zonogon/zkasm/executor/declaration.hpp>

namespace zonogon::zkasm {

template <execution_host Host>
std::optional<std::uint64_t> executor<Host>::small(felt v) const noexcept {
    const std::uint64_t value = v.value();
    if ((value >> 32) != 0) {
        return std::nullopt;
    }
    return value;
}

/// The address formula, and for memory accesses the bounds of each area.
template <execution_host Host>
bool executor<Host>::find_address(const line& l) {
    std::int64_t relative = l.offset;
    const auto add = [&](bool used, felt v, std::string_view name) {
        if (!used) {
            return true;
        }
        const auto value = small(v);
        if (!value) {
            return fail(std::string{name} + " is not an index: " + std::to_string(v.value()));
        }
        relative += static_cast<std::int64_t>(*value);
        return true;
    };
    if (!add(l.ind, now_.e[0], "E") || !add(l.ind_rr, now_.rr, "RR")) {
        return false;
    }
    if (l.max_ind >= 0 && relative - l.offset > l.max_ind) {
        return fail("index " + std::to_string(relative - l.offset) + " is beyond the array (" +
                    std::to_string(l.max_ind) + " at most)");
    }
    if (!add(l.is_stack, now_.sp, "SP")) {
        return false;
    }
    if (relative < 0 || (l.m_op && relative >= (l.is_mem ? 1 << 17 : 1 << 16))) {
        return fail("address " + std::to_string(relative) + " is outside of its area");
    }
    std::uint64_t absolute = static_cast<std::uint64_t>(relative);
    if (l.use_ctx) {
        const auto context = small(now_.ctx);
        if (!context) {
            return fail("CTX is not an index: " + std::to_string(now_.ctx.value()));
        }
        absolute += *context << 18;
    }
    absolute += l.is_stack ? 1U << 16 : 0U;
    absolute += l.is_mem ? 1U << 17 : 0U;
    step_.address = felt{absolute};
    return true;
}

template <execution_host Host>
bool executor<Host>::free_input(const line& l, const decoded_line& d) {
    if (program_.expressions[static_cast<std::size_t>(l.tag)].kind == expression_kind::nothing) {
        if (d.implied.empty()) {
            return fail("empty free input without an operation that gives its value");
        }
        for (const implied_value what : d.implied) {
            const word8 earlier = step_.free;
            if (!implied(l, what)) {
                return false;
            }
            if (what != d.implied.front() && step_.free != earlier) {
                return fail("empty free input with several operations that give different values");
            }
        }
        return true;
    }
    const result<free_value> value = evaluate_(l.tag);
    if (!value) {
        return fail(value.why().message);
    }
    step_.free = to_word(*value);
    return true;
}

/// The value that one operation gives to the bare tag.
template <execution_host Host>
bool executor<Host>::implied(const line& l, implied_value what) {
    const std::uint64_t address = step_.address.value();
    u256 a;
    u256 b;
    switch (what) {
    case implied_value::memory:
        step_.free = memory_.read(address);
        return true;
    case implied_value::storage_read:
        if (!access_tree(false)) {
            return false;
        }
        step_.free = number_to_word(tree_access_->new_value);
        return true;
    case implied_value::storage_write:
        if (!access_tree(true)) {
            return false;
        }
        step_.free = number_to_word(hash::to_word(tree_access_->new_root));
        return true;
    case implied_value::chunk_k:
        return implied_chunk(keccak_, l.hash_k1);
    case implied_value::chunk_p:
        return implied_chunk(poseidon_, l.hash_p1);
    case implied_value::chunk_s:
        return implied_chunk(sha256_, l.hash_s1);
    case implied_value::digest_k:
        step_.free = number_to_word(keccak_.digest(address));
        return true;
    case implied_value::digest_p:
        step_.free = number_to_word(poseidon_.digest(address));
        return true;
    case implied_value::digest_s:
        step_.free = number_to_word(sha256_.digest(address));
        return true;
    case implied_value::binary:
        if (!need(now_.a, "A", a) || !need(now_.b, "B", b)) {
            return false;
        }
        step_.free = number_to_word(binary_result(static_cast<binary_opcode>(l.bin_opcode), a, b).first);
        return true;
    case implied_value::arith: {
        arith_operands o;
        if (!load_arith(l, o)) {
            return false;
        }
        const auto value = arith_result(static_cast<arith_equation>(l.arith_eq), o);
        if (!value) {
            return fail(value.why().message);
        }
        step_.free = number_to_word(value->y);
        return true;
    }
    case implied_value::mem_align:
        break;
    }
    std::size_t offset = 0;
    if (!load_alignment(a, b, offset)) {
        return false;
    }
    step_.free = number_to_word(aligned_read(a, b, offset));
    return true;
}

/// Bytes that were absorbed before and are read again.
template <execution_host Host>
bool executor<Host>::implied_chunk(const hash_buffers& buffers, bool one_byte) {
    const result<u256> value =
        buffers.read(step_.address.value(), now_.hashpos.value(), one_byte ? 1 : now_.d[0].value());
    if (!value) {
        return fail(value.why().message);
    }
    step_.free = number_to_word(*value);
    return true;
}

template <execution_host Host>
void executor<Host>::combine(const line& l, const decoded_line& d) {
    word8& op = step_.op;
    op = d.constant;
    const auto add = [&op](const word8& w, std::int64_t coefficient, std::size_t shift = 0) {
        if (coefficient == 1) {
            for (std::size_t i = 0; i < 8; ++i) {
                op[i] += w[(i + shift) % 8];
            }
        } else {
            const felt k = to_field(coefficient);
            for (std::size_t i = 0; i < 8; ++i) {
                op[i] += k * w[(i + shift) % 8];
            }
        }
    };
    for (const auto& term : d.wide) {
        add(now_.*term.source, term.coefficient);
    }
    if (l.in_rotl_c != 0) {
        add(now_.c, l.in_rotl_c, 7);
    }
    if (l.in_free != 0) {
        add(step_.free, l.in_free);
    }
    if (l.in_free0 != 0) {
        op[0] += to_field(l.in_free0) * step_.free[0];
    }
    for (const auto& term : d.narrow) {
        op[0] += term.coefficient * now_.*term.source;
    }
    for (const auto& term : d.counts) {
        op[0] += term.coefficient * felt{now_.*term.source};
    }
    if (d.uses_step) {
        op[0] += d.step_coefficient * felt{row_};
    }
}

template <execution_host Host>
bool executor<Host>::need(const word8& w, std::string_view name, u256& out) {
    const auto number = word_to_number(w);
    if (!number) {
        return fail(std::string{name} + " is not a 256-bit number: " + word_text(w));
    }
    out = *number;
    return true;
}

} // namespace zonogon::zkasm
