#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <zonogon/pcs/kzg/batch.hpp>
#include <zonogon/pcs/ptau/file.hpp>

#include "support/ptau.hpp"
#include "support/random.hpp"

namespace zonogon::test {

using kzg_scalar = field::bn254_scalar;
using kzg_claim = pcs::kzg::claim<>;
using kzg_proof = pcs::kzg::batch_proof<>;

inline const pcs::kzg::reference<>& kzg_reference() {
    static const pcs::kzg::reference<> out = [] {
        const auto file = pcs::ptau::file<>::parse(snarkjs_ptau());
        return *pcs::kzg::reference<>::from_file(*file, 40);
    }();
    return out;
}

/// Polynomials of several lengths and true claims: three of the first, of which two are at a point of the second's, and
/// one of the third.
struct kzg_scene {
    std::vector<std::vector<kzg_scalar>> polynomials;
    std::vector<kzg_claim> claims;
    /// Behind each claim.
    std::vector<std::span<const kzg_scalar>> behind;

    explicit kzg_scene(std::uint64_t seed) {
        random_stream random(seed);
        for (const std::size_t length : {40U, 1U, 17U}) {
            auto& p = polynomials.emplace_back();
            for (std::size_t i = 0; i < length; ++i) {
                p.push_back(random.element<kzg_scalar>());
            }
        }
        const auto shared = random.element<kzg_scalar>();
        add(0, shared);
        add(0, random.element<kzg_scalar>());
        add(1, shared);
        add(2, kzg_scalar::zero());
        add(0, kzg_scalar::one());
    }
    void add(std::size_t which, const kzg_scalar& at) {
        const std::span<const kzg_scalar> p(polynomials[which]);
        claims.push_back({kzg_reference().commit(p), at, pcs::kzg::evaluate(p, at)});
        behind.push_back(p);
    }
    result<kzg_proof> prove(byte_view context = {}) const {
        return pcs::kzg::prove_batch<curve::bn254_pairing>(kzg_reference(), context, claims, behind);
    }
    status verify(const kzg_proof& proof, byte_view context = {}) const {
        return pcs::kzg::verify_batch<curve::bn254_pairing>(kzg_reference().verifying(), context, claims, proof);
    }
};

} // namespace zonogon::test
