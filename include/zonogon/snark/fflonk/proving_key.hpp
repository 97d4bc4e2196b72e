#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/section_file.hpp>
#include <zonogon/curve/stored_points.hpp>
#include <zonogon/snark/fflonk/circuit.hpp>
#include <zonogon/snark/fflonk/verification_key.hpp>
#include <zonogon/snark/fflonk/zkey_layout.hpp>

namespace zonogon::snark::fflonk {

/// Field elements in a file, read one by one because they are not aligned.
class stored_scalars {
public:
    stored_scalars() = default;
    /// Precondition: the size is a multiple of an element's, and all are below the modulus.
    explicit stored_scalars(byte_view content) noexcept : content_(content) {}

    std::size_t size() const noexcept { return content_.size() / zkey::scalar_size; }
    /// Precondition: i < size().
    scalar operator[](std::size_t i) const noexcept {
        return zkey::load<scalar>(content_.data() + i * zkey::scalar_size);
    }
    void copy_to(std::span<scalar> out) const {
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = (*this)[i];
        }
    }

private:
    byte_view content_;
};

/// A column of the circuit: a selector or a part of the permutation.
struct stored_column {
    /// One for each row.
    stored_scalars coefficients;
    /// Place i has the value at the i-th power of the root of order four times the rows.
    stored_scalars values;
};

/// What a prover knows of a circuit: a view of a .zkey file, which must outlive it, with the powers of tau copied.
class proving_key {
public:
    /// Checks everything on which memory safety depends and that numbers are canonical and points on the curve; not
    /// whether the parts belong together: with a key that does not fit itself proofs fail to verify. Cost: linear, on
    /// all threads.
    static result<proving_key> parse(byte_view file);

    const verification_key& verification() const noexcept { return verification_; }
    std::size_t power() const noexcept { return verification_.power; }
    std::size_t rows() const noexcept { return verification_.rows(); }
    /// Values that a witness has.
    std::uint32_t witness_size() const noexcept { return wires_ - additions_; }
    std::uint32_t wires() const noexcept { return wires_; }
    std::uint32_t gates() const noexcept { return gates_; }

    std::uint32_t additions() const noexcept { return additions_; }
    /// Precondition: i < additions(). Its wires are below witness_size() + i.
    addition nth_addition(std::size_t i) const noexcept {
        const std::uint8_t* at = addition_bytes_.data() + i * zkey::addition_size;
        return {u32(at), u32(at + 4), zkey::load<scalar>(at + 8), zkey::load<scalar>(at + 8 + zkey::scalar_size)};
    }
    /// The wire in column 0, 1 or 2 of a gate, below wires(). Precondition: i < gates().
    std::uint32_t wire(std::size_t column, std::size_t i) const noexcept {
        return u32(wire_bytes_[column].data() + 4 * i);
    }
    /// ql, qr, qm, qo, qc, sigma1, sigma2, sigma3.
    const stored_column& column(std::size_t i) const noexcept { return columns_[i]; }
    /// [tau^i] G1, powers_of_tau(power()) of them.
    std::span<const g1_point> powers() const noexcept { return powers_; }

    static constexpr std::size_t column_count = 8;

private:
    static std::uint32_t u32(const std::uint8_t* at) noexcept {
        return static_cast<std::uint32_t>(load_little_endian({at, 4}));
    }
    status read_header(const section_file& file);
    status read_additions(const section_file& file);
    status read_wires(const section_file& file);
    status read_columns(const section_file& file);
    status read_powers(const section_file& file);

    verification_key verification_;
    std::uint32_t wires_ = 1;
    std::uint32_t additions_ = 0;
    std::uint32_t gates_ = 0;
    byte_view addition_bytes_;
    std::array<byte_view, 3> wire_bytes_;
    std::array<stored_column, column_count> columns_;
    std::vector<g1_point> powers_;
};

/// The part of a .zkey that verifiers need, without reading the rest.
inline result<verification_key> read_zkey_verification_key(byte_view file);

