#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/parallel.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/section_file.hpp>
#include <zonogon/curve/stored_points.hpp>
#include <zonogon/pcs/ptau/file.hpp>
#include <zonogon/poly/vector_ntt.hpp>
#include <zonogon/snark/fflonk/circuit.hpp>
#include <zonogon/snark/fflonk/permutation.hpp>
#include <zonogon/snark/fflonk/polynomial.hpp>
#include <zonogon/snark/fflonk/verification_key.hpp>
#include <zonogon/snark/fflonk/zkey_layout.hpp>

namespace zonogon::snark::fflonk {

/// Takes a file's bytes one part after another.
using byte_sink = std::function<status(byte_view)>;

/// Writes the .zkey of a circuit, byte for byte as snarkjs does, and returns its verifying key.
///
/// `powers` are [tau^i] G1 of a universal setup, at least powers_of_tau(in.power()) of them, and x2 is [tau] G2; no
/// secret and no ceremony of the circuit's own is needed. Memory: about 700 bytes for each row. Time: eight transforms
/// of each 1 and 4 times the rows, and a commitment to 8 coefficients for each row.
result<verification_key> write_zkey(const circuit& in, std::span<const g1_point> powers, const g2_point& x2,
                                    const byte_sink& out);

/// The same for an R1CS, from a file of powers of tau, prepared or not: only tau^i G1 and tau G2 are taken, and checked
/// to be points, not whether they are powers (see pcs/ptau).
result<verification_key> setup(const r1cs<scalar>& system, const pcs::ptau::file<>& powers, const byte_sink& out);

namespace setup_detail {

/// Collects bytes, passes them on and remembers the first failure.
class file_writer {
public:
    explicit file_writer(const byte_sink& out) : out_(out) { buffer_.reserve(2 * limit); }

    bytes& buffer() noexcept { return buffer_; }
    void begin_section(std::uint32_t id, std::uint64_t size) { append_section_header(buffer_, id, size); }
    void write(std::span<const scalar> values) {
        for (const scalar& v : values) {
            zkey::append(buffer_, v);
            flush_if_long();
        }
    }
    void write(std::span<const g1_point> points) {
        append(buffer_, curve::stored_bytes(points));
        flush_if_long();
    }
    void flush_if_long() {
        if (buffer_.size() >= limit) {
            flush();
        }
    }
    /// Passes the rest on; whether all went well.
    status finish() {
        flush();
        return state_;
    }

private:
    static constexpr std::size_t limit = std::size_t{1} << 20;

    void flush() {
        if (state_) {
            state_ = out_(buffer_);
        }
        buffer_.clear();
    }

    const byte_sink& out_;
    bytes buffer_;
    status state_;
};

/// The selectors' and the permutation's values on the rows, in the order of the file.
inline std::array<polynomial, 8> columns(const circuit& in, std::size_t power) {
    constexpr std::array selectors{&gate::ql, &gate::qr, &gate::qm, &gate::qo, &gate::qc};
    std::array<polynomial, 8> out;
    for (std::size_t i = 0; i < selectors.size(); ++i) {
        out[i].resize(std::size_t{1} << power);
        for (std::size_t row = 0; row < in.gates.size(); ++row) {
            out[i][row] = in.gates[row].*selectors[i];
        }
    }
    auto sigma = permutation_columns(in, power);
    std::ranges::move(sigma, out.begin() + selectors.size());
    return out;
}

inline error too_few(const circuit& in, std::size_t powers) {
    return error{"a circuit of " + std::to_string(in.gates.size()) + " gates takes " +
                 std::to_string(powers_of_tau(in.power())) + " powers of tau, there are " + std::to_string(powers)};
}

inline void append_header(bytes& out, const circuit& in, const verification_key& key) {
    append_little_endian<4>(out, zkey::scalar_size);
    append_little_endian(out, g1_point::coordinate::modulus);
    append_little_endian<4>(out, zkey::scalar_size);
    append_little_endian(out, scalar::modulus);
    append_little_endian<4>(out, in.wires);
    append_little_endian<4>(out, in.publics);
    append_little_endian<4>(out, key.rows());
    append_little_endian<4>(out, in.additions.size());
    append_little_endian<4>(out, in.gates.size());
    const domain_constants k = domain_constants::of(key.power);
    for (const scalar& v : {k.k1, k.k2, k.w3, k.w4, k.w8, k.wr}) {
        zkey::append(out, v);
    }
    zkey::append(out, key.x2);
    zkey::append(out, key.c0);
}

} // namespace setup_detail

inline result<verification_key> write_zkey(const circuit& in, std::span<const g1_point> powers, const g2_point& x2,
                                           const byte_sink& out) {
    const std::size_t power = in.power();
    const std::size_t rows = std::size_t{1} << power;
    if (powers.size() < powers_of_tau(power)) {
        return setup_detail::too_few(in, powers.size());
    }
    setup_detail::file_writer file(out);
    append_file_header(file.buffer(), "zkey", 1, zkey::sections);
    file.begin_section(zkey::protocol_section, 4);
    append_little_endian<4>(file.buffer(), zkey::protocol);
    file.begin_section(zkey::additions_section, zkey::addition_size * in.additions.size());
    for (const addition& a : in.additions) {
        append_little_endian<4>(file.buffer(), a.first);
        append_little_endian<4>(file.buffer(), a.second);
        zkey::append(file.buffer(), a.first_factor);
        zkey::append(file.buffer(), a.second_factor);
        file.flush_if_long();
    }
    constexpr std::array columns{&gate::a, &gate::b, &gate::c};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        file.begin_section(static_cast<std::uint32_t>(zkey::wires_a_section + i), 4 * in.gates.size());
        for (const gate& g : in.gates) {
            append_little_endian<4>(file.buffer(), g.*columns[i]);
        }
        file.flush_if_long();
    }

