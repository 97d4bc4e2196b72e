#pragma once

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <zonogon/base/u256.hpp>
#include <zonogon/field/bn254.hpp>

namespace zonogon::hash {

/// The numbers of Poseidon over BN254's scalar field for one width t, as circomlib has them: x^5, 8 full rounds.
///
/// Derived, not listed: round constants and matrix come from the Grain LFSR of the Poseidon paper (eprint 2019/458,
/// appendix E); `sparse` and the `folded` constants from them, by the equivalences of appendix B.
struct poseidon_bn254_parameters {
    using field = zonogon::field::bn254_scalar;
    static constexpr std::size_t min_width = 2;
    static constexpr std::size_t max_width = 17;
    static constexpr std::size_t half_full_rounds = 4;
    /// Partial rounds of width t at t - 2: the least that are secure at 128 bits.
    static constexpr std::array<std::uint8_t, 16> partial_round_counts{56, 57, 56, 60, 60, 63, 64, 63,
                                                                       60, 66, 60, 65, 70, 60, 64, 68};

    /// A partial round's matrix: row 0, then column 0 below it; the rest is the identity.
    struct sparse_matrix {
        std::vector<field> row;
        std::vector<field> column;
    };

    std::size_t width = 0;
    std::size_t partial_rounds = 0;
    /// What each round adds, round by round.
    std::vector<field> constants;
    /// Row by row.
    std::vector<field> matrix;

    /// What the partial rounds add to element 0, and the first full round behind them to all.
    std::vector<field> folded_partial;
    std::vector<field> folded_full;
    /// The matrix of the last full round before the partial ones, and those of the partial rounds.
    std::vector<field> entry_matrix;
    std::vector<sparse_matrix> sparse;

    /// The parameters of a width, made at the first call for it (the widest takes about 0.1 s). Safe to call from
    /// several threads. Precondition: min_width <= width <= max_width.
    static const poseidon_bn254_parameters& of(std::size_t width);

    explicit poseidon_bn254_parameters(std::size_t t);

private:
    void generate();
    void fold_constants();
    void make_sparse();
};

namespace poseidon_bn254_detail {

using field = zonogon::field::bn254_scalar;

/// The Grain LFSR in self-shrinking mode: of each pair of bits, the second counts if the first is set.
class grain {
public:
    grain(std::size_t t, std::size_t full_rounds, std::size_t partial_rounds) {
        std::size_t at = 0;
        const auto put = [&](std::uint64_t value, std::size_t bits) {
            for (std::size_t i = bits; i-- > 0;) {
                state_[at++] = ((value >> i) & 1) != 0;
            }
        };
        put(1, 2);    // a prime field
        put(0, 4);    // the S-box is a power
        put(254, 12); // bits of the modulus
        put(t, 12);
        put(full_rounds, 10);
        put(partial_rounds, 10);
        put((std::uint64_t{1} << 30) - 1, 30);
        for (int i = 0; i < 160; ++i) {
            step();
        }
    }

    /// The next 254 bits as a number.
    u256 number() {
        u256 out;
        for (int i = 0; i < 254; ++i) {
            out = (out << 1) | u256{bit() ? 1U : 0U};
        }
        return out;
    }

private:
    bool bit() {
        while (!step()) {
            step();
        }
        return step();
    }
    bool step() {
        const auto tap = [&](std::size_t i) { return state_[(first_ + i) % 80]; };
        const bool next = tap(62) != (tap(51) != (tap(38) != (tap(23) != (tap(13) != tap(0)))));
        state_[first_] = next;
        first_ = (first_ + 1) % 80;
        return next;
    }

    std::array<bool, 80> state_{};
    std::size_t first_ = 0;
};

/// The inverse of an invertible n by n matrix, by Gauss and Jordan.
inline std::vector<field> invert(std::vector<field> m, std::size_t n) {
    std::vector<field> out(n * n);
    for (std::size_t i = 0; i < n; ++i) {
        out[i * n + i] = field::one();
    }
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t pivot = k;
        while (m[pivot * n + k].is_zero()) {
            ++pivot;
        }
        for (std::size_t j = 0; j < n && pivot != k; ++j) {
            std::swap(m[pivot * n + j], m[k * n + j]);
            std::swap(out[pivot * n + j], out[k * n + j]);
        }
        const field inverse = m[k * n + k].inverse();
        for (std::size_t j = 0; j < n; ++j) {
            m[k * n + j] *= inverse;
            out[k * n + j] *= inverse;
        }
        for (std::size_t i = 0; i < n; ++i) {
            const field factor = m[i * n + k];
            for (std::size_t j = 0; j < n && i != k; ++j) {
                m[i * n + j] -= factor * m[k * n + j];
                out[i * n + j] -= factor * out[k * n + j];
            }
        }
    }
    return out;
}

} // namespace poseidon_bn254_detail

