#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/pcs/codec.hpp>
#include <zonogon/pcs/serialise.hpp>
#include <zonogon/stark/key.hpp>
#include <zonogon/stark/proof.hpp>
#include <zonogon/stark/shape.hpp>

namespace zonogon::stark {

/// The first byte of every encoded proof.
inline constexpr std::uint8_t proof_version = 2;

/// The proof in bytes: version, heights, commitments, sums, opening; no lengths, as the heights and the verifying key
/// determine them. Each proof has one encoding.
template <class Config>
constexpr bytes serialize(const proof<Config>& p) {
    bytes out{proof_version};
    pcs::append_values(out, p.log_heights);
    pcs::append_values(out, p.traces);
    pcs::append_values(out, p.sums);
    pcs::append_values(out, p.bus_columns);
    pcs::append_values(out, p.quotients);
    pcs::append_opening_proof(out, p.opening);
    return out;
}

/// Reads a proof for a verifying key from untrusted bytes; the only way from bytes to a proof. Demands canonical field
/// elements, heights within the limits and the exact length.
template <class Config>
constexpr result<proof<Config>> parse(const verifying_key<Config>& key, byte_view in) {
    pcs::value_reader reader(in);
    std::vector<std::uint8_t> version;
    if (status fine = reader.read(version, 1); !fine) {
        return fine.why();
    }
    if (version[0] != proof_version) {
        return error{"the proof has an unknown version"};
    }
    std::size_t free_heights = 0;
    for (const key_table<Config>& t : key.tables) {
        free_heights += t.fixed_log_height ? 0 : 1;
    }
    proof<Config> out;
    if (status fine = reader.read(out.log_heights, free_heights); !fine) {
        return fine.why();
    }
    const auto shape = derive_shape(key, std::span<const std::uint8_t>(out.log_heights));
    if (!shape) {
        return shape.why();
    }
    status fine;
    const auto read = [&](auto& to, std::size_t count) {
        if (fine) {
            fine = reader.read(to, count);
        }
    };
    read(out.traces, shape->cap_size(shape->traces_round));
    read(out.sums, shape->sums);
    read(out.bus_columns, shape->has_buses ? shape->cap_size(shape->bus_round) : 0);
    read(out.quotients, shape->cap_size(shape->quotients_round));
    if (!fine) {
        return fine.why();
    }
    auto opening = pcs::read_opening_proof<Config>(reader, shape->opening);
    if (!opening) {
        return opening.why();
    }
    out.opening = std::move(*opening);
    if (status end = reader.finish(); !end) {
        return end.why();
    }
    return out;
}

} // namespace zonogon::stark
