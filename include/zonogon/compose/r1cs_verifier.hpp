#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/compose/r1cs_backend.hpp>
#include <zonogon/snark/circuit/builder.hpp>
#include <zonogon/stark/key.hpp>
#include <zonogon/stark/proof.hpp>
#include <zonogon/stark/shape.hpp>
#include <zonogon/stark/verifier.hpp>

namespace zonogon::compose {

/// Adds to a circuit: "there is a proof of this key's tables, of these heights, for these public values". Key and
/// heights are constants of the circuit, the public values are its public inputs (in their order, element by element),
/// the proof its private inputs.
///
/// An error when the proof's shape or the number of public values does not fit the key; a proof that is wrong otherwise
/// gives a circuit that its witness does not satisfy (builder::outcome says which rule it breaks).
template <class Config>
status add_verifier(snark::builder& b, const stark::verifying_key<Config>& key,
                    const stark::public_values<Config>& publics, const stark::proof<Config>& p) {
    using backend = r1cs_backend<Config>;
    using felt = typename backend::felt;
    if (status fine = stark::detail::check_publics(key, publics); !fine) {
        return fine;
    }
    const auto shape = stark::derive_shape(key, std::span<const std::uint8_t>(p.log_heights));
    if (!shape) {
        return shape.why();
    }
    if (p.traces.size() != shape->cap_size(shape->traces_round) || p.sums.size() != shape->sums ||
        p.bus_columns.size() != (shape->has_buses ? shape->cap_size(shape->bus_round) : 0) ||
        p.quotients.size() != shape->cap_size(shape->quotients_round) ||
        !pcs::opening_claims(p.opening).has_shape(shape->opening)) {
        return error{"the proof has another shape than its tables"};
    }
    backend over(b);
    std::vector<std::vector<felt>> inputs;
    for (const auto& list : publics) {
        std::vector<felt> wires;
        for (const auto& value : list) {
            wires.push_back(over.public_input(value));
        }
        inputs.push_back(std::move(wires));
    }
    stark::basic_proof<felt, typename backend::ext, typename backend::digest> values;
    values.log_heights = p.log_heights;
    values.traces = over.witness(p.traces);
    values.sums = over.witness(p.sums);
    values.bus_columns = over.witness(p.bus_columns);
    values.quotients = over.witness(p.quotients);
    values.opening = {over.witness(p.opening.values),
                      over.witness(p.opening.layer_digests),
                      over.witness(p.opening.final_polynomial),
                      over.witness(p.opening.work_witness),
                      over.witness(p.opening.rows),
                      over.witness(p.opening.siblings),
                      over.witness(p.opening.paths)};
    const snark::builder::scope in(b, "stark verifier");
    stark::verify_with<backend, Config>(over, key, *shape, std::span<const std::vector<felt>>(inputs), values);
    return {};
}

} // namespace zonogon::compose
