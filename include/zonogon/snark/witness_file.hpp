#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/section_file.hpp>
#include <zonogon/snark/r1cs_file.hpp>

namespace zonogon::snark {

/// Reads a .wtns file as circom's witness calculators write it (version 2): the value of every wire, canonical, the
/// first one. The reason names section and byte. Cost: linear in the file.
template <class Field>
result<std::vector<u256>> read_witness(byte_view file);

/// Writes a .wtns file. Precondition: canonical values.
template <class Field>
bytes write_witness(std::span<const u256> values);

/// The values as elements of the field.
template <class Field>
std::vector<Field> to_field(std::span<const u256> values) {
    return std::vector<Field>(values.begin(), values.end());
}
/// The canonical representatives of field elements.
template <class Field>
std::vector<u256> to_canonical(std::span<const Field> values) {
    std::vector<u256> out;
    out.reserve(values.size());
    for (const Field& v : values) {
        out.push_back(v.value());
    }
    return out;
}

template <class Field>
result<std::vector<u256>> read_witness(byte_view file) {
    auto parsed = section_file::parse(file, "wtns", 2);
    if (!parsed) {
        return std::move(parsed).why();
    }
    const auto header_section = parsed->section(1);
    const auto value_section = parsed->section(2);
    for (const auto* section : {&header_section, &value_section}) {
        if (!*section) {
            return section->why();
        }
    }
    section_reader header("wtns", *header_section);
    if (status prime = file_detail::read_prime<Field>(header, "a scalar field"); !prime) {
        return prime.why();
    }
    const std::uint32_t count = header.u32();
    if (status whole = header.finish(); !whole) {
        return whole.why();
    }
    section_reader in("wtns", *value_section);
    if (in.left() != std::uint64_t{32} * count) {
        return in.wrong("the section has " + std::to_string(in.left()) + " bytes, " + std::to_string(count) +
                        " values have " + std::to_string(std::uint64_t{32} * count));
    }
    std::vector<u256> out;
    out.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        out.push_back(in.u256());
        if (!Field::is_canonical(out.back())) {
            return in.wrong("value " + std::to_string(i) + " is not below the prime");
        }
    }
    if (out.empty() || out[0] != u256{1}) {
        return error{"wtns: section 2: the first value is not one"};
    }
    return out;
}

template <class Field>
bytes write_witness(std::span<const u256> values) {
    bytes out;
    out.reserve(76 + 32 * values.size());
    append_file_header(out, "wtns", 2, 2);
    append_section_header(out, 1, 40);
    file_detail::append_prime<Field>(out);
    append_little_endian<4>(out, values.size());
    append_section_header(out, 2, 32 * values.size());
    for (const u256& v : values) {
        append_little_endian(out, v);
    }
    return out;
}

} // namespace zonogon::snark
