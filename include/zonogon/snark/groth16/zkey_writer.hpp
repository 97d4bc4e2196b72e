#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

#include <zonogon/base/section_file.hpp>
#include <zonogon/snark/groth16/zkey.hpp>

namespace zonogon::snark::groth16 {

/// Where a file goes piece by piece: called with the next bytes, says whether they were taken.
template <class S>
concept byte_sink = requires(S& sink, byte_view piece) {
    { sink(piece) } -> std::same_as<status>;
};

/// A byte_sink into memory.
struct memory_sink {
    bytes content;
    status operator()(byte_view piece) {
        append(content, piece);
        return {};
    }
};

/// What the header section says.
template <class Pairing>
struct zkey_header {
    std::uint32_t wires = 0;
    std::uint32_t public_count = 0;
    std::uint32_t log_domain = 0;
    typename Pairing::g1::point alpha_g1;
    typename Pairing::g1::point beta_g1;
    typename Pairing::g2::point beta_g2;
    typename Pairing::g2::point gamma_g2;
    typename Pairing::g1::point delta_g1;
    typename Pairing::g2::point delta_g2;
};

namespace zkey_detail {

template <class Point>
void append_stored(bytes& out, const Point& p) {
    append(out, curve::stored_bytes(std::span<const Point>(&p, 1)));
}

/// The beginning of a .zkey with ten sections, and sections 1 and 2.
template <class Pairing>
bytes head(const zkey_header<Pairing>& header) {
    bytes body;
    file_detail::append_prime<typename Pairing::g1::base_field>(body);
    file_detail::append_prime<typename Pairing::g1::scalar_field>(body);
    append_little_endian<4>(body, header.wires);
    append_little_endian<4>(body, header.public_count);
    append_little_endian<4>(body, std::uint64_t{1} << header.log_domain);
    append_stored(body, header.alpha_g1);
    append_stored(body, header.beta_g1);
    append_stored(body, header.beta_g2);
    append_stored(body, header.gamma_g2);
    append_stored(body, header.delta_g1);
    append_stored(body, header.delta_g2);
    bytes out;
    append_file_header(out, "zkey", 1, 10);
    append_section_header(out, 1, 4);
    append_little_endian<4>(out, 1);
    append_section_header(out, 2, body.size());
    append(out, body);
    return out;
}

template <byte_sink Sink>
status begin_section(Sink& sink, zkey_section id, std::uint64_t size) {
    bytes header;
    append_section_header(header, static_cast<std::uint32_t>(id), size);
    return sink(header);
}

} // namespace zkey_detail

} // namespace zonogon::snark::groth16
