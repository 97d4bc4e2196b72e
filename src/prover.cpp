#include <zonogon/poly/wider.hpp>
#include <zonogon/stark/default_compiled.hpp>

ZONOGON_STARK_INSTANTIATE_PROVER(, zonogon::stark::default_config)

namespace {

// Whoever proves by the compiled prover has the widest vectors.
[[maybe_unused]] const bool wider_vectors_are_used = zonogon::poly::use_wider_vectors();

} // namespace
