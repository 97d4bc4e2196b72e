#pragma once

#include <cstddef>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/pcs/codec.hpp>
#include <zonogon/pcs/opening_proof.hpp>
#include <zonogon/pcs/shape.hpp>

namespace zonogon::pcs {

/// Appends an opening proof: its values and nothing else (no length, no tag), as the shape fixes all numbers.
template <class Felt, class Ext, class Digest>
constexpr void append_opening_proof(bytes& out, const opening_proof<Felt, Ext, Digest>& proof) {
    append_values(out, proof.values);
    append_values(out, proof.layer_digests);
    append_values(out, proof.final_polynomial);
    detail::element_codec<Felt>::append(out, proof.work_witness);
    append_values(out, proof.rows);
    append_values(out, proof.siblings);
    append_values(out, proof.paths);
}

/// Bytes of a proof of that shape.
template <class Config>
constexpr std::size_t opening_proof_size(const opening_shape& shape) {
    using ext = typename Config::extension;
    using digest = typename Config::compression::digest;
    const std::size_t exts = shape.values + (std::size_t{1} << shape.log_final_length) + shape.siblings;
    const std::size_t digests = shape.layer_digests + shape.path_digests;
    return exts * encoded_size<ext> + digests * encoded_size<digest> +
           (shape.row_elements + 1) * encoded_size<typename Config::field>;
}

/// Reads an opening proof of a known shape: the only way from bytes to a proof. Each proof has exactly one encoding.
template <class Config>
constexpr result<native_opening_proof<Config>> read_opening_proof(value_reader& in, const opening_shape& shape) {
    if (in.left() < opening_proof_size<Config>(shape)) {
        return error{"the proof is too short"};
    }
    native_opening_proof<Config> proof;
    status outcome;
    const auto read = [&](auto& out, std::size_t count) {
        if (outcome) {
            outcome = in.read(out, count);
        }
    };
    read(proof.values, shape.values);
    read(proof.layer_digests, shape.layer_digests);
    read(proof.final_polynomial, std::size_t{1} << shape.log_final_length);
    if (outcome) {
        outcome = in.read(proof.work_witness);
    }
    read(proof.rows, shape.row_elements);
    read(proof.siblings, shape.siblings);
    read(proof.paths, shape.path_digests);
    if (!outcome) {
        return outcome.why();
    }
    return proof;
}

} // namespace zonogon::pcs
