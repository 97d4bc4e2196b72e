#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <zonogon/air/builder.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/zkevm/machines/keccak_f/limbs.hpp>
#include <zonogon/zkevm/machines/tables/cells.hpp>

/// Keccak-f[1600], one round a row, 24 rows a permutation.
///
/// In a round with input A, theta makes A' = A ^ D, where D(x, z) = C(x-1, z) ^ C(x+1, z-1) and C is the parity of A's
/// columns. The row holds the bits of A', of D and of C', the parity of A'. Because D enters a column five times,
/// C' = C ^ D; so A = A' ^ D and C = C' ^ D are of degree 2 and never stored, and D's definition is a product of five
/// signs (1 - 2 bit), split three against two. Rho and pi only rename bits; chi is of degree 3 and goes into 29 packed
/// limbs, which the next row's A must equal. The seven bits that iota may flip have columns of their own.
///
/// Answers the buses keccak_f.input and keccak_f.output: (permutation, the limbs of the state before or after); the
/// number of the permutation ties the two.
namespace zonogon::zkevm::machines::keccak_f {

inline constexpr std::size_t rounds = 24;
/// Lane 0's bits that some round constant flips: 2^j - 1.
inline constexpr std::array<std::size_t, 7> iota_bits{0, 1, 3, 7, 15, 31, 63};

template <class T>
struct cells {
    /// A' by state_bit's numbering.
    std::array<T, state_bits> theta;
    /// C' and D at 64 x + z.
    std::array<T, 320> parity, shift;
    /// Chi's output at iota_bits.
    std::array<T, 7> chi;
    /// The round's output.
    std::array<T, limb_count> out;
    /// The round, 4 major + minor, each one-hot.
    std::array<T, 4> minor;
    std::array<T, 6> major;
    /// 1 if the next row is the next round of the same permutation.
    T goes_on;
    /// Number of the permutation in the table, from 0.
    T permutation;
    /// How often the permutation's input (in round 0) and output (in round 23) are asked for.
    T input_calls, output_calls;

