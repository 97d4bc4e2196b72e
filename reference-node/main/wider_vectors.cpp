// Proofs over BN254 take the processor's 52-bit multiplications where it has them.

#include <zonogon/curve/wider.hpp>

namespace {

[[maybe_unused]] const bool wider_vectors_are_used = zonogon::curve::use_wider_vectors();

} // namespace
