#pragma once

namespace zonogon::poly {

/// Makes coset_lde and coset_evaluate over Goldilocks use AVX-512 where the processor has it, whatever the program is
/// compiled for, and says whether they do now. False in programs that are compiled for AVX-512 anyway.
///
/// Not a part of the headers: compiled in src/ for the programs of this tree. The compiled prover calls it before main.
bool use_wider_vectors();

} // namespace zonogon::poly
