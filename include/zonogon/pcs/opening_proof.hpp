#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <zonogon/pcs/shape.hpp>
#include <zonogon/transcript/provenance.hpp>

namespace zonogon::pcs {

/// A proof that committed columns take given values: flat lists of values, whose lengths and meaning opening_shape
/// gives. The element types are a verifier back end's; the prover's are the native ones.
///
/// It holds nothing that the verifier can derive: no lengths, indices, heights, points or challenges.
template <class Felt, class Ext, class Digest>
struct opening_proof {
    /// The opened values: by commitment, matrix, point, column.
    std::vector<Ext> values;
    /// The commitments of the folded layers, in order.
    std::vector<Digest> layer_digests;
    /// Coefficients of the last layer's polynomial, the constant first.
    std::vector<Ext> final_polynomial;
    Felt work_witness{};
    /// By query, commitment, matrix: the matrix's row.
    std::vector<Felt> rows;
    /// By query and layer: the neighbours of the value that the verifier knows, in order.
    std::vector<Ext> siblings;
    /// By query: the tree paths of the commitments, then of the layers, leaf side first.
    std::vector<Digest> paths;

    friend bool operator==(const opening_proof&, const opening_proof&) = default;
};

/// An opening_proof as its verifier meets it: nothing of it can be read before its time. A view.
template <class Felt, class Ext, class Digest>
struct opening_claims {
    constexpr explicit opening_claims(const opening_proof<Felt, Ext, Digest>& proof)
        : values(proof.values), layer_digests(proof.layer_digests), final_polynomial(proof.final_polynomial),
          work_witness(std::span<const Felt>(&proof.work_witness, 1)), rows(proof.rows), siblings(proof.siblings),
          paths(proof.paths) {}

    transcript::claimed<Ext> values;
    transcript::claimed<Digest> layer_digests;
    transcript::claimed<Ext> final_polynomial;
    transcript::claimed<Felt> work_witness;
    transcript::claimed<Felt> rows;
    transcript::claimed<Ext> siblings;
    transcript::claimed<Digest> paths;

    constexpr bool has_shape(const opening_shape& s) const {
        return values.size() == s.values && layer_digests.size() == s.layer_digests &&
               final_polynomial.size() == (std::size_t{1} << s.log_final_length) && rows.size() == s.row_elements &&
               siblings.size() == s.siblings && paths.size() == s.path_digests;
    }
};
template <class B>
using claims_on = opening_claims<typename B::felt, typename B::ext, typename B::digest>;

/// The opening proof of a configuration, on the native types.
template <class Config>
using native_opening_proof =
    opening_proof<typename Config::field, typename Config::extension, typename Config::compression::digest>;

/// Where in opening_proof::values the values of one matrix at one point lie.
class value_layout {
public:
    constexpr explicit value_layout(std::span<const round_shape> rounds) {
        std::size_t at = 0;
        for (const round_shape& round : rounds) {
            std::vector<matrix> matrices;
            for (const matrix_shape& m : round) {
                matrices.push_back({at, m.width});
                at += m.width * m.points;
            }
            rounds_.push_back(std::move(matrices));
        }
    }

    /// The values of all columns of a matrix at one of its points. Precondition: the indices are in range.
    template <class Ext>
    constexpr std::span<const Ext> at(std::span<const Ext> values, std::size_t round, std::size_t matrix_index,
                                      std::size_t point) const {
        const matrix& m = rounds_[round][matrix_index];
        return values.subspan(m.begin + point * m.width, m.width);
    }

private:
    struct matrix {
        std::size_t begin = 0;
        std::size_t width = 0;
    };
    std::vector<std::vector<matrix>> rounds_;
};

} // namespace zonogon::pcs
