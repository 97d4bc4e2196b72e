#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/zkasm/decoded_line.hpp>
#include <zonogon/zkasm/evaluator.hpp>
#include <zonogon/zkasm/execution.hpp>
#include <zonogon/zkasm/hash_buffers.hpp>
#include <zonogon/zkasm/host.hpp>
#include <zonogon/zkasm/listing.hpp>
#include <zonogon/zkasm/mem_align.hpp>
#include <zonogon/zkasm/memory.hpp>
#include <zonogon/zkasm/operations.hpp>
#include <zonogon/zkasm/program.hpp>

namespace zonogon::zkasm {

struct run_options {
    /// The registers of row 0 (zkPC and the counters must be 0 there).
    registers start{};
    /// More steps than this are an error.
    std::uint64_t max_steps = std::uint64_t{1} << 23;
    /// A cyclic run has at least two to this many steps.
    std::size_t min_log_steps = 3;
    /// Keep the steps and the requests. Without them a run gives counters, final registers and the host's effects only.
    bool record = true;
};

/// Runs a program on a host: the main machine, one ROM line a step.
///
/// Every rule of the machines is checked with whole numbers as the run goes, so that a run without error can be
/// proved. The run ends
/// - at a power of two of steps, once the program has called beforeLast(): that function gives -1 until the row two
/// before
///   the last and 0 from then on, and the number of steps is the smallest power of two with such a row not before the
///   first call. The registers must then be those of row 0 (zkPC 0 among them), so that row 0 follows the last row;
/// - or at the first step beyond the program's last line, for programs that are only run: `cyclic` is false then.
/// No program and no host value makes it throw or read out of bounds; errors name file, line and step.
template <execution_host Host>
class executor {
public:
    executor(const program& p, Host& host, const run_options& options)
        : program_(p), host_(host), options_(options), now_(options.start), evaluate_(p, *this) {
        lines_.reserve(p.lines.size());
        for (const line& l : p.lines) {
            lines_.push_back(decode(l));
        }
    }
    executor(const executor&) = delete;
    executor& operator=(const executor&) = delete;

    result<execution> run();

    // What expressions look at.
    const registers& current() const noexcept { return now_; }
    std::uint64_t step() const noexcept { return row_; }
    const word8& memory_word(std::uint64_t address) const { return memory_.read(address); }
    result<std::optional<free_value>> call(std::string_view name, std::span<const big_int> arguments);

private:
    using felt = field::goldilocks;

    bool fail(const std::string& message);
    bool good(const status& s) { return s ? true : fail(s.why().message); }
    bool commands(const std::vector<std::int32_t>& roots);
    bool one_step();
    bool find_address(const line& l);
    bool free_input(const line& l, const decoded_line& d);
    bool implied(const line& l, implied_value what);
    bool implied_chunk(const hash_buffers& buffers, bool one_byte);
    void combine(const line& l, const decoded_line& d);
    bool requests(const line& l);
    bool advance(const line& l);
    bool finish();

    bool need(const word8& w, std::string_view name, u256& out);
    std::optional<std::uint64_t> small(felt v) const noexcept;
    bool memory_access_step(const line& l);
    bool hash_steps(const line& l);
    bool hash_read(hash_buffers& buffers, bool one_byte);
    bool hash_digest(hash_buffers& buffers);
    bool storage_step(const line& l);
    bool access_tree(bool write);
    bool binary_step(const line& l);
    bool arith_step(const line& l);
    bool load_arith(const line& l, arith_operands& o);
    bool mem_align_step(const line& l);
    bool load_alignment(u256& m0, u256& m1, std::size_t& offset);
    void range_check(const u256& v);

    const program& program_;
    Host& host_;
    run_options options_;
    std::vector<decoded_line> lines_;
    registers now_;
    std::uint64_t row_ = 0;
    std::uint64_t height_ = 0; ///< steps of the whole run, once known
    zkasm::step step_;
    std::uint64_t hash_id_ = 0;
    word_memory memory_;
    hash_buffers keccak_{hash_kind::keccak}, poseidon_{hash_kind::poseidon}, sha256_{hash_kind::sha256};
    std::optional<merkle::tree_access> tree_access_; ///< of this step
    hash4 key_part_{};
    execution out_;
    std::string why_;
    evaluator<executor> evaluate_;
};

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

/// Runs a program.
template <execution_host Host>
result<execution> run(const program& p, Host& host, const run_options& options = {}) {
    return executor<Host>{p, host, options}.run();
}

} // namespace zonogon::zkasm