namespace zkey {

/// A section of exactly this size.
inline result<byte_view> exact_section(const section_file& file, std::uint32_t id, std::uint64_t size) {
    const result<file_section> s = file.section(id);
    if (!s) {
        return s.why();
    }
    if (s->content.size() != size) {
        return error{"zkey: section " + std::to_string(id) + " has " + std::to_string(s->content.size()) +
                     " bytes, not " + std::to_string(size)};
    }
    return s->content;
}

/// Whether every one of the 32-byte numbers is below the field's modulus.
template <class Field>
bool all_canonical(byte_view numbers) {
    std::atomic<bool> good{true};
    parallel_chunks(numbers.size() / scalar_size, std::size_t{1} << 15, [&](std::size_t begin, std::size_t end) {
        bool all = true;
        for (std::size_t i = begin; i < end; ++i) {
            all = all && Field::is_canonical(load_u256_little_endian(numbers.data() + i * scalar_size));
        }
        if (!all) {
            good = false;
        }
    });
    return good;
}

/// The number in the first section, and the header.
struct header {
    verification_key key;
    std::uint32_t wires = 0;
    std::uint32_t additions = 0;
    std::uint32_t gates = 0;
};

inline result<header> read_header(const section_file& file) {
    const result<byte_view> first = exact_section(file, protocol_section, 4);
    if (!first) {
        return first.why();
    }
    if (load_little_endian(*first) != protocol) {
        return error{"zkey: protocol " + std::to_string(load_little_endian(*first)) + ", fflonk has 10"};
    }
    const result<file_section> s = file.section(header_section);
    if (!s) {
        return s.why();
    }
    section_reader in("zkey", *s);
    if (in.u32() != scalar_size || in.u256() != g1_point::coordinate::modulus || in.u32() != scalar_size ||
        in.u256() != scalar::modulus) {
        return in.wrong("not the primes of BN254");
    }
    header out;
    out.wires = in.u32();
    out.key.publics = in.u32();
    const std::uint32_t rows = in.u32();
    out.additions = in.u32();
    out.gates = in.u32();
    const byte_view constants = in.take(6 * scalar_size);
    const byte_view points = in.take(g2_size + g1_size);
    if (const status whole = in.finish(); !whole) {
        return whole.why();
    }
    out.key.power = static_cast<std::size_t>(std::bit_width(rows)) - 1;
    if (!std::has_single_bit(rows) || out.key.power < min_power || out.key.power > max_power) {
        return error{"zkey: " + std::to_string(rows) +
                     " rows, not a power of two from 8 on that the field has room for"};
    }
    if (!all_canonical<scalar>(constants)) {
        return error{"zkey: section 2: a constant is not below the prime"};
    }
    const domain_constants expected = domain_constants::of(out.key.power);
    const std::uint8_t* at = constants.data();
    for (const scalar& v : {expected.k1, expected.k2, expected.w3, expected.w4, expected.w8, expected.wr}) {
        if (load<scalar>(at) != v) {
            return error{"zkey: section 2: a constant is not the one of this number of rows"};
        }
        at += scalar_size;
    }
    const auto x2 = curve::stored_points<curve::bn254_twist>(points.first(g2_size)).at(0);
    const auto c0 = curve::stored_points<curve::bn254>(points.subspan(g2_size)).at(0);
    if (!x2 || !c0) {
        return error{"zkey: section 2: [tau] G2 or C0: " + (x2 ? c0.why() : x2.why()).message};
    }
    out.key.x2 = *x2;
    out.key.c0 = *c0;
    if (const status good = out.key.well_formed(); !good) {
        return error{"zkey: section 2: " + good.why().message};
    }
    if (out.wires == 0 || out.additions >= out.wires || out.key.publics >= out.wires - out.additions) {
        return error{"zkey: section 2: more additions or public inputs than wires"};
    }
    if (std::uint64_t{out.gates} + 2 > rows || out.key.publics > out.gates || out.additions > out.gates) {
        return error{"zkey: section 2: gates that do not fit the rows"};
    }
    return out;
}

} // namespace zkey

inline result<verification_key> read_zkey_verification_key(byte_view file) {
    const result<section_file> parsed = section_file::parse(file, "zkey", 1);
    if (!parsed) {
        return parsed.why();
    }
    const result<zkey::header> header = zkey::read_header(*parsed);
    if (!header) {
        return header.why();
    }
    return header->key;
}

