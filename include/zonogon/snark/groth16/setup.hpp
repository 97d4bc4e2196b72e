#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/pcs/ptau/file.hpp>
#include <zonogon/snark/groth16/circuit_hash.hpp>
#include <zonogon/snark/groth16/contribution.hpp>
#include <zonogon/snark/groth16/prover.hpp>
#include <zonogon/snark/groth16/wire_sums.hpp>
#include <zonogon/snark/groth16/zkey_writer.hpp>
#include <zonogon/snark/r1cs.hpp>

namespace zonogon::snark::groth16 {

/// log2 of the rows that a circuit's key has: rows for the constraints, and one for the constant and each public input.
/// As snarkjs counts, which takes twice the rows when the constraints and public inputs are a power of two.
inline std::uint32_t log_rows(std::size_t constraints, std::size_t public_count) {
    return static_cast<std::uint32_t>(
        std::max<std::size_t>(1, static_cast<std::size_t>(std::bit_width(constraints + public_count))));
}

/// Makes a circuit's first .zkey from prepared powers of tau and writes it byte for byte as snarkjs does. It has no
/// contribution yet, so gamma = delta, and that is not sound: whoever has a proof moves what public inputs add into C
/// and has one of any other public inputs. It is what contributions start from; see contribute.
///
/// `powers` is the whole .ptau file. The reason tells why circuit and powers do not go together or a point is off the
/// curve; whether the powers are powers is for the .ptau's own check. Cost: an addition in G1 for each coefficient of
/// one in A, two in the others, and a multiple for each other coefficient. Memory: about 350 bytes for each row and 36
/// for each coefficient.
template <byte_sink Sink, class Progress = silent>
status setup(const r1cs<field::bn254_scalar>& system, byte_view powers, Sink&& sink, Progress&& progress = {});

namespace setup_detail {

using pairing = curve::bn254_pairing;
using g1 = pairing::g1;
using g2 = pairing::g2;
using scalar = field::bn254_scalar;

/// A with the rows that bind the public inputs: row m + i has wire i.
inline sparse_rows<scalar> with_public_rows(const sparse_rows<scalar>& a, std::uint32_t public_count) {
    sparse_rows<scalar> out = a;
    for (std::uint32_t i = 0; i <= public_count; ++i) {
        out.push(i, scalar::one());
        out.end_row();
    }
    return out;
}

/// Section 4.
template <class Sink>
status write_coefficients(const sparse_rows<scalar>& a, const sparse_rows<scalar>& b, Sink& sink) {
    const std::size_t count = a.terms() + b.terms();
    if (status s = zkey_detail::begin_section(sink, zkey_section::coefficients, 4 + 44 * count); !s) {
        return s;
    }
    // The file has coefficients times 2^512 mod r, our stored form 2^256.
    const scalar radix = scalar{u256::max()} + scalar::one();
    bytes out;
    out.reserve(std::size_t{1} << 21);
    append_little_endian<4>(out, count);
    const auto add = [&](std::uint32_t matrix, const sparse_rows<scalar>& rows, std::size_t i) {
        const auto wires = rows.wires(i);
        const auto coefficients = rows.coefficients(i);
        for (std::size_t k = 0; k < wires.size(); ++k) {
            append_little_endian<4>(out, matrix);
            append_little_endian<4>(out, i);
            append_little_endian<4>(out, wires[k]);
            append_little_endian(out, u256{(coefficients[k] * radix).raw()});
        }
    };
    for (std::size_t i = 0; i < a.rows(); ++i) {
        add(0, a, i);
        if (i < b.rows()) {
            add(1, b, i);
        }
        if (out.size() > (std::size_t{1} << 20)) {
            if (status s = sink(out); !s) {
                return s;
            }
            out.clear();
        }
    }
    return sink(out);
}

/// A section of sums over the wires [first, last), and their digest.
template <class Curve, class Sink>
status write_sums(zkey_section id, std::span<const weighted_rows<Curve>> sources, std::size_t first, std::size_t last,
                  circuit_hasher& hasher, Sink& sink) {
    using point = curve::affine_point<Curve>;
    if (status s = zkey_detail::begin_section(sink, id, (last - first) * sizeof(point)); !s) {
        return s;
    }
    hasher.count(last - first);
    constexpr std::size_t piece = std::size_t{1} << 15;
    std::vector<point> sums(std::min(piece, last - first));
    for (std::size_t at = first; at < last; at += piece) {
        const auto out = std::span<point>(sums).first(std::min(piece, last - at));
        sum_wires<Curve>(sources, at, out);
        hasher.points<Curve>(out);
        if (status s = sink(curve::stored_bytes<Curve>(out)); !s) {
            return s;
        }
    }
    return {};
}

/// Section 9: every other Lagrange point of the domain of twice the size.
template <class Sink>
status write_h(const pcs::ptau::file<pairing>& powers, std::uint32_t log_domain, Sink& sink) {
    const auto lagrange = powers.lagrange_g1(log_domain + 1);
    const std::size_t rows = std::size_t{1} << log_domain;
    if (status s = zkey_detail::begin_section(sink, zkey_section::h, rows * sizeof(g1::point)); !s) {
        return s;
    }
    constexpr std::size_t piece = std::size_t{1} << 15;
    for (std::size_t at = 0; at < rows; at += piece) {
        const auto points = lagrange.subspan(2 * at, 2 * std::min(piece, rows - at)).read();
        if (!points) {
            return error{"ptau: section 12: " + points.why().message};
        }
        std::vector<g1::point> odd(points->size() / 2);
        for (std::size_t i = 0; i < odd.size(); ++i) {
            odd[i] = (*points)[2 * i + 1];
        }
        if (status s = sink(curve::stored_bytes<g1>(odd)); !s) {
            return s;
        }
    }
    return {};
}

template <class Curve>
status read_first(const curve::stored_points<Curve>& stored, const char* what, typename Curve::point& out) {
    const auto point = stored.at(0);
    if (!point) {
        return error{std::string("ptau: ") + what + ": " + point.why().message};
    }
    out = *point;
    return {};
}

} // namespace setup_detail

template <byte_sink Sink, class Progress>
status setup(const r1cs<field::bn254_scalar>& system, byte_view powers, Sink&& sink, Progress&& progress) {
    using namespace setup_detail;
    if (status fits = system.well_formed(); !fits) {
        return fits;
    }
    const auto file = pcs::ptau::file<pairing>::parse(powers);
    if (!file) {
        return file.why();
    }
    const std::uint32_t publics = system.public_count();
    const std::uint32_t log_domain = log_rows(system.constraints(), publics);
    if (log_domain > file->power()) {
        return error{"the circuit needs powers of tau up to 2^" + std::to_string(log_domain) + ", the file has 2^" +
                     std::to_string(file->power())};
    }
    if (!file->prepared()) {
        return error{"ptau: the file is not prepared for the second phase"};
    }
    zkey_header<pairing> header;
    header.wires = system.wires;
    header.public_count = publics;
    header.log_domain = log_domain;
    header.gamma_g2 = g2::point::generator();
    header.delta_g1 = g1::point::generator();
    header.delta_g2 = g2::point::generator();
    if (status s = read_first(file->alpha_tau_g1(), "section 4", header.alpha_g1); !s) {
        return s;
    }
    if (status s = read_first(file->beta_tau_g1(), "section 5", header.beta_g1); !s) {
        return s;
    }
    if (status s = read_first(file->beta_g2(), "section 6", header.beta_g2); !s) {
        return s;
    }
    circuit_hasher hasher;
    hasher.point(header.alpha_g1);
    hasher.point(header.beta_g1);
    hasher.point(header.beta_g2);
    hasher.point(header.gamma_g2);
    hasher.point(header.delta_g1);
    hasher.point(header.delta_g2);
    if (status s = sink(zkey_detail::head(header)); !s) {
        return s;
    }

    constexpr std::size_t phases = 7;
    progress("reading points", 0, phases);
    const auto tau_g1 = file->lagrange_g1(log_domain).read();
    const auto alpha_g1 = file->lagrange_alpha_g1(log_domain).read();
    const auto beta_g1 = file->lagrange_beta_g1(log_domain).read();
    const auto tau_g2 = file->lagrange_g2(log_domain).read();
    for (const auto* points : {&tau_g1, &alpha_g1, &beta_g1}) {
        if (!*points) {
            return error{"ptau: " + points->why().message};
        }
    }
    if (!tau_g2) {
        return error{"ptau: section 13: " + tau_g2.why().message};
    }
    const sparse_rows<scalar> a_rows = with_public_rows(system.a, publics);
    if (status s = write_coefficients(a_rows, system.b, sink); !s) {
        return s;
    }
    const wire_columns<scalar> a(a_rows, system.wires);
    const wire_columns<scalar> b(system.b, system.wires);
    const wire_columns<scalar> c(system.c, system.wires);
    const std::array<weighted_rows<g1>, 3> combined{{{&a, *beta_g1}, {&b, *alpha_g1}, {&c, *tau_g1}}};
    const std::array<weighted_rows<g1>, 1> a_g1{{{&a, *tau_g1}}};
    const std::array<weighted_rows<g1>, 1> b_g1{{{&b, *tau_g1}}};
    const std::array<weighted_rows<g2>, 1> b_g2{{{&b, *tau_g2}}};

    progress("public inputs", 1, phases);
    if (status s = write_sums<g1>(zkey_section::inputs, combined, 0, publics + std::size_t{1}, hasher, sink); !s) {
        return s;
    }
    progress("H", 2, phases);
    if (status s = write_h(*file, log_domain, sink); !s) {
        return s;
    }
    const byte_view tau_powers = file->tau_g1().bytes();
    const auto begin = static_cast<std::size_t>(tau_powers.data() - powers.data());
    if (status s = hasher.differences(powers.subspan(begin), file->tau_g1().size(), log_domain); !s) {
        return s;
    }
    progress("C", 3, phases);
    if (status s = write_sums<g1>(zkey_section::c, combined, publics + std::size_t{1}, system.wires, hasher, sink);
        !s) {
        return s;
    }
    progress("A", 4, phases);
    if (status s = write_sums<g1>(zkey_section::a, a_g1, 0, system.wires, hasher, sink); !s) {
        return s;
    }
    progress("B in G1", 5, phases);
    if (status s = write_sums<g1>(zkey_section::b_g1, b_g1, 0, system.wires, hasher, sink); !s) {
        return s;
    }
    progress("B in G2", 6, phases);
    if (status s = write_sums<g2>(zkey_section::b_g2, b_g2, 0, system.wires, hasher, sink); !s) {
        return s;
    }
    const bytes record = write_contributions({hasher.digest(), {}});
    if (status s = zkey_detail::begin_section(sink, zkey_section::contributions, record.size()); !s) {
        return s;
    }
    if (status s = sink(record); !s) {
        return s;
    }
    progress("done", phases, phases);
    return {};
}

} // namespace zonogon::snark::groth16
