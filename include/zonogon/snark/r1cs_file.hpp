#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include <zonogon/base/section_file.hpp>
#include <zonogon/snark/r1cs.hpp>

namespace zonogon::snark {

/// Reads an .r1cs file as circom writes it (iden3, "R1CS binary format", version 1).
///
/// Everything is checked: the prime, canonical coefficients, wires, sizes; files with custom gates are refused, as only
/// PLONK has a use for them. The reason names section and byte. Cost: linear in the file.
template <class Field>
result<r1cs<Field>> read_r1cs(byte_view file);

/// Writes an .r1cs file, sections in circom's order. Without labels every wire is its own. Precondition: well formed.
template <class Field>
bytes write_r1cs(const r1cs<Field>& system);

namespace file_detail {

/// The size of a field's elements and its prime, with which sections of several formats begin.
template <class Field>
status read_prime(section_reader& in, const char* what) {
    if (in.u32() != Field::encoded_size) {
        return in.wrong(std::string(what) + " of another size than 32 bytes");
    }
    if (in.u256() != Field::modulus) {
        return in.wrong(std::string(what) + " of another prime");
    }
    return {};
}
template <class Field>
void append_prime(bytes& out) {
    append_little_endian<4>(out, Field::encoded_size);
    append_little_endian(out, Field::modulus);
}

template <class Field>
status read_row(section_reader& in, std::uint32_t wires, std::uint32_t constraint, sparse_rows<Field>& rows) {
    const std::uint32_t count = in.u32();
    if (count > in.left() / 36) {
        return in.wrong("constraint " + std::to_string(constraint) + " is said to have " + std::to_string(count) +
                        " summands, more than the section has room for");
    }
    for (std::uint32_t k = 0; k < count; ++k) {
        const std::uint32_t wire = in.u32();
        const u256 value = in.u256();
        if (wire >= wires) {
            return in.wrong("constraint " + std::to_string(constraint) + " has wire " + std::to_string(wire) + " of " +
                            std::to_string(wires));
        }
        if (!Field::is_canonical(value)) {
            return in.wrong("constraint " + std::to_string(constraint) +
                            " has a coefficient that is not below the prime");
        }
        rows.push(wire, Field{value});
    }
    rows.end_row();
    return {};
}

template <class Field>
void append_row(bytes& out, const sparse_rows<Field>& rows, std::size_t i) {
    const auto wires = rows.wires(i);
    const auto coefficients = rows.coefficients(i);
    append_little_endian<4>(out, wires.size());
    for (std::size_t k = 0; k < wires.size(); ++k) {
        append_little_endian<4>(out, wires[k]);
        append_little_endian(out, coefficients[k].value());
    }
}

} // namespace file_detail

template <class Field>
result<r1cs<Field>> read_r1cs(byte_view file) {
    auto parsed = section_file::parse(file, "r1cs", 1);
    if (!parsed) {
        return std::move(parsed).why();
    }
    const auto header_section = parsed->section(1);
    const auto constraint_section = parsed->section(2);
    const auto label_section = parsed->section(3);
    for (const auto* section : {&header_section, &constraint_section, &label_section}) {
        if (!*section) {
            return section->why();
        }
    }
    r1cs<Field> out;
    section_reader header("r1cs", *header_section);
    if (status prime = file_detail::read_prime<Field>(header, "a scalar field"); !prime) {
        return prime.why();
    }
    out.wires = header.u32();
    out.public_outputs = header.u32();
    out.public_inputs = header.u32();
    out.private_inputs = header.u32();
    out.label_count = header.u64();
    const std::uint32_t constraints = header.u32();
    if (status whole = header.finish(); !whole) {
        return whole.why();
    }
    for (const std::uint32_t custom : {4U, 5U}) {
        if (!parsed->has(custom)) {
            continue;
        }
        const auto section = parsed->section(custom);
        if (!section) {
            return section.why();
        }
        if (section->content.size() != 4 || load_little_endian(section->content) != 0) {
            return error{"r1cs: section " + std::to_string(custom) + ": custom gates are not supported"};
        }
    }

    section_reader labels("r1cs", *label_section);
    if (labels.left() != std::uint64_t{8} * out.wires) {
        return labels.wrong("not one label for each of " + std::to_string(out.wires) + " wires");
    }
    out.labels.reserve(out.wires);
    for (std::uint32_t i = 0; i < out.wires; ++i) {
        out.labels.push_back(labels.u64());
    }

    section_reader in("r1cs", *constraint_section);
    if (constraints > in.left() / 12) {
        return in.wrong(std::to_string(constraints) + " constraints, more than the section has room for");
    }
    for (auto* side : {&out.a, &out.b, &out.c}) {
        side->reserve(constraints, 0);
    }
    for (std::uint32_t i = 0; i < constraints; ++i) {
        for (auto* side : {&out.a, &out.b, &out.c}) {
            if (status row = file_detail::read_row(in, out.wires, i, *side); !row) {
                return row.why();
            }
        }
    }
    if (status whole = in.finish(); !whole) {
        return whole.why();
    }
    if (status fits = out.well_formed(); !fits) {
        return error{"r1cs: section 1: " + fits.why().message};
    }
    return out;
}

template <class Field>
bytes write_r1cs(const r1cs<Field>& system) {
    bytes out;
    const std::size_t terms = system.a.terms() + system.b.terms() + system.c.terms();
    const std::size_t constraint_bytes = 12 * system.constraints() + 36 * terms;
    out.reserve(128 + constraint_bytes + std::size_t{8} * system.wires);
    append_file_header(out, "r1cs", 1, 3);
    append_section_header(out, 2, constraint_bytes);
    for (std::size_t i = 0; i < system.constraints(); ++i) {
        file_detail::append_row(out, system.a, i);
        file_detail::append_row(out, system.b, i);
        file_detail::append_row(out, system.c, i);
    }
    append_section_header(out, 1, 64);
    file_detail::append_prime<Field>(out);
    append_little_endian<4>(out, system.wires);
    append_little_endian<4>(out, system.public_outputs);
    append_little_endian<4>(out, system.public_inputs);
    append_little_endian<4>(out, system.private_inputs);
    append_little_endian<8>(out, system.labels.empty() ? system.wires : system.label_count);
    append_little_endian<4>(out, system.constraints());
    append_section_header(out, 3, std::size_t{8} * system.wires);
    for (std::uint32_t i = 0; i < system.wires; ++i) {
        append_little_endian<8>(out, system.labels.empty() ? i : system.labels[i]);
    }
    return out;
}

} // namespace zonogon::snark
