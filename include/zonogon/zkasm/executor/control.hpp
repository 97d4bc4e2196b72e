#pragma once

// The course of a run: steps, the end, the registers of the next row.

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

#include <zonogon/zkasm/executor/declaration.hpp>

namespace zonogon::zkasm {

template <execution_host Host>
bool executor<Host>::fail(const std::string& message) {
    why_ = message;
    if (now_.zkpc < program_.lines.size()) {
        why_ = source_place(program_, program_.lines[now_.zkpc]) + ": " + message;
    }
    why_ += " (step " + std::to_string(row_) + ")";
    return false;
}

template <execution_host Host>
result<execution> executor<Host>::run() {
    while (height_ == 0 || row_ < height_) {
        if (now_.zkpc == program_.lines.size()) {
            break;
        }
        if (row_ >= options_.max_steps) {
            fail("the program does not end within " + std::to_string(options_.max_steps) + " steps");
            return error{why_};
        }
        if (!one_step()) {
            return error{why_};
        }
        ++row_;
    }
    if (!finish()) {
        return error{why_};
    }
    return std::move(out_);
}

template <execution_host Host>
bool executor<Host>::finish() {
    out_.used = {row_,
                 now_.cnt_arith,
                 now_.cnt_binary,
                 now_.cnt_keccak_f,
                 now_.cnt_mem_align,
                 now_.cnt_padding_pg,
                 now_.cnt_poseidon_g,
                 now_.cnt_sha256_f};
    if (height_ != 0 && row_ == height_) {
        now_.cnt_arith = now_.cnt_binary = now_.cnt_keccak_f = now_.cnt_mem_align = 0;
        now_.cnt_padding_pg = now_.cnt_poseidon_g = now_.cnt_sha256_f = 0;
        if (now_.zkpc != 0) {
            return fail("the last step does not lead back to the first line");
        }
        if (now_ != options_.start) {
            return fail("the last step does not restore the registers of row 0");
        }
        out_.cyclic = true;
    }
    out_.final = now_;
    out_.keccak = keccak_.release();
    out_.poseidon_hash = poseidon_.release();
    out_.sha256 = sha256_.release();
    return true;
}

template <execution_host Host>
result<std::optional<free_value>> executor<Host>::call(std::string_view name, std::span<const big_int> arguments) {
    if (name == "beforeLast") {
        if (!arguments.empty()) {
            return error{"it takes no argument"};
        }
        if (height_ == 0) {
            height_ = std::max(std::bit_ceil(row_ + 2), std::uint64_t{1} << options_.min_log_steps);
        }
        return std::optional{free_value{big_int{row_ + 2 < height_ ? -1 : 0}, true}};
    }
    return host_.call(name, arguments);
}

template <execution_host Host>
bool executor<Host>::commands(const std::vector<std::int32_t>& roots) {
    for (const std::int32_t root : roots) {
        if (const auto value = evaluate_(root); !value) {
            return fail(value.why().message);
        }
    }
    return true;
}

template <execution_host Host>
bool executor<Host>::one_step() {
    const line& l = program_.lines[now_.zkpc];
    const decoded_line& d = lines_[now_.zkpc];
    if (!l.commands_before.empty() && !commands(l.commands_before)) {
        return false;
    }
    step_.before = now_;
    step_.free = {};
    step_.address = felt{};
    step_.carry = step_.is_neg = false;
    step_.inc_hashpos = step_.inc_counter = 0;
    tree_access_.reset();
    if (d.uses_address && !find_address(l)) {
        return false;
    }
    if (l.tag >= 0 && !free_input(l, d)) {
        return false;
    }
    combine(l, d);
    if ((d.requests && !requests(l)) || !advance(l)) {
        return false;
    }
    if (options_.record) {
        out_.steps.push_back(step_);
    }
    return l.commands_after.empty() || commands(l.commands_after);
}

/// The registers of the next row.
template <execution_host Host>
bool executor<Host>::advance(const line& l) {
    const registers& r = step_.before;
    const word8& op = step_.op;
    registers& next = now_;
    const auto wide = [&op](bool set, word8& target) {
        if (set) {
            target = op;
        }
    };
    const auto narrow = [&op](bool set, felt& target) {
        if (set) {
            target = op[0];
        }
    };
    const std::uint32_t following = r.zkpc + 1;
    const bool repeats = l.repeat && !r.rcx.is_zero();
    std::uint64_t target = following;
    bool taken = l.jmp || l.call;
    if (l.jmpn) {
        const std::uint64_t v = op[0].value();
        step_.is_neg = v >= felt::modulus - (std::uint64_t{1} << 32);
        if (!step_.is_neg && (v >> 32) != 0) {
            return fail("JMPN on " + std::to_string(v) + ", which is not between -2^32 and 2^32");
        }
        taken = step_.is_neg;
    }
    taken = taken || (l.jmpc && step_.carry) || (l.jmpz && op[0].is_zero());
    if (repeats) {
        target = r.zkpc;
    } else if (l.ret) {
        target = r.rr.value();
    } else if (taken) {
        target = l.use_jmp_addr ? static_cast<std::uint64_t>(l.jmp_addr) : step_.address.value();
    } else if (l.use_else_addr) {
        target = static_cast<std::uint64_t>(l.else_addr);
    }
    if (target > program_.lines.size()) {
        return fail("jump to line " + std::to_string(target) + ", beyond the program");
    }

    wide(l.set_a, next.a);
    wide(l.set_b, next.b);
    wide(l.set_c, next.c);
    wide(l.set_d, next.d);
    wide(l.set_e, next.e);
    wide(l.set_sr, next.sr);
    narrow(l.set_ctx, next.ctx);
    narrow(l.set_pc, next.pc);
    narrow(l.set_gas, next.gas);
    narrow(l.set_rr, next.rr);
    narrow(l.set_hashpos, next.hashpos);
    if (l.inc_stack != 0) {
        next.sp += to_field(l.inc_stack);
    }
    narrow(l.set_sp, next.sp);
    if (step_.inc_hashpos != 0) {
        next.hashpos += felt{step_.inc_hashpos};
    }
    if (repeats) {
        next.rcx -= felt::one();
    }
    narrow(l.set_rcx, next.rcx);
    if (l.call) {
        next.rr = felt{following};
    }
    next.zkpc = static_cast<std::uint32_t>(target);
    next.cnt_arith += l.arith ? 1U : 0U;
    next.cnt_binary += (l.bin ? 1U : 0U) + (l.s_wr ? 1U : 0U) + (l.hash_p_digest ? 1U : 0U);
    next.cnt_mem_align += l.mem_align_rd || l.mem_align_wr || l.mem_align_wr8 ? 1U : 0U;
    next.cnt_keccak_f += l.hash_k_digest ? step_.inc_counter : 0U;
    next.cnt_padding_pg += l.hash_p_digest ? step_.inc_counter : 0U;
    next.cnt_sha256_f += l.hash_s_digest ? step_.inc_counter : 0U;
    next.cnt_poseidon_g += l.hash_p_digest || l.s_rd || l.s_wr ? step_.inc_counter : 0U;
    return true;
}

} // namespace zonogon::zkasm
