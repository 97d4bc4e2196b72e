#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/snark/fflonk/proving_key.hpp>
#include <zonogon/snark/fflonk/setup.hpp>
#include <zonogon/snark/r1cs.hpp>
#include <zonogon/snark/witness_file.hpp>

#include "support/random.hpp"
#include "support/vectors.hpp"

/// What the tests of fflonk share: snarkjs's files, a setup whose secret is known, circuits that are drawn.
namespace zonogon::test::fflonk {

using namespace snark::fflonk;
using snark::linear_term;
using snark::r1cs;

/// A file of test/vectors/snark/fflonk.
inline std::string vector_text(const std::string& name) {
    return read_source_file("test/vectors/snark/fflonk/" + name);
}
inline bytes vector_file(const std::string& name) {
    const std::string text = vector_text(name);
    return {text.begin(), text.end()};
}

/// Powers of a secret that everybody knows.
struct known_powers {
    std::vector<g1_point> g1;
    g2_point x2;

    static const known_powers& of(std::size_t count) {
        static known_powers out;
        static scalar power = scalar::one();
        const scalar tau{271828182845904523U};
        out.x2 = curve::multiply(tau.value(), g2_point::generator());
        while (out.g1.size() < count) {
            out.g1.push_back(curve::multiply(power.value(), g1_point::generator()));
            power *= tau;
        }
        return out;
    }
};

struct satisfied_system {
    r1cs<scalar> system;
    std::vector<scalar> witness;

    std::vector<u256> values() const { return snark::to_canonical<scalar>(witness); }
};

/// Constraints of all kinds over random wires, each with a wire of its own that satisfies it.
inline satisfied_system random_system(std::uint64_t seed, std::size_t constraints, std::uint32_t publics) {
    random_stream random(seed);
    satisfied_system out;
    out.system.public_inputs = publics;
    out.system.private_inputs = 3;
    out.witness.push_back(scalar::one());
    for (std::uint32_t i = 0; i < publics + 3; ++i) {
        out.witness.push_back(random.element<scalar>());
    }
    const auto sum = [&](std::size_t terms) {
        std::vector<linear_term<scalar>> side;
        for (std::size_t i = 0; i < terms; ++i) {
            side.push_back({static_cast<std::uint32_t>(random.below(out.witness.size())), random.element<scalar>()});
        }
        return side;
    };
    const auto value = [&](const std::vector<linear_term<scalar>>& side) {
        scalar v;
        for (const auto& t : side) {
            v += t.coefficient * out.witness[t.wire];
        }
        return v;
    };
    for (std::size_t i = 0; i < constraints; ++i) {
        std::vector<linear_term<scalar>> a = sum(random.below(5));
        std::vector<linear_term<scalar>> b = sum(random.below(5));
        std::vector<linear_term<scalar>> c = sum(random.below(4));
        if (random.below(4) == 0) {
            a = {{0, random.element<scalar>()}};
        }
        if (random.below(4) == 0) {
            b = {{0, random.element<scalar>()}};
        }
        const scalar factor = random.element<scalar>();
        const scalar wanted = (value(a) * value(b) - value(c)) * factor.inverse();
        c.push_back({static_cast<std::uint32_t>(out.witness.size()), factor});
        out.witness.push_back(wanted);
        out.system.add_constraint(a, b, c);
    }
    out.system.wires = static_cast<std::uint32_t>(out.witness.size());
    return out;
}

/// A .zkey over known_powers.
inline bytes make_zkey(const circuit& in) {
    const known_powers& powers = known_powers::of(powers_of_tau(in.power()));
    bytes out;
    const auto key = write_zkey(in, powers.g1, powers.x2, [&](byte_view part) {
        append(out, part);
        return status{};
    });
    return key ? out : bytes{};
}

inline std::vector<u256> publics_of(const proving_key& key, std::span<const u256> witness) {
    return {witness.begin() + 1, witness.begin() + 1 + key.verification().publics};
}

} // namespace zonogon::test::fflonk
