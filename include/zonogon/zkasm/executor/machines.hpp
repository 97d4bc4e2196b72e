#pragma once

// What a step asks of the other machines, checked and recorded.

#include <array>
#include <string>
#include <utility>

#include <zonogon/zkasm/executor/declaration.hpp>

namespace zonogon::zkasm {

template <execution_host Host>
bool executor<Host>::requests(const line& l) {
    if (l.assertion && now_.a != step_.op) {
        return fail("assertion failed: A is " + word_text(now_.a) + ", not " + word_text(step_.op));
    }
    if (l.m_op && !memory_access_step(l)) {
        return false;
    }
    if (!hash_steps(l)) {
        return false;
    }
    if ((l.s_rd || l.s_wr) && !storage_step(l)) {
        return false;
    }
    if (l.bin && !binary_step(l)) {
        return false;
    }
    if (l.arith && !arith_step(l)) {
        return false;
    }
    return !(l.mem_align_rd || l.mem_align_wr || l.mem_align_wr8) || mem_align_step(l);
}

template <execution_host Host>
bool executor<Host>::memory_access_step(const line& l) {
    const std::uint64_t address = step_.address.value();
    const word8& value = l.assume_free ? step_.free : step_.op;
    if (l.m_wr) {
        memory_.write(address, value);
    } else if (memory_.read(address) != value) {
        return fail("memory word " + std::to_string(address) + " is " + word_text(memory_.read(address)) + ", not " +
                    word_text(value));
    }
    if (options_.record) {
        out_.memory.push_back({address, row_, l.m_wr, value});
    }
    return true;
}

template <execution_host Host>
bool executor<Host>::hash_read(hash_buffers& buffers, bool one_byte) {
    const std::uint64_t length = one_byte ? 1 : now_.d[0].value();
    u256 value;
    if (!need(step_.op, "the hashed value", value) ||
        !good(buffers.absorb(step_.address.value(), now_.hashpos.value(), length, value))) {
        return false;
    }
    step_.inc_hashpos = static_cast<std::uint32_t>(length);
    return true;
}

template <execution_host Host>
bool executor<Host>::hash_digest(hash_buffers& buffers) {
    u256 digest;
    if (!need(step_.op, "the digest", digest)) {
        return false;
    }
    const result<std::uint32_t> blocks = buffers.ask_digest(step_.address.value(), digest);
    if (!blocks) {
        return fail(blocks.why().message);
    }
    step_.inc_counter = *blocks;
    return true;
}

template <execution_host Host>
bool executor<Host>::hash_steps(const line& l) {
    if ((l.hash_k || l.hash_k1) && !hash_read(keccak_, l.hash_k1)) {
        return false;
    }
    if ((l.hash_p || l.hash_p1) && !hash_read(poseidon_, l.hash_p1)) {
        return false;
    }
    if ((l.hash_s || l.hash_s1) && !hash_read(sha256_, l.hash_s1)) {
        return false;
    }
    const std::uint64_t id = step_.address.value();
    const std::uint64_t length = step_.op[0].value();
    if ((l.hash_k_len && !good(keccak_.ask_length(id, length))) ||
        (l.hash_p_len && !good(poseidon_.ask_length(id, length))) ||
        (l.hash_s_len && !good(sha256_.ask_length(id, length)))) {
        return false;
    }
    if (l.hash_p_digest) {
        if (!hash_digest(poseidon_)) {
            return false;
        }
        range_check(*word_to_number(step_.op));
    }
    return (!l.hash_k_digest || hash_digest(keccak_)) && (!l.hash_s_digest || hash_digest(sha256_));
}

/// Asks the host for the access that SLOAD or SSTORE of this step means, once per step.
template <execution_host Host>
bool executor<Host>::access_tree(bool write) {
    if (tree_access_) {
        return true;
    }
    for (std::size_t i = 2; i < 8; ++i) {
        if ((i >= 5 && !now_.a[i].is_zero()) || !now_.b[i].is_zero()) {
            return fail("a storage key has limbs A5..A7 and B2..B7 zero");
        }
    }
    u256 root_word;
    u256 value;
    if (!need(now_.sr, "SR", root_word) || (write && !need(now_.d, "D", value))) {
        return false;
    }
    hash4 root{};
    for (std::size_t i = 0; i < 4; ++i) {
        if (!felt::is_canonical(root_word.limb(i))) {
            return fail("SR is not a state root: " + root_word.to_hex_full());
        }
        root[i] = felt{root_word.limb(i)};
    }
    key_part_ = hash::poseidon(now_.c, hash4{});
    const word8 inner{now_.a[0], now_.a[1], now_.a[2], now_.a[3], now_.a[4], felt{}, now_.b[0], now_.b[1]};
    hash4 key = hash::poseidon(inner, key_part_);
    for (felt& lane : key) {
        lane = felt{lane.value()};
    }
    result<merkle::tree_access> access = write ? host_.storage_set(root, key, value) : host_.storage_get(root, key);
    if (!access) {
        return fail("state tree: " + access.why().message);
    }
    tree_access_ = std::move(*access);
    return true;
}

template <execution_host Host>
bool executor<Host>::storage_step(const line& l) {
    if (l.s_rd && l.s_wr) {
        return fail("a step cannot read and write the state tree");
    }
    if (!access_tree(l.s_wr)) {
        return false;
    }
    merkle::tree_access& access = *tree_access_;
    const u256 expected = l.s_wr ? hash::to_word(access.new_root) : access.new_value;
    u256 op;
    if (!need(step_.op, "the storage value", op)) {
        return false;
    }
    if (op != expected) {
        return fail(std::string{l.s_wr ? "the new state root is " : "the state holds "} + expected.to_hex_full() +
                    ", not " + op.to_hex_full());
    }
    step_.inc_counter = static_cast<std::uint32_t>(access.hash_count) + 2;
    if (l.s_wr) {
        range_check(op);
    }
    if (options_.record) {
        out_.poseidon.push_back({now_.c, hash4{}, key_part_});
        const word8 inner{now_.a[0], now_.a[1], now_.a[2], now_.a[3], now_.a[4], felt{}, now_.b[0], now_.b[1]};
        out_.poseidon.push_back({inner, key_part_, access.key});
        out_.storage.push_back({row_, l.s_wr, access.old_root, access.new_root, key_part_, access.key, access.new_value,
                                static_cast<std::uint32_t>(access.hash_count)});
        out_.tree_accesses.push_back(std::move(access));
    }
    return true;
}

/// Shows by an LT4 request that the four 64-bit quarters of a word are field elements.
template <execution_host Host>
void executor<Host>::range_check(const u256& v) {
    if (options_.record) {
        constexpr std::uint64_t p = felt::modulus;
        out_.binary.push_back({binary_opcode::lt4, v, u256{std::array<std::uint64_t, 4>{p, p, p, p}}, u256{1}, true});
    }
}

template <execution_host Host>
bool executor<Host>::binary_step(const line& l) {
    binary_request r;
    r.opcode = static_cast<binary_opcode>(l.bin_opcode);
    if (!need(now_.a, "A", r.a) || !need(now_.b, "B", r.b) || !need(step_.op, "the result", r.c)) {
        return false;
    }
    const auto [value, carry] = binary_result(r.opcode, r.a, r.b);
    if (value != r.c) {
        return fail("binary operation: the result is " + value.to_decimal() + ", not " + r.c.to_decimal());
    }
    r.carry = step_.carry = carry;
    if (options_.record) {
        out_.binary.push_back(r);
    }
    return true;
}

template <execution_host Host>
bool executor<Host>::load_arith(const line& l, arith_operands& o) {
    return need(now_.a, "A", o.a) && need(now_.b, "B", o.b) &&
           (l.arith_same12 || (need(now_.c, "C", o.c) && need(now_.d, "D", o.d)));
}

template <execution_host Host>
bool executor<Host>::arith_step(const line& l) {
    arith_operands o;
    u256 third;
    u256 op;
    if (!load_arith(l, o) || (l.arith_use_e && !need(now_.e, "E", third)) || !need(step_.op, "the result", op)) {
        return false;
    }
    const auto equation = static_cast<arith_equation>(l.arith_eq);
    const result<affine> expected = arith_result(equation, o);
    if (!expected) {
        return fail(expected.why().message);
    }
    const u256& first = l.arith_use_e ? third : o.d;
    if (expected->x != first || expected->y != op) {
        return fail(std::string{"arithmetic: "} + (l.arith_use_e ? "E" : "D") + " and the result are " +
                    expected->x.to_decimal() + " and " + expected->y.to_decimal() + ", not " + first.to_decimal() +
                    " and " + op.to_decimal());
    }
    if (options_.record) {
        out_.arith.push_back({equation, o.a, o.b, l.arith_same12 ? o.a : o.c, l.arith_same12 ? o.b : o.d, third, op});
    }
    return true;
}

template <execution_host Host>
bool executor<Host>::load_alignment(u256& m0, u256& m1, std::size_t& offset) {
    const auto c0 = small(now_.c[0]);
    if (!c0 || *c0 > 31) {
        return fail("alignment offset " + std::to_string(now_.c[0].value()) + " is not in [0, 31]");
    }
    offset = static_cast<std::size_t>(*c0);
    return need(now_.a, "A", m0) && need(now_.b, "B", m1);
}

template <execution_host Host>
bool executor<Host>::mem_align_step(const line& l) {
    mem_align_request r;
    r.kind = l.mem_align_rd ? mem_align_kind::read : l.mem_align_wr ? mem_align_kind::write : mem_align_kind::write8;
    std::size_t offset = 0;
    if (!load_alignment(r.m0, r.m1, offset) || !need(step_.op, "the value", r.v)) {
        return false;
    }
    r.offset = static_cast<std::uint8_t>(offset);
    if (r.kind == mem_align_kind::read) {
        if (const u256 found = aligned_read(r.m0, r.m1, offset); found != r.v) {
            return fail("aligned read gives " + found.to_decimal() + ", not " + r.v.to_decimal());
        }
    } else {
        const bool whole = r.kind == mem_align_kind::write;
        if (!need(now_.d, "D", r.w0) || (whole && !need(now_.e, "E", r.w1))) {
            return false;
        }
        const u256 first = whole ? aligned_write_first(r.m0, r.v, offset) : aligned_write_byte(r.m0, r.v, offset);
        if (r.w0 != first) {
            return fail("aligned write gives D = " + first.to_decimal() + ", not " + r.w0.to_decimal());
        }
        if (whole) {
            if (const u256 second = aligned_write_second(r.m1, r.v, offset); r.w1 != second) {
                return fail("aligned write gives E = " + second.to_decimal() + ", not " + r.w1.to_decimal());
            }
        } else {
            r.m1 = u256{};
        }
    }
    if (options_.record) {
        out_.mem_align.push_back(r);
    }
    return true;
}

} // namespace zonogon::zkasm