    template <class Self, class F>
    static constexpr void visit(Self& s, F&& f) {
        f("theta", s.theta);
        f("parity", s.parity);
        f("shift", s.shift);
        f("chi", s.chi);
        f("out", s.out);
        f("minor", s.minor);
        f("major", s.major);
        f("goesOn", s.goes_on);
        f("permutation", s.permutation);
        f("inputCalls", s.input_calls);
        f("outputCalls", s.output_calls);
    }
};

namespace detail {

/// The two sides of theta: shift (D) is what the parities (C = C' ^ D) say.
constexpr void describe_theta(air::builder& b, const cells<air::column>& c) {
    using air::expr;
    for (const auto& bit : c.theta) {
        b.assert_bool("theta is a bit", bit);
    }
    const auto at = [](std::size_t x, std::size_t z) { return 64 * (x % 5) + z % 64; };
    const auto sign = [](const air::column& bit) { return 1 - 2 * bit; };
    for (std::size_t x = 0; x < 5; ++x) {
        for (std::size_t z = 0; z < 64; ++z) {
            b.assert_bool("parity is a bit", c.parity[at(x, z)]);
            b.assert_bool("shift is a bit", c.shift[at(x, z)]);
            expr surplus = -c.parity[at(x, z)];
            for (std::size_t y = 0; y < 5; ++y) {
                surplus += c.theta[64 * (x + 5 * y) + z];
            }
            b.assert_zero("parity of a column", surplus * (surplus - 2) * (surplus - 4));
            const std::size_t left = at(x + 4, z);
            const std::size_t right = at(x + 1, z + 63);
            b.assert_equal("shift is the parity of two columns",
                           sign(c.shift[at(x, z)]) * sign(c.parity[left]) * sign(c.shift[left]),
                           sign(c.parity[right]) * sign(c.shift[right]));
        }
    }
}

/// Bits of the state after rho, pi and chi, each of degree 3.
inline std::vector<air::expr> chi_bits(const cells<air::column>& c) {
    std::vector<air::expr> moved(state_bits);
    for (std::size_t lane = 0; lane < 25; ++lane) {
        const auto move = hash::keccak_detail::lane_moves[lane];
        for (std::size_t z = 0; z < 64; ++z) {
            moved[64 * move.target + (z + static_cast<std::size_t>(move.rotation)) % 64] = c.theta[64 * lane + z];
        }
    }
    std::vector<air::expr> out(state_bits);
    for (std::size_t lane = 0; lane < 25; ++lane) {
        const std::size_t plane = lane / 5 * 5;
        for (std::size_t z = 0; z < 64; ++z) {
            const air::expr& bit = moved[64 * lane + z];
            const air::expr& first = moved[64 * (plane + (lane + 1) % 5) + z];
            const air::expr& second = moved[64 * (plane + (lane + 2) % 5) + z];
            const air::expr both = (1 - first) * second;
            out[64 * lane + z] = bit + both - 2 * (bit * both);
        }
    }
    return out;
}

constexpr void describe_rounds(air::builder& b, const cells<air::column>& c) {
    using air::expr;
    const expr ends = c.minor[3] * c.major[5];
    for (std::size_t i = 0; i < 4; ++i) {
        b.assert_zero("starts with round 0", b.first_row() * (c.minor[i] - (i == 0 ? 1 : 0)));
        b.assert_zero("minor counts", b.transition() * (c.minor[(i + 1) % 4].next() - c.minor[i]));
    }
    for (std::size_t i = 0; i < 6; ++i) {
        b.assert_zero("starts with round 0", b.first_row() * (c.major[i] - (i == 0 ? 1 : 0)));
        const expr previous = c.major[(i + 5) % 6];
        b.assert_zero("major counts",
                      b.transition() * (c.major[i].next() - c.major[i] - c.minor[3] * (previous - c.major[i])));
    }
    b.assert_equal("goes on unless round 23 or the table's end", c.goes_on, b.transition() * (1 - ends));
    b.assert_zero("first permutation", b.first_row() * c.permutation);
    b.assert_zero("permutations count", b.transition() * (c.permutation.next() - c.permutation - ends));
    b.assert_zero("input in round 0 only", c.input_calls * (1 - c.minor[0] * c.major[0]));
    b.assert_zero("output in round 23 only", c.output_calls * (1 - ends));
}

} // namespace detail

/// Permutation i of table t of this machine is number first_number(t) + i on the buses: no two have one number.
constexpr std::uint64_t first_number(std::size_t table) noexcept {
    return std::uint64_t{table} << 32;
}

/// `table`: which of a proof's tables of this machine.
inline void describe(air::builder& b, std::size_t table = 0) {
    using air::expr;
    const auto c = declare<cells>(b);
    detail::describe_rounds(b, c);
    detail::describe_theta(b, c);

    std::vector<expr> out = detail::chi_bits(c);
    for (std::size_t j = 0; j < iota_bits.size(); ++j) {
        b.assert_equal("bit that iota may flip", c.chi[j], out[iota_bits[j]]);
        expr flips;
        for (std::size_t round = 0; round < rounds; ++round) {
            if ((hash::keccak_detail::round_constants[round] >> iota_bits[j]) & 1) {
                flips += c.minor[round % 4] * c.major[round / 4];
            }
        }
        out[iota_bits[j]] = c.chi[j] + flips - 2 * (c.chi[j] * flips);
    }

    const expr number = table == 0 ? expr{c.permutation} : c.permutation + first_number(table);
    std::vector<expr> input{number};
    std::vector<expr> output{number};
    for (std::size_t k = 0; k < limb_count; ++k) {
        expr packed;
        expr before;
        expr before_next;
        for (std::size_t i = limb_begin(k); i < limb_begin(k + 1); ++i) {
            const std::uint64_t weight = std::uint64_t{1} << (i - limb_begin(k));
            const air::column& bit = c.theta[i];
            const air::column& shift = c.shift[64 * (i / 64 % 5) + i % 64];
            packed += weight * out[i];
            before += weight * (bit + shift - 2 * (bit * shift));
            before_next += weight * (bit.next() + shift.next() - 2 * (bit.next() * shift.next()));
        }
        b.assert_equal("limb of the output", c.out[k], packed);
        b.assert_zero("next round starts from the output", c.goes_on * (c.out[k] - before_next));
        input.push_back(before);
        output.push_back(c.out[k]);
    }
    b.receive("keccak_f.input", input, c.input_calls);
    b.receive("keccak_f.output", output, c.output_calls);
}

inline air::owned_ir build(std::size_t table = 0) {
    air::builder b;
    describe(b, table);
    return b.build();
}

} // namespace zonogon::zkevm::machines::keccak_f
