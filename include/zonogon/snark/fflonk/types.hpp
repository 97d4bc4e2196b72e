#pragma once

#include <zonogon/curve/bn254.hpp>
#include <zonogon/field/bn254.hpp>

namespace zonogon::snark::fflonk {

/// fflonk (Gabizon and Williamson, "fflonk: a Fast-Fourier inspired verifier efficient version of PlonK", eprint
/// 2021/1167) over BN254, interoperable with snarkjs 0.7.
using scalar = field::bn254_scalar;
using g1_point = curve::bn254::point;
using g2_point = curve::bn254_twist::point;

} // namespace zonogon::snark::fflonk