inline poseidon_bn254_parameters::poseidon_bn254_parameters(std::size_t t)
    : width(t), partial_rounds(partial_round_counts[t - min_width]) {
    generate();
    fold_constants();
    make_sparse();
}

inline void poseidon_bn254_parameters::generate() {
    poseidon_bn254_detail::grain random(width, 2 * half_full_rounds, partial_rounds);
    while (constants.size() < (2 * half_full_rounds + partial_rounds) * width) {
        const u256 candidate = random.number();
        if (field::is_canonical(candidate)) {
            constants.push_back(field{candidate});
        }
    }
    // A Cauchy matrix; the numbers of both sides are taken modulo r, and all differ for every width (tests).
    std::vector<field> sides;
    for (std::size_t i = 0; i < 2 * width; ++i) {
        sides.push_back(field{random.number()});
    }
    for (std::size_t i = 0; i < width; ++i) {
        for (std::size_t j = 0; j < width; ++j) {
            matrix.push_back((sides[i] + sides[width + j]).inverse());
        }
    }
}

inline void poseidon_bn254_parameters::fold_constants() {
    // A constant added to an element that has no S-box in this round may as well be added behind the matrix.
    std::vector<field> carried(width);
    for (std::size_t r = 0; r <= partial_rounds; ++r) {
        for (std::size_t i = 0; i < width; ++i) {
            carried[i] += constants[(half_full_rounds + r) * width + i];
        }
        if (r == partial_rounds) {
            break;
        }
        folded_partial.push_back(carried[0]);
        carried[0] = field::zero();
        std::vector<field> next(width);
        for (std::size_t i = 0; i < width; ++i) {
            for (std::size_t j = 1; j < width; ++j) {
                next[i] += matrix[i * width + j] * carried[j];
            }
        }
        carried = std::move(next);
    }
    folded_full = std::move(carried);
}

inline void poseidon_bn254_parameters::make_sparse() {
    // M = S D with D = diag(1, lower right block of M): D commutes with the S-box of element 0, so it joins the matrix
    // of the round before. From the last partial round to the first.
    const std::size_t n = width - 1;
    std::vector<field> current = matrix;
    sparse.resize(partial_rounds);
    for (std::size_t r = partial_rounds; r-- > 0;) {
        std::vector<field> block(n * n);
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                block[i * n + j] = current[(i + 1) * width + j + 1];
            }
        }
        const std::vector<field> inverse = poseidon_bn254_detail::invert(block, n);
        sparse_matrix& s = sparse[r];
        s.row.assign(width, field::zero());
        s.row[0] = current[0];
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t k = 0; k < n; ++k) {
                s.row[j + 1] += current[k + 1] * inverse[k * n + j];
            }
            s.column.push_back(current[(j + 1) * width]);
        }
        std::vector<field> before(width * width);
        for (std::size_t j = 0; j < width; ++j) {
            before[j] = matrix[j];
            for (std::size_t i = 0; i < n; ++i) {
                for (std::size_t k = 0; k < n; ++k) {
                    before[(i + 1) * width + j] += block[i * n + k] * matrix[(k + 1) * width + j];
                }
            }
        }
        current = std::move(before);
    }
    entry_matrix = std::move(current);
}

namespace poseidon_bn254_detail {

template <std::size_t Width>
const poseidon_bn254_parameters& made() {
    static const poseidon_bn254_parameters parameters(Width);
    return parameters;
}

} // namespace poseidon_bn254_detail

inline const poseidon_bn254_parameters& poseidon_bn254_parameters::of(std::size_t width) {
    using maker = const poseidon_bn254_parameters& (*)();
    static constexpr auto makers = []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<maker, sizeof...(I)>{&poseidon_bn254_detail::made<min_width + I>...};
    }(std::make_index_sequence<max_width - min_width + 1>{});
    return makers[width - min_width]();
}

} // namespace zonogon::hash
