#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/little_endian.hpp>
#include <zonogon/base/section_file.hpp>
#include <zonogon/curve/stored_points.hpp>
#include <zonogon/pcs/ptau/accumulator.hpp>
#include <zonogon/pcs/ptau/contribution.hpp>
#include <zonogon/pcs/ptau/file.hpp>

namespace zonogon::pcs::ptau {

/// The contents of sections 12 to 15.
struct lagrange_bases {
    std::vector<g1_point> g1;
    std::vector<g2_point> g2;
    std::vector<g1_point> alpha_g1;
    std::vector<g1_point> beta_g1;
};

/// Writes the file piece by piece: sink(byte_view) is called with its bytes in order. With `prepared`, sections 12 to
/// 15 too.
template <class Sink>
void write_file(const accumulator& acc, const lagrange_bases* prepared, Sink&& sink) {
    const auto section = [&sink](section_id id, byte_view content) {
        bytes header;
        append_section_header(header, static_cast<std::uint32_t>(id), content.size());
        sink(byte_view(header));
        sink(content);
    };
    const auto points = [&section]<class Point>(section_id id, std::span<const Point> p) {
        section(id, curve::stored_bytes<typename Point::curve>(p));
    };
    bytes start;
    append_file_header(start, "ptau", 1, prepared != nullptr ? 11 : 7);
    sink(byte_view(start));
    using base = curve::bn254::base_field;
    bytes header;
    append_little_endian<4>(header, base::encoded_size);
    append_little_endian(header, base::modulus);
    append_little_endian<4>(header, acc.power);
    append_little_endian<4>(header, acc.power);
    section(section_id::header, header);
    points(section_id::tau_g1, std::span<const g1_point>(acc.tau_g1));
    points(section_id::tau_g2, std::span<const g2_point>(acc.tau_g2));
    points(section_id::alpha_tau_g1, std::span<const g1_point>(acc.alpha_tau_g1));
    points(section_id::beta_tau_g1, std::span<const g1_point>(acc.beta_tau_g1));
    points(section_id::beta_g2, std::span<const g2_point>(&acc.beta_g2, 1));
    section(section_id::contributions, write_contributions(acc.contributions));
    if (prepared != nullptr) {
        points(section_id::lagrange_g1, std::span<const g1_point>(prepared->g1));
        points(section_id::lagrange_g2, std::span<const g2_point>(prepared->g2));
        points(section_id::lagrange_alpha_g1, std::span<const g1_point>(prepared->alpha_g1));
        points(section_id::lagrange_beta_g1, std::span<const g1_point>(prepared->beta_g1));
    }
}

/// The same into memory.
inline bytes write_file(const accumulator& acc, const lagrange_bases* prepared = nullptr) {
    bytes out;
    write_file(acc, prepared, [&out](byte_view part) { append(out, part); });
    return out;
}

} // namespace zonogon::pcs::ptau