    const poly::vector_ntt<scalar> plan(power);
    const poly::vector_ntt<scalar> wide_plan(power + 2);
    const std::uint64_t column_bytes = zkey::column_width * zkey::scalar_size * rows;
    const auto write_column = [&](const polynomial& coefficients) {
        polynomial values(coefficients);
        values.resize(4 * rows);
        wide_plan.forward(values);
        file.write(coefficients);
        file.write(values);
    };
    std::array<polynomial, 8> polynomials = setup_detail::columns(in, power);
    for (std::size_t i = 0; i < polynomials.size(); ++i) {
        plan.inverse(polynomials[i]);
        file.begin_section(static_cast<std::uint32_t>(zkey::ql_section + i), column_bytes);
        write_column(polynomials[i]);
    }
    const std::size_t lagrange_columns = in.publics == 0 ? 1 : in.publics;
    file.begin_section(zkey::lagrange_section, column_bytes * lagrange_columns);
    for (std::size_t i = 0; i < lagrange_columns; ++i) {
        polynomial unit(rows);
        unit[i] = scalar::one();
        plan.inverse(unit);
        write_column(unit);
    }
    file.begin_section(zkey::powers_section, zkey::g1_size * powers_of_tau(power));
    file.write(powers.first(powers_of_tau(power)));

    std::array<std::span<const scalar>, 8> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        parts[i] = polynomials[c0_order[i]];
    }
    const polynomial c0 = packed(parts);
    file.begin_section(zkey::c0_section, zkey::scalar_size * c0.size());
    file.write(c0);

    verification_key key{power, in.publics, commit(powers, c0), x2};
    file.begin_section(zkey::header_section, zkey::header_size);
    setup_detail::append_header(file.buffer(), in, key);
    if (const status written = file.finish(); !written) {
        return written.why();
    }
    if (const status good = key.well_formed(); !good) {
        return good.why();
    }
    return key;
}

inline result<verification_key> setup(const r1cs<scalar>& system, const pcs::ptau::file<>& powers,
                                      const byte_sink& out) {
    const result<circuit> gates = circuit::from_r1cs(system);
    if (!gates) {
        return gates.why();
    }
    const auto stored = powers.tau_g1();
    const std::size_t needed = powers_of_tau(gates->power());
    if (needed > stored.size()) {
        return setup_detail::too_few(*gates, stored.size());
    }
    const auto points = stored.subspan(0, needed).read();
    if (!points) {
        return error{"ptau: section 2: " + points.why().message};
    }
    if (powers.tau_g2().size() < 2) {
        return error{"ptau: section 3 has no tau G2"};
    }
    const auto x2 = powers.tau_g2().at(1);
    if (!x2) {
        return error{"ptau: section 3: " + x2.why().message};
    }
    return write_zkey(*gates, *points, *x2, out);
}

} // namespace zonogon::snark::fflonk
