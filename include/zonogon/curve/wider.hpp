#pragma once

namespace zonogon::curve {

/// Makes sums over BN254 (add_pairs, msm) and transforms over its scalars (vector_ntt) use AVX-512's 52-bit
/// multiplications where the processor has them, whatever the program is compiled for, and says whether they do now.
/// Results are the same.
///
/// Not a part of the headers: compiled in src/ for the programs of this tree (zonogon_wider_curve).
bool use_wider_vectors();

} // namespace zonogon::curve