inline result<proving_key> proving_key::parse(byte_view file) {
    const result<section_file> parsed = section_file::parse(file, "zkey", 1);
    if (!parsed) {
        return parsed.why();
    }
    proving_key out;
    for (const auto step : {&proving_key::read_header, &proving_key::read_additions, &proving_key::read_wires,
                            &proving_key::read_columns, &proving_key::read_powers}) {
        if (const status good = (out.*step)(*parsed); !good) {
            return good.why();
        }
    }
    return out;
}

inline status proving_key::read_header(const section_file& file) {
    const result<zkey::header> header = zkey::read_header(file);
    if (!header) {
        return header.why();
    }
    verification_ = header->key;
    wires_ = header->wires;
    additions_ = header->additions;
    gates_ = header->gates;
    return {};
}

inline status proving_key::read_additions(const section_file& file) {
    const auto content =
        zkey::exact_section(file, zkey::additions_section, std::uint64_t{zkey::addition_size} * additions_);
    if (!content) {
        return content.why();
    }
    addition_bytes_ = *content;
    for (std::size_t i = 0; i < additions_; ++i) {
        const std::uint8_t* at = content->data() + i * zkey::addition_size;
        if (u32(at) >= witness_size() + i || u32(at + 4) >= witness_size() + i) {
            return error{"zkey: addition " + std::to_string(i) + " takes a wire that is not there yet"};
        }
        if (!zkey::all_canonical<scalar>({at + 8, 2 * zkey::scalar_size})) {
            return error{"zkey: addition " + std::to_string(i) + " has a factor that is not below the prime"};
        }
    }
    return {};
}

inline status proving_key::read_wires(const section_file& file) {
    for (std::size_t column = 0; column < 3; ++column) {
        const auto id = static_cast<std::uint32_t>(zkey::wires_a_section + column);
        const auto content = zkey::exact_section(file, id, std::uint64_t{4} * gates_);
        if (!content) {
            return content.why();
        }
        wire_bytes_[column] = *content;
        for (std::size_t i = 0; i < gates_; ++i) {
            if (wire(column, i) >= wires_) {
                return error{"zkey: section " + std::to_string(id) + ": gate " + std::to_string(i) + " has wire " +
                             std::to_string(wire(column, i)) + " of " + std::to_string(wires_)};
            }
        }
    }
    return {};
}

inline status proving_key::read_columns(const section_file& file) {
    const std::uint64_t size = std::uint64_t{zkey::scalar_size} * rows();
    for (std::size_t i = 0; i < column_count; ++i) {
        const auto id = static_cast<std::uint32_t>(zkey::ql_section + i);
        const auto content = zkey::exact_section(file, id, zkey::column_width * size);
        if (!content) {
            return content.why();
        }
        if (!zkey::all_canonical<scalar>(*content)) {
            return error{"zkey: section " + std::to_string(id) + ": a number is not below the prime"};
        }
        columns_[i] = {stored_scalars(content->first(size)), stored_scalars(content->subspan(size))};
    }
    // Not needed here, as they follow from the rest; a file without them would not do for others.
    const std::uint64_t lagrange = std::max<std::uint64_t>(1, verification_.publics) * zkey::column_width * size;
    if (const auto content = zkey::exact_section(file, zkey::lagrange_section, lagrange); !content) {
        return content.why();
    }
    if (const auto content = zkey::exact_section(file, zkey::c0_section, column_count * size); !content) {
        return content.why();
    }
    return {};
}

inline status proving_key::read_powers(const section_file& file) {
    const std::size_t count = powers_of_tau(power());
    const auto content = zkey::exact_section(file, zkey::powers_section, std::uint64_t{zkey::g1_size} * count);
    if (!content) {
        return content.why();
    }
    powers_.resize(count);
    if (const status good = curve::stored_points<curve::bn254>(*content).read(powers_); !good) {
        return error{"zkey: section 16: " + good.why().message};
    }
    return {};
}

} // namespace zonogon::snark::fflonk
