#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/little_endian.hpp>
#include <zonogon/snark/fflonk/types.hpp>

namespace zonogon::snark::fflonk {

/// snarkjs's .zkey of fflonk: a section_file "zkey", version 1, whose first section has the protocol's number. Field
/// elements are in the form that they have in memory (times 2^256 modulo the prime), least significant byte first.
namespace zkey {

inline constexpr std::uint32_t protocol = 10;
inline constexpr std::uint32_t sections = 17;

enum section : std::uint32_t {
    protocol_section = 1,
    /// Primes, counts, constants, [tau] G2 and C0. Written last.
    header_section = 2,
    additions_section = 3,
    /// The wires of every gate, a section for each column.
    wires_a_section = 4,
    wires_b_section = 5,
    wires_c_section = 6,
    /// Columns: coefficients of the polynomial with these values on the rows, then its values on four times the rows.
    ql_section = 7,
    qr_section = 8,
    qm_section = 9,
    qo_section = 10,
    qc_section = 11,
    s1_section = 12,
    s2_section = 13,
    s3_section = 14,
    /// Columns that are one in row i and zero elsewhere, for every public input, one at least.
    lagrange_section = 15,
    powers_section = 16,
    /// The coefficients of the polynomial that C0 commits to.
    c0_section = 17,
};

inline constexpr std::size_t scalar_size = 32;
inline constexpr std::size_t g1_size = 64;
inline constexpr std::size_t g2_size = 128;
inline constexpr std::size_t header_size =
    std::size_t{2} * (4 + 32) + std::size_t{5} * 4 + 6 * scalar_size + g2_size + g1_size;
inline constexpr std::size_t addition_size = std::size_t{2} * 4 + 2 * scalar_size;
/// Coefficients and values of a column, in elements for each row.
inline constexpr std::size_t column_width = 5;

/// The element that is stored at `in`, whatever its alignment. Precondition: it is below the modulus.
template <class Field>
Field load(const std::uint8_t* in) {
    const u256 v = load_u256_little_endian(in);
    return Field::from_raw_unchecked({v.limb(0), v.limb(1), v.limb(2), v.limb(3)});
}

template <class Field>
void append(bytes& out, const Field& v) {
    append_little_endian(out, u256{v.raw()});
}
inline void append(bytes& out, const g1_point& p) {
    append(out, p.x());
    append(out, p.y());
}
inline void append(bytes& out, const g2_point& p) {
    for (const auto& v : {p.x(), p.y()}) {
        append(out, v.coefficient(0));
        append(out, v.coefficient(1));
    }
}

} // namespace zkey

/// Which columns, in the order of a file, are the parts of C0: ql, qr, qo, qm, qc, sigma1, sigma2, sigma3.
inline constexpr std::array<std::size_t, 8> c0_order{0, 1, 3, 2, 4, 5, 6, 7};

} // namespace zonogon::snark::fflonk
